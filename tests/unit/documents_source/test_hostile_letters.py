"""What people may hand in as a letter, by accident or on purpose, and the sentence that each gets."""

import pytest
from tests.unit.documents_source.source_factory import BODY, HEAD, a_document, a_letter, a_letter_text

from spoorboek.documents.errors import LetterSourceError
from spoorboek.documents.model import Paragraph, TextRun
from spoorboek.documents.source.guard import LARGEST_LETTER, decode_letter
from spoorboek.documents.source.letter import parse_letter

BOMB = "a: &a [x,x]\nb: &b [*a,*a]\n"


def in_head(line: str) -> bytes:
    return HEAD.replace("area: GM0505\n", f"area: GM0505\n{line}\n").encode() + BODY.encode()


def with_head(before: str, after: str) -> bytes:
    assert before in HEAD
    return HEAD.replace(before, after).encode() + BODY.encode()


def in_body(text: str) -> bytes:
    return a_letter_text(f"\n{text}\n").encode()


HOSTILE = {
    "an empty file": (b"", "begint niet met een regel '---'"),
    "UTF-16": (a_letter_text().encode("utf-16"), "opgeslagen als UTF-16"),
    "Windows-1252": (in_body("een café").replace("é".encode(), b"\xe9"), "byte E9 is geen UTF-8"),
    "a NUL": (in_body("a\x00b"), "een NUL-teken"),
    "an escape code of a terminal": (in_body("a\x1b[31mb"), "een stuurteken (U+001B)"),
    "words turned around": (in_body("van \u202e88\u202c naar 104"), "de leesrichting omkeert (U+202E)"),
    "a zero width space in a number": (in_body("8\u200b8"), "een onzichtbare spatie (U+200B)"),
    "a soft hyphen": (in_body("mel\u00addingen"), "afbreekstreepje (U+00AD)"),
    "lost characters": (in_body("caf\ufffd"), "hier is tekst verloren gegaan"),
    "a private character": (in_body("\ue000"), "niemand kan zien (U+E000)"),
    "an invisible entity": (in_body("8&#8203;8"), "een teken dat niemand kan zien"),
    "no front matter": (BODY.strip().encode(), "begint niet met een regel '---'"),
    "half front matter": (HEAD.rstrip("-\n").encode(), "niet afgesloten met een regel '---'"),
    "front matter that is a list": (b"---\n- a\n---\n", "moeten regels zijn als 'title: ...'"),
    "an alias bomb in YAML": (in_head(BOMB), "verwijzingen (& en *) kunnen hier niet"),
    "an object in YAML": (
        in_head('x: !!python/object/apply:os.system ["id"]'),
        "labels met een uitroepteken",
    ),
    "deep YAML": (in_head("x: " + "{a: " * 40 + "1" + "}" * 40), "meer dan 12 lagen"),
    "a key twice in YAML": (in_head("area: GM0001"), "de sleutel 'area' staat er twee keer"),
    "an unknown key in YAML": (in_head("areaa: GM0001"), "de sleutel 'areaa' is niet bekend"),
    "a colon too many in YAML": (in_head("x: a: b"), "een dubbele punt te veel"),
    "long YAML": (in_head("\n".join(f"x{i}: yyyyyyyyyy" for i in range(2_000))), "langer dan 20000 tekens"),
    "a day that does not exist": (
        HEAD.replace("2025-02-24", "2025-02-30").encode(),
        "'dated_on' moet een dag als 2025-02-24 zijn; er staat '2025-02-30'",
    ),
    "a period that does not exist": (
        HEAD.replace("2023..2024", "2024..2023").encode(),
        "'period' moet een periode",
    ),
    "a path as slug": (
        HEAD.replace("slug: voorbeeld", "slug: ../../etc").encode(),
        "'slug' moet bestaan uit",
    ),
    "fields that are a text": (with_head("fields:\n  subject: Terugblik", "fields: a"), "'fields' moet"),
    "a field that is a list": (with_head("Terugblik", "[a]"), "het veld 'subject' moet"),
    "annexes that are a text": (in_head("annexes: a"), "'annexes' moet een lijst van titels zijn"),
    "an empty title": (with_head("Voorbeeld over 2023-2024", '" "'), "'title' moet een tekst"),
    "a missing plan": (with_head("plan: voorbeeldplan\n", ""), "bovenaan de brief ontbreekt 'plan'"),
    "a tab in YAML": (in_head("x:\n\ty: z"), "een tab aan het begin"),
    "an open quote in YAML": (in_head('x: "y'), "een aanhalingsteken wordt niet gesloten"),
    "a list as key in YAML": (in_head("? [a]\n: b"), "een sleutel moet een woord zijn"),
    "a character that does not exist in YAML": (in_head('x: "\\U00110000"'), "dit is geen goede YAML"),
    "a link without words": (in_body("[](https://example.org)"), "een link heeft woorden nodig"),
    "a span in a link": (
        in_body('[a [8]{fixed="x"}](https://example.org)'),
        "of er staat een span in een link",
    ),
    "a link with a name before the host": (
        in_body("[a](https://dordrecht.nl@evil.example)"),
        "een link mag alleen",
    ),
    "a link that is no address": (in_body("[a](http://[x)"), "een link mag alleen naar https"),
    "a table inside a claim": (in_body('[a [?]{table="t"}]{claim="states"}'), "alleen in een eigen alinea"),
    "a script": (in_body("<script>alert(1)</script>"), "HTML of een kaal adres kan niet"),
    "a comment": (in_body('a <!-- [88]{fixed="x"} --> b'), "HTML of een kaal adres kan niet"),
    "a link that runs": (in_body("[klik](javascript:alert`1`)"), "een link mag alleen naar https"),
    "a hidden link that runs": (in_body("[klik](java&#115;cript:alert)"), "een link mag alleen naar https"),
    "a link with data": (in_body("[klik](data:text/html;base64,AAAA)"), "een link mag alleen naar https"),
    "a link to a file": (in_body("[klik](file:///etc/passwd)"), "een link mag alleen naar https"),
    "a link to another host": (in_body("[klik](//evil.example/x)"), "een link mag alleen naar https"),
    "a picture": (in_body("![x](https://evil.example/pixel.gif)"), "plaatjes kunnen niet"),
    "a code block": (in_body("```\n88\n```"), "een codeblok kan niet"),
    "an indented line": (in_body("    88 meldingen"), "ingesprongen"),
    "a quotation": (in_body("> 88 meldingen"), "een citaat met > kan niet"),
    "a hidden definition": (in_body('[88]: https://example.org "x"'), "ontbreken de accolades"),
    "deep brackets": (in_body("[" * 40 + "8" + "]" * 40), "meer dan 12 haken of lijsten in elkaar"),
    "deep quotations": (in_body("> " * 50), "meer dan 12 haken of lijsten in elkaar"),
    "a very long line": (in_body("a" * 30_000), "deze regel heeft 30000 tekens"),
    "five megabytes": (in_body("Een zin.\n" * 600_000), "deze brief is te groot"),
    "too many lines": (in_body("a\n" * 20_001), "meer dan 20000 regels"),
    "too many brackets": (in_body("[a\n" * 10_000 + "[[" * 10_000), "meer dan 20000 haken"),
    "a little too much": (
        in_body("é" * 79 + "\n" + ("a" * 79 + "\n") * 4_000),
        f"ten hoogste {LARGEST_LETTER}",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_each_gets_a_sentence(name: str):
    content, words = HOSTILE[name]
    with pytest.raises(LetterSourceError) as caught:
        parse_letter(decode_letter(content))
    assert words in str(caught.value)
    assert all(problem.line >= 1 for problem in caught.value.problems)


def test_front_matter_may_have_annexes_and_end_with_dots():
    text = (
        HEAD.replace("area: GM0505\n", "area: GM0505\nannexes: [Een bijlage]\n").removesuffix("---\n")
        + "...\n"
    )
    assert parse_letter(decode_letter((text + BODY).encode())).front_matter.annexes == ("Een bijlage",)


@pytest.mark.parametrize(
    "words",
    [
        '#read("/etc/passwd")',
        '#import "@preview/x:1.0.0"',
        "$ sum_(i=1) $ en `raw`",
        '\\#eval("1") en =SUM(A1)',
        "{{ 7*7 }}".replace("{", "\\{").replace("}", "\\}"),
        "Robert'); DROP TABLE letters;--",
        "a < b en &lt;script&gt;",
    ],
)
def test_words_that_other_programs_obey_stay_words(words: str):
    letter = a_letter(f"\n{words}\n")
    (block,) = a_document(letter).blocks
    assert isinstance(block, Paragraph)
    shown = "".join(run.text for run in block.inlines if not isinstance(run, tuple) and hasattr(run, "text"))
    plain = words.replace("\\", "").replace("&lt;", "<").replace("&gt;", ">")
    assert shown == plain
    assert any(isinstance(run, TextRun) for run in block.inlines)
