"""The forms of Dutch verbs, from their infinitive: steeg, gestegen, neemt ... toe, toe te nemen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_VOWELS = "aeiouy"
_VOICELESS = "tkfschpx"
_NO_GE = ("be", "ge", "her", "ont", "ver")
"""With which a verb begins whose participle has no ge-."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb as its dictionary gives it; ``particle`` is what parts from it: ``toe`` of toenemen."""

    base: str
    particle: str
    finite: tuple[str, ...]
    participle: str

    @property
    def lemma(self) -> str:
        """Return the infinitive as one word."""
        return self.particle + self.base

    def list_words(self) -> Iterator[str]:
        """Yield the forms that are one word."""
        yield from (self.particle + form for form in (self.base, *self.finite))
        yield self.particle + self.participle
        yield self.particle + self.participle + "e"
        yield f"{self.lemma}d"
        yield f"{self.lemma}de"
        if self.particle:
            yield f"{self.particle} te {self.base}"

    def list_past(self) -> Iterator[str]:
        """Yield the past of its own, not the forms that are written as another: zetten."""
        own = (self.finite[0], self.finite[1], self.base)
        yield from (form for form in self.finite[2:] if form not in own and not form.endswith("chten"))

    def list_parted(self) -> Iterator[tuple[str, str]]:
        """Yield the forms of which a part stands further on in the sentence."""
        if self.particle:
            yield from ((form, self.particle) for form in (self.base, *self.finite))


def make_verb(infinitive: str, irregular: Mapping[str, Sequence[str]]) -> Verb:
    """Return a verb with its forms.

    Parameters: ``infinitive``, a bar behind what parts from it ("toe|nemen"); ``irregular``, by infinitive
    the past, its plural and the participle of verbs that do not follow the rule, with the two forms of the
    present before them where those do not either. Errors: none.

    >>> make_verb("toe|nemen", {"nemen": ["nam", "namen", "genomen"]}).finite
    ('neem', 'neemt', 'nam', 'namen')
    """
    particle, _, base = infinitive.rpartition("|")
    if len(known := irregular.get(base, ())) == _WHOLE:
        return Verb(base, particle, tuple(known[:-1]), known[-1])
    stem = _find_stem(base)
    third = stem if stem.endswith("t") else f"{stem}t"
    if known:
        return Verb(base, particle, (stem, third, *known[:-1]), known[-1])
    tail = "te" if base.removesuffix("en")[-1] in _VOICELESS else "de"
    last = "" if stem.endswith(tail[0]) else tail[0]
    ge = "" if base.startswith(_NO_GE) else "ge"
    # Two vowels that are spoken apart: geïntensiveerd.
    own = {"i": "ï", "e": "ë", "u": "ü"}.get(stem[0], stem[0]) + stem[1:] if ge else stem
    return Verb(base, particle, (stem, third, stem + tail, f"{stem}{tail}n"), f"{ge}{own}{last}")


_WHOLE = 5


def _find_stem(infinitive: str) -> str:
    """Return the first person: dalen daal, zakken zak, halveren halveer, verminderen verminder."""
    stem = infinitive.removesuffix("en")
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        return stem[:-1]
    if _is_long(stem):
        stem = stem[:-1] + stem[-2] + stem[-1]
    return stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1], stem[-1])


def _is_long(stem: str) -> bool:
    """Tell whether the last vowel is written once and spoken long: dal(en), not reken(en) or wijz(en)."""
    if len(stem) < 2 or stem[-1] in _VOWELS or stem[-2] not in "aeou" or stem[-3:-2] in tuple(_VOWELS):
        return False
    rest = stem[:-2]
    for prefix in _NO_GE:
        if rest.startswith(prefix) and rest != prefix:
            rest = rest.removeprefix(prefix)
            break
    is_loan = stem.endswith("er") and not stem.startswith(("ver", "be"))
    return stem[-2] != "e" or is_loan or not any(letter in _VOWELS for letter in rest)
