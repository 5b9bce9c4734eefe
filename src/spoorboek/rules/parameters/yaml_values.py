"""Reading configuration as people write it in YAML: every error is a Dutch sentence that names the line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from spoorboek.documents.source.yaml_reading import YamlError, YamlValue, read_yaml
from spoorboek.rules.parameters.dated import ParameterError

T = TypeVar("T")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_root(text: str) -> YamlValue:
    """Return the whole of a file.

    Parameters: ``text``, YAML. Returns its value with places. Errors: ParameterError when it is empty or no
    YAML.
    """
    try:
        root = read_yaml(text)
    except YamlError as error:
        raise ParameterError(f"Regel {error.line + 1}: {error.sentence}") from error
    if root is None:
        raise ParameterError("Regel 1: het bestand is leeg.")
    return root


def read_day(value: YamlValue) -> date:
    """Return a day. Parameters: ``value``. Errors: ParameterError when it is none."""
    text = read_text(value)
    try:
        if not _DAY.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as error:
        raise fail_at(value, f"'{text}' is geen dag: schrijf bijvoorbeeld 2023-01-31.") from error


def read_choice(value: YamlValue, choices: Mapping[str, T]) -> T:
    """Return what a word stands for.

    Parameters: ``value``; ``choices``, by word. Errors: ParameterError for another word, with one like it.
    """
    text = read_text(value)
    if text not in choices:
        raise fail_at(value, f"'{text}' kan hier niet{hint(text, choices)}.")
    return choices[text]


def read_text(value: YamlValue) -> str:
    """Return a text that is not empty. Parameters: ``value``. Errors: ParameterError."""
    if not isinstance(value.content, str) or not value.content.strip():
        raise fail_at(value, "hier hoort een woord, een getal of een zin.")
    return value.content.strip()


def read_list(value: YamlValue) -> tuple[YamlValue, ...]:
    """Return a list with at least one item. Parameters: ``value``. Errors: ParameterError."""
    if not isinstance(value.content, tuple) or not value.content:
        raise fail_at(value, "hier hoort een lijst met ten minste één regel.")
    return value.content


def read_pairs(value: YamlValue) -> dict[str, YamlValue]:
    """Return keys with their values. Parameters: ``value``. Errors: ParameterError."""
    if not isinstance(value.content, dict):
        raise fail_at(value, "hier horen sleutels met een waarde.")
    return value.content


def read_mapping(value: YamlValue, required: str, optional: str = "") -> dict[str, YamlValue]:
    """Return keys with their values, of keys that are known.

    Parameters: ``value``; ``required`` and ``optional``, keys with a space between. Errors: ParameterError
    for a key that is missing or unknown.
    """
    raw = read_pairs(value)
    known = [*required.split(), *optional.split()]
    for key, found in raw.items():
        if key not in known:
            raise fail_at(found, f"de sleutel '{key}' bestaat niet{hint(key, known)}.")
    for key in required.split():
        if key not in raw:
            raise fail_at(value, f"hier ontbreekt '{key}'.")
    return raw


def hint(word: str, known: Iterable[str]) -> str:
    """Return which known word was meant, or which there are.

    Parameters: ``word``; ``known``. Returns the end of a sentence.
    """
    options = list(known)
    near = difflib.get_close_matches(word, options, n=1)
    return f": bedoelde u '{near[0]}'" if near else f": kies uit {', '.join(options)}"


def fail_at(value: YamlValue, sentence: str) -> ParameterError:
    """Return the error for a value, with its line. Parameters: ``value``; ``sentence``, Dutch."""
    return ParameterError(f"Regel {value.line + 1}: {sentence}")
