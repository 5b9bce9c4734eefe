"""Letters of every kind of file, and ways to damage them: what the readers of the audit are tried on."""

from __future__ import annotations

import io
import random
import zipfile

import docx
import typst

_SOURCE = r"""
#set page(width: 21cm, height: 16cm, header: [Gemeente Voorbeeld],
  footer: context counter(page).display())
#set text(size: 10pt, lang: "nl", hyphenate: true)
#set par(justify: true)
= Jaarverslag
#columns(2)[
Het aantal fietsendiefstallen daalde van 412 in 2023 naar 388 in 2024#footnote[Cijfers van de politie.].
In het
voorjaar vonden twaalf controles plaats,
waarvan vijf samen met de belastingdienst en zeven met de omgevingsdienst.
#colbreak()
- We organiseren minimaal drie bijeenkomsten per jaar.
- De efficiënte inzet leidde tot meer meldingen van bewoners uit de wijken rond het centrum van de stad.
]
#table(columns: 3, [Soort], [2023], [2024], [Fietsendiefstal], [412], [388], [Woninginbraak], [1.204], [980])
#pagebreak()
Tot slot: de kosten waren € 5.000,- en dat is 12% minder dan vorig jaar.
"""
_TEXT = """# Jaarverslag

Het aantal fietsendiefstallen daalde van 412 in 2023 naar 388 in 2024 (min 6%).

- minimaal drie bijeenkomsten per jaar;
- tien controles, waarvan vier in de eerste vier maanden van 2024.

| Soort | 2023 | 2024 |
|---|---|---|
| Woninginbraak | 1.204 | 980 |
"""
_PAGE = """<!doctype html><html lang="nl"><head>
<meta charset="utf-8"><title>x</title></head><body>
<h1>Jaarverslag</h1>
<p>Het aantal <b>fietsendiefstallen</b> daalde van 412 naar 388<sup>1</sup>.</p>
<ul><li>tien controles</li></ul>
<table><tr><th>Soort</th><th>2023</th></tr><tr><td>Inbraak</td><td>1.204</td></tr></table></body></html>"""


def make_files() -> dict[str, bytes]:
    """Return one good file of each kind by its name."""
    return {
        "brief.pdf": bytes(typst.compile(_SOURCE.encode())),
        "brief.docx": _make_word_file(),
        "brief.html": _PAGE.encode(),
        "brief.md": _TEXT.encode(),
        "brief.txt": _TEXT.encode("cp1252"),
        "breed.txt": _TEXT.encode("utf-16"),
    }


def _make_word_file() -> bytes:
    document = docx.Document()
    document.add_heading("Jaarverslag", 1)
    document.add_paragraph("Het aantal fietsendiefstallen daalde van 412 in 2023 naar 388 in 2024.")
    document.add_paragraph("minimaal drie bijeenkomsten per jaar", style="List Bullet")
    table = document.add_table(rows=2, cols=3)
    for row, cells in zip(table.rows, (("Soort", "2023", "2024"), ("Inbraak", "1.204", "980")), strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def damage(name: str, content: bytes, rng: random.Random) -> bytes:
    """Return a file with one to eight places damaged; a Word file often inside its parts."""
    if name.endswith(".docx") and rng.random() < 0.7:
        return _damage_package(content, rng)
    data = bytearray(content)
    for _ in range(rng.randint(1, 8)):
        if data:
            _damage_once(data, rng)
    return bytes(data)


def _damage_once(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data))
    length = min(rng.choice((1, 2, 8, 64, 512)), len(data) - at)
    kind = rng.randrange(6)
    if kind == 0:
        data[at : at + length] = rng.randbytes(length)
    elif kind == 1:
        del data[at : at + length]
    elif kind == 2:
        data[at:at] = data[at : at + length] * rng.randint(1, 20)
    elif kind == 3:
        data[at] ^= 1 << rng.randrange(8)
    elif kind == 4:
        del data[at:]
    else:
        data[at:at] = rng.choice(
            (b"9" * 300, b"<", b"<table>" * 50, b"\x00", b"[(" * 200, b"\xff\xfe", b"|" * 100)
        )


def _damage_package(content: bytes, rng: random.Random) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(written, "w") as target:
        names = source.namelist()
        chosen = rng.choice(names)
        for name in names:
            part = bytearray(source.read(name))
            if name == chosen and part:
                _damage_once(part, rng)
            if name == chosen and rng.random() < 0.1:
                continue
            target.writestr(name, bytes(part))
    return written.getvalue()
