"""Invented letters with every kind of tie in every kind of place, from a generator that is handed in."""

from __future__ import annotations

import random

from tests.unit.documents_source.source_factory import HEAD

_WORDS = "wij zien dat de wijk rustiger oogt en bewoners vaker contact zoeken met ons team".split()
_NUMBERS = (
    '[88]{figure="reports" period="2023"}',
    '[?]{figure="reports" period="2024"}',
    '[?]{figure="inspection-days" period="2023" as="words"}',
    '[1.848]{figure="youth@2022"}',
    '[drie]{fixed="opsomming"}',
)
_CLAIM = '[is gestegen van {} naar {}]{{claim="rises" figure="reports" from="2023" to="2024"}}'
_PROMISE = '[Wij deden {} hiervan.]{{promise="integrated-inspections"}}'
_BLOCKS = ('[?]{table="nuisance" period="2022..2024"}', '[?]{promises="ondermijning" period="2023"}')


def invent_letter(rng: random.Random) -> str:
    """Return the source of a letter."""
    notes: list[str] = []
    blocks: list[str] = []
    for section in range(rng.randint(1, 4)):
        blocks.append(f"# Deel {'abcd'[section]}")
        blocks += [_block(rng, notes) for _ in range(rng.randint(1, 6))]
        if rng.random() < 0.4:
            blocks += ["## Eronder", _sentence(rng, notes)]
    written = [f"[^n{number}]: {text}" for number, text in enumerate(notes)]
    return HEAD + "\n" + "\n\n".join([*blocks, *written]) + "\n"


def _block(rng: random.Random, notes: list[str]) -> str:
    kind = rng.randrange(8)
    if kind == 0:
        return rng.choice(_BLOCKS)
    if kind == 1:
        rows = [f"| {_plain(rng)} | {rng.choice(_NUMBERS)} |" for _ in range(rng.randint(1, 4))]
        return "\n".join([f"Tabel: {_plain(rng)}", "", "| Wat | Hoeveel |", "| --- | --- |", *rows])
    if kind in (2, 3):
        sign = "-" if kind == 2 else "1."
        items = [f"{sign} {_sentence(rng, notes)}" for _ in range(rng.randint(1, 4))]
        if rng.random() < 0.4:
            items.append(" " * (len(sign) + 1) + f"- {_sentence(rng, notes)}")
        return "\n".join(items) + f"\n\n{_sentence(rng, notes)}"
    return " ".join(_sentence(rng, notes) for _ in range(rng.randint(1, 4)))


def _sentence(rng: random.Random, notes: list[str]) -> str:
    parts = [_plain(rng)]
    for _ in range(rng.randint(0, 3)):
        parts.append(_part(rng))
        parts.append(_plain(rng))
    end = ""
    if rng.random() < 0.2:
        end = f"[^n{len(notes)}]"
        notes.append(f"Bron {chr(97 + len(notes) % 26)}: {_plain(rng)} {rng.choice(_NUMBERS)}.")
    return f"{' '.join(parts)}.{end}"


def _part(rng: random.Random) -> str:
    kind = rng.randrange(6)
    if kind == 0:
        return _CLAIM.format(rng.choice(_NUMBERS), rng.choice(_NUMBERS))
    if kind == 1:
        return _PROMISE.format(rng.choice(_NUMBERS))
    if kind == 2:
        return rng.choice(("*", "**", "***")).join(("", _plain(rng), ""))
    if kind == 3:
        return f"[{_plain(rng)}](https://voorbeeld.example/pad?a=b&c=d)"
    return rng.choice(_NUMBERS)


def _plain(rng: random.Random) -> str:
    return " ".join(rng.choice(_WORDS) for _ in range(rng.randint(1, 6)))
