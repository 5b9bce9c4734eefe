"""The tree of nodes of a plan, each with its line."""

from __future__ import annotations

import yaml

from spoorboek.apps.plans.errors import PlanFileError
from spoorboek.services.plain_yaml import YamlFileError, compose_yaml


def compose(data: bytes) -> yaml.MappingNode:
    """Return the one mapping in ``data``, or raise PlanFileError with the line."""
    try:
        node = compose_yaml(data)
    except YamlFileError as error:
        raise PlanFileError([str(error)]) from error
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
