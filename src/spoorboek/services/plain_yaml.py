"""YAML files that people write: plain data only, nothing that hides or blows up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import yaml

from spoorboek.services.errors import ServiceError

MAX_BYTES = 2_000_000
_MAX_DEPTH = 20


class YamlFileError(ServiceError):
    """A file that is no plain YAML. The message is a Dutch sentence with the line."""


def read_yaml(content: bytes) -> Any:
    """Return the data in a YAML file; raise YamlFileError.

    Double keys are refused, and what ``compose_yaml`` refuses.
    """
    node = compose_yaml(content)
    _refuse_doubles(node)
    with _in_dutch():
        return None if node is None else yaml.SafeLoader("").construct_document(node)


def compose_yaml(content: bytes) -> yaml.Node | None:
    """Return a YAML file as a tree of nodes with their lines, None when it is empty; raise YamlFileError.

    Refused are references (``&`` and ``*``, with which a small file can describe a huge tree), own
    types (``!``), and anything deeper than people write.
    """
    if len(content) > MAX_BYTES:
        raise YamlFileError(f"Het bestand is {len(content)} bytes groot; hoogstens {MAX_BYTES} kan.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise YamlFileError(f"Regel {line}: het bestand is geen UTF-8. Sla het op als UTF-8.") from error
    with _in_dutch():
        _refuse_hiding(text)
        return yaml.compose(text, Loader=yaml.SafeLoader)


@contextmanager
def _in_dutch() -> Iterator[None]:
    try:
        yield
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise YamlFileError(
            f"Regel {line}: dit is geen geldige YAML. Kijk naar inspringing en dubbele punten."
        ) from error
    except yaml.YAMLError as error:
        raise YamlFileError("Het bestand bevat een teken dat in YAML niet mag.") from error
    except (ValueError, TypeError) as error:
        # A date as 2023-02-31 or a list as key passes the parser and fails in the making.
        raise YamlFileError(
            "Het bestand bevat iets wat in YAML niet kan, zoals een onmogelijke datum."
        ) from error


def write_yaml(data: Any) -> str:
    """Return plain data as YAML in which Dutch text stays readable and order is kept."""
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)


def _refuse_hiding(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlFileError(f"Regel {line}: verwijzingen met & en * mogen niet; schrijf het uit.")
        if isinstance(event, yaml.NodeEvent) and str(getattr(event, "tag", "") or "").strip("!"):
            raise YamlFileError(f"Regel {line}: een soort met ! mag niet; schrijf gewone tekst.")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            raise YamlFileError(f"Regel {line}: het bestand is dieper genest dan {_MAX_DEPTH} lagen.")


def _refuse_doubles(node: yaml.Node | None) -> None:
    if isinstance(node, yaml.MappingNode):
        met: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in met:
                line = key.start_mark.line + 1
                raise YamlFileError(f"Regel {line}: de sleutel '{name}' staat er twee keer.")
            met.add(name)
            _refuse_doubles(value)
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            _refuse_doubles(each)
