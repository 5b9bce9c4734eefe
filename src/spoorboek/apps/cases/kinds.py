"""The kinds of cases: a list that a municipality edits."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class CaseKind:
    """One kind of case. ``personal``: it is about a person or household."""

    code: str
    title: str
    personal: bool = False


def _read_kinds() -> dict[str, CaseKind]:
    text = Path(__file__).with_name("kinds.yaml").read_text(encoding="utf-8")
    return {code: CaseKind(code, **said) for code, said in yaml.safe_load(text).items()}


KINDS = _read_kinds()


def list_kind_choices() -> list[tuple[str, str]]:
    """Return code and Dutch title of every kind, as a model field asks for them."""
    return [(kind.code, kind.title) for kind in KINDS.values()]
