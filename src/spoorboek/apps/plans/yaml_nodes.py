"""YAML text to a tree of nodes with their lines; what could hide or blow up a file is refused."""

from __future__ import annotations

import yaml

from spoorboek.apps.plans.errors import PlanFileError

MAX_BYTES = 2_000_000
_MAX_DEPTH = 20


def compose(data: bytes) -> yaml.MappingNode:
    """Return the one mapping in ``data``, or raise PlanFileError with the line."""
    if len(data) > MAX_BYTES:
        raise PlanFileError([f"Het bestand is {len(data)} bytes groot; hoogstens {MAX_BYTES} kan."])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise PlanFileError([f"Regel {line}: het bestand is geen UTF-8. Sla het op als UTF-8."]) from error
    try:
        _refuse_hiding(text)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise PlanFileError(
            [f"Regel {line}: dit is geen geldige YAML. Kijk naar inspringing en dubbele punten."]
        ) from error
    except yaml.YAMLError as error:
        raise PlanFileError(["Het bestand bevat een teken dat in YAML niet mag."]) from error
    if node is None:
        raise PlanFileError(["Het bestand is leeg."])
    if not isinstance(node, yaml.MappingNode):
        raise PlanFileError(
            [f"Regel {line_of(node)}: een plan begint met sleutels, zoals 'plan:' en 'title:'."]
        )
    return node


def line_of(node: yaml.Node) -> int:
    """Return the line of a node, counted from 1."""
    return int(node.start_mark.line) + 1


def _refuse_hiding(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise PlanFileError([f"Regel {line}: verwijzingen met & en * mogen niet; schrijf het uit."])
        if isinstance(event, yaml.NodeEvent) and str(getattr(event, "tag", "") or "").strip("!"):
            raise PlanFileError([f"Regel {line}: een soort met ! mag niet; schrijf gewone tekst."])
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _MAX_DEPTH:
                raise PlanFileError([f"Regel {line}: het bestand is dieper genest dan {_MAX_DEPTH} lagen."])
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
