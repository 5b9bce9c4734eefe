"""The words of a municipality beside ours: which it adds and leaves out, from which day, and why.

What decides verdicts travels with each letter that is published, so that it can be checked anywhere by the
words of its own day. Rules ask no settings: who starts them, sets these words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from json import dumps
from typing import Any

from spoorboek.documents.source.yaml_reading import YamlValue
from spoorboek.figures.definition import Counts, SourceType
from spoorboek.rules.parameters.yaml_values import (
    fail_at,
    hint,
    read_choice,
    read_day,
    read_list,
    read_mapping,
    read_pairs,
    read_root,
    read_text,
)

LISTS = ("trend", "firm", "no_size", "hedged", "not_hedged", "up", "down")
_DECIDE = (*LISTS, "terms")
_KEYS = "version valid_from reference"
_WORD = re.compile(r"\*?[^\W\d_][\w .'’-]{1,58}[\w.]?\*?")
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_TYPES = {each.value: each for each in SourceType}
_COUNTS = {each.value: each for each in Counts}
Words = tuple[str, ...]
Ours = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class OwnTerm:
    """A word about the source, with the types of sources that it fits."""

    words: Words
    fits: frozenset[SourceType]


@dataclass(frozen=True, slots=True)
class OwnName:
    """Words for something that letters name. ``kind``: its source type or what it counts; empty: as ours."""

    words: Words
    kind: str = ""


@dataclass(frozen=True, slots=True)
class OwnDependent:
    """A source that is made of others: its own ``words``, and by name those of what it ``uses``."""

    words: Words
    uses: Mapping[str, Words]


@dataclass(frozen=True, slots=True, eq=False)
class OwnWords:
    """One version. ``added`` and ``removed``: by list its words; ``terms``, ``removed_terms``: of the claims.

    ``sources``, ``subjects`` and ``dependents`` are names that are found in letters by anybody; they decide
    no verdict of a letter of one's own.
    """

    version: str
    valid_from: date
    valid_until: date | None
    reference: str
    added: Mapping[str, Words]
    removed: Mapping[str, Words]
    terms: Mapping[str, OwnTerm]
    removed_terms: Words
    sources: Mapping[str, OwnName]
    subjects: Mapping[str, OwnName]
    dependents: Mapping[str, OwnDependent]

    def holds(self, on: date | None) -> bool:
        """Tell whether it holds on a day. Parameters: ``on``, None for what holds last."""
        return self.valid_until is None if on is None else self.valid_from <= on <= (self.valid_until or on)

    def to_kept(self) -> dict[str, Any] | None:
        """Return what a published letter keeps of it, as ``read_kept_words`` reads it; None when nothing."""
        terms = {
            name: {"words": list(term.words), "fits": sorted(fit.value for fit in term.fits)}
            for name, term in self.terms.items()
        }
        add: dict[str, Any] = {name: list(words) for name, words in self.added.items()}
        remove = {name: list(words) for name, words in self.removed.items()}
        add |= {"terms": terms} if terms else {}
        remove |= {"terms": list(self.removed_terms)} if self.removed_terms else {}
        if not add and not remove:
            return None
        parts = {"add": add, "remove": remove}
        days = {"version": self.version, "valid_from": self.valid_from.isoformat()}
        return {**days, "reference": self.reference, **{name: part for name, part in parts.items() if part}}


_here: list[OwnWords] = []


def keep_own_words(versions: Sequence[OwnWords]) -> None:
    """Keep the words of this municipality for who asks. Parameters: ``versions``, oldest first."""
    _here[:] = versions


def list_own_words() -> tuple[OwnWords, ...]:
    """Return every version of the words of this municipality, oldest first."""
    return tuple(_here)


def find_own_words(on: date | None) -> OwnWords | None:
    """Return the version that holds here.

    Parameters: ``on``, a day, or None for the one that holds last. Returns None when there is none.
    """
    begun = [each for each in _here if on is None or each.valid_from <= on]
    return begun[-1] if begun and begun[-1].holds(on) else None


def read_own_words(text: str, ours: Ours) -> tuple[OwnWords, ...]:
    """Return the versions in a file, oldest first.

    Parameters: ``text``, YAML: ``versions``, each with ``version``, ``valid_from``, ``reference`` and maybe
    ``valid_until``, ``add`` and ``remove``; ``ours``, by list our words, and the names of our ``terms``,
    ``sources`` and ``subjects``. Errors: ParameterError with a Dutch sentence that begins with the line.
    """
    root = read_root(text)
    listed = read_list(read_mapping(root, "versions")["versions"])
    versions = [_read_version(each, ours) for each in listed]
    days = [version.valid_from for version in versions]
    if days != sorted(set(days)):
        raise fail_at(root, "de versies staan van oud naar nieuw, elk met een eigen eerste dag.")
    return tuple(versions)


def read_kept_words(kept: Mapping[str, Any]) -> OwnWords:
    """Return the words that a published letter keeps.

    Parameters: ``kept``, what ``to_kept`` gave. Errors: ParameterError when it is not that.
    """
    return _read_kept(dumps(kept, sort_keys=True))


@lru_cache(maxsize=16)
def _read_kept(text: str) -> OwnWords:
    return _read_version(read_root(text))


def _read_version(said: YamlValue, ours: Ours | None = None) -> OwnWords:
    raw = read_mapping(said, _KEYS, "valid_until add remove")
    first = read_day(raw["valid_from"])
    last = read_day(raw["valid_until"]) if "valid_until" in raw else None
    if last is not None and last < first:
        raise fail_at(raw["valid_until"], "deze versie eindigt voordat zij begint.")
    names = ("terms", "sources", "subjects", "dependent_sources")
    add = read_mapping(raw["add"], "", " ".join((*LISTS, *names))) if "add" in raw else {}
    remove = read_mapping(raw["remove"], "", " ".join(_DECIDE)) if "remove" in raw else {}
    parts = {name: read_pairs(add[name]) if name in add else {} for name in names}
    if ours is not None:
        _check_known(remove, parts, ours)
    return OwnWords(
        version=read_text(raw["version"]),
        valid_from=first,
        valid_until=last,
        reference=read_text(raw["reference"]),
        added={name: _read_words(add[name]) for name in LISTS if name in add},
        removed={name: _read_words(remove[name]) for name in LISTS if name in remove},
        terms={name: _read_term(value) for name, value in parts["terms"].items()},
        removed_terms=_read_words(remove["terms"]) if "terms" in remove else (),
        sources={name: _read_name(name, value, "type", _TYPES) for name, value in parts["sources"].items()},
        subjects={
            name: _read_name(name, value, "counts", _COUNTS) for name, value in parts["subjects"].items()
        },
        dependents={name: _read_dependent(value) for name, value in parts["dependent_sources"].items()},
    )


def _check_known(
    remove: Mapping[str, YamlValue], add: Mapping[str, Mapping[str, YamlValue]], ours: Ours
) -> None:
    """Leave out only what is there, and say of what is new what it is."""
    for name, listed in remove.items():
        for word in read_list(listed):
            if (said := read_text(word).lower()) not in ours[name]:
                raise fail_at(word, f"'{said}' staat niet in '{name}'{hint(said, ours[name])}.")
    for name, kind in (("sources", "type"), ("subjects", "counts")):
        for code, value in add[name].items():
            if code not in ours[name] and kind not in read_pairs(value):
                raise fail_at(value, f"'{code}' is nieuw in '{name}' en noemt dus '{kind}'.")


def _read_term(said: YamlValue) -> OwnTerm:
    raw = read_mapping(said, "words fits")
    return OwnTerm(
        _read_words(raw["words"]), frozenset(read_choice(fit, _TYPES) for fit in read_list(raw["fits"]))
    )


def _read_name(code: str, said: YamlValue, kind: str, kinds: Mapping[str, Any]) -> OwnName:
    if not _CODE.fullmatch(code):
        raise fail_at(said, f"'{code}' is geen code: gebruik kleine letters, cijfers en _.")
    raw = read_mapping(said, "words", kind)
    if kind in raw:
        read_choice(raw[kind], kinds)
    return OwnName(_read_words(raw["words"]), read_text(raw[kind]) if kind in raw else "")


def _read_dependent(said: YamlValue) -> OwnDependent:
    raw = read_mapping(said, "words uses")
    uses = {name: _read_words(words) for name, words in read_pairs(raw["uses"]).items()}
    return OwnDependent(_read_words(raw["words"]), uses)


def _read_words(said: YamlValue) -> Words:
    return tuple(_read_word(each) for each in read_list(said))


def _read_word(said: YamlValue) -> str:
    word = read_text(said).lower()
    if not _WORD.fullmatch(word):
        raise fail_at(said, f"'{word}' is geen woord: letters, en hoogstens een * aan het begin of eind.")
    return word
