"""YAML as people may hand it in: plain text values, no aliases, no double keys, places kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

DEEPEST = 12


class YamlError(ValueError):
    """YAML that cannot be read. ``line`` counts from 0, ``index`` in code points; Dutch sentence."""

    def __init__(self, sentence: str, line: int, index: int) -> None:
        self.sentence, self.line, self.index = sentence, line, index
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class YamlValue:
    """A value with its place: a text, a list or a mapping. Numbers and dates stay text."""

    content: str | tuple[YamlValue, ...] | dict[str, YamlValue]
    line: int
    start: int
    end: int


def read_yaml(text: str) -> YamlValue | None:
    """Return the one document in ``text``, or None when it is empty.

    Values are never interpreted (``2023`` and ``ja`` stay text), so nothing can be made or run by it.
    Raises YamlError for aliases, anchors, tags, double keys, deep nesting and everything that is no YAML.
    """
    try:
        _refuse_tricks(text)
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, index = (mark.line, mark.index) if mark else (0, 0)
        raise YamlError(f"dit is geen goede YAML ({_explain(error)}).", line, index) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        if isinstance(error, YamlError):
            raise
        raise YamlError("dit is geen goede YAML.", 0, 0) from error
    return None if node is None else _convert(node)


def _refuse_tricks(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        mark: Any = event.start_mark
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlError(
                "verwijzingen (& en *) kunnen hier niet. Schrijf de waarde uit.", mark.line, mark.index
            )
        if getattr(event, "tag", None):
            raise YamlError("labels met een uitroepteken (!...) kunnen hier niet.", mark.line, mark.index)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise YamlError(f"hier staan meer dan {DEEPEST} lagen in elkaar.", mark.line, mark.index)


def _explain(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or error.context or ""
    if "mapping values are not allowed" in problem:
        return "een dubbele punt te veel: zet de waarde tussen aanhalingstekens"
    if "found character '\\t'" in problem:
        return "een tab aan het begin: gebruik spaties"
    if "could not find expected ':'" in problem:
        return "hier ontbreekt een dubbele punt"
    if "while scanning a quoted scalar" in (error.context or ""):
        return "een aanhalingsteken wordt niet gesloten"
    return "let op inspringen, dubbele punten en aanhalingstekens"


def _convert(node: yaml.Node) -> YamlValue:
    start, end = node.start_mark, node.end_mark
    content: str | tuple[YamlValue, ...] | dict[str, YamlValue]
    if isinstance(node, yaml.MappingNode):
        content = dict(_pairs(node))
    elif isinstance(node, yaml.SequenceNode):
        content = tuple(_convert(item) for item in node.value)
    else:
        content = str(node.value)
    return YamlValue(content, start.line, start.index, end.index)


def _pairs(node: yaml.MappingNode) -> Iterator[tuple[str, YamlValue]]:
    seen: set[str] = set()
    for key, value in node.value:
        mark = key.start_mark
        if not isinstance(key, yaml.ScalarNode):
            raise YamlError("een sleutel moet een woord zijn.", mark.line, mark.index)
        if key.value in seen:
            raise YamlError(f"de sleutel '{key.value}' staat er twee keer.", mark.line, mark.index)
        seen.add(key.value)
        yield str(key.value), _convert(value)
