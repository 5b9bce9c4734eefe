"""Reading all that is written in a case at once: one question to the database for all sorts of parts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.functions import JSONObject

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.models import (
    Case,
    CaseAction,
    CaseDecision,
    CasePart,
    CaseParty,
    CaseText,
    CaseTextDraft,
    PhaseEntry,
    Referral,
)

_STRUCK = {"is_struck": "is_struck", "struck_because": "struck_because"}
_WORDS: Mapping[type[CasePart], Mapping[str, str]] = {
    CaseText: {"section": "section", "body": "body", "version": "version"},
    CaseTextDraft: {"section": "section", "body": "body"},
    CaseDecision: {"text": "text", "decided_on": "decided_on", "meeting": "meeting__number", **_STRUCK},
    CaseAction: {
        "text": "text",
        "assignee_id": "assignee_id",
        "username": "assignee__username",
        "organisation": "organisation",
        "due_on": "due_on",
        "done_on": "done_on",
        "meeting": "meeting__number",
        **_STRUCK,
    },
    CaseParty: {"name": "name", "is_person": "is_person", "task": "task", **_STRUCK},
    PhaseEntry: {"phase": "phase", "entered_on": "entered_on", "reason": "reason"},
    Referral: {
        "target": "target",
        "reference": "reference",
        "reason": "reason",
        "status": "status",
        "sent_on": "sent_on",
        "accepted_on": "accepted_on",
        "refused_on": "refused_on",
        "done_on": "done_on",
        "revoked_on": "revoked_on",
        "follow_up_on": "follow_up_on",
        "answer": "answer",
    },
}
"""What is read of each sort of part: the name in the row, and the path to it."""

Part = Mapping[str, Any]
Parts = Mapping[type[CasePart], list[Part]]


def read_parts(viewer: Viewer, case: Case) -> dict[type[CasePart], list[Part]]:
    """Return everything written in one case that exists for the viewer, by sort, oldest first.

    The sorts have different columns, so each row comes as JSON: only so can one question ask for all. Days
    are made days again; ``key`` and ``entered_at`` come with every part.
    """
    asked = [
        Access(viewer)
        .filter_parts(model._default_manager.all(), path="case", of=case)
        .order_by()
        .annotate(
            sort=Value(model.__name__, output_field=CharField()),
            said=JSONObject(**{name: F(path) for name, path in words.items()}),
        )
        .values_list("sort", "pk", "entered_at", "said")
        for model, words in _WORDS.items()
    ]
    by_name = {model.__name__: model for model in _WORDS}
    parts: dict[type[CasePart], list[Part]] = {model: [] for model in _WORDS}
    for sort, key, entered_at, said in asked[0].union(*asked[1:], all=True):
        parts[by_name[sort]].append({"key": key, "entered_at": entered_at, **_with_days(said)})
    for found in parts.values():
        found.sort(key=lambda part: part["key"])
    return parts


def _with_days(said: Part) -> Part:
    return {
        name: date.fromisoformat(value) if name.endswith("_on") and value else value
        for name, value in said.items()
    }
