"""Looking for words in what is written in cases: texts, decisions, actions, each in its group of fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, CharField, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.access.word_index import LEAST_LETTERS, having_words, split_words
from spoorboek.apps.cases.kinds import access_rules_on
from spoorboek.apps.cases.models import Case, CaseAction, CaseDecision, CasePart, CaseText
from spoorboek.apps.cases.registers import CASES
from spoorboek.apps.intake.errors import PurposeError
from spoorboek.apps.intake.models import person_keys
from spoorboek.apps.intake.register_queries import log_read
from spoorboek.figures.dutch_words import list_word_forms
from spoorboek.rules.case_access import BASE

_SEARCHED: Mapping[type[CasePart], str] = {CaseText: "body", CaseDecision: "text", CaseAction: "text"}
"""What is looked in, in the order in which it is shown, and the field that holds the words."""
_AROUND = 70
"""How many signs are shown before and after the first word that was found."""
_Values = tuple[str, int, int, str, int | None, str, str]


@dataclass(frozen=True, slots=True)
class FoundPart:
    """One case in which something is written that holds the words; ``words`` are those around the first one.

    ``what``: ``text``, ``decision`` or ``action``; ``section`` says which text.
    """

    number: str
    title: str
    what: str
    section: str
    words: str


@dataclass(frozen=True, slots=True)
class FoundParts:
    """The cases that were found, newest first, and whether there are more."""

    rows: tuple[FoundPart, ...]
    has_more: bool


def find_case_parts(viewer: Viewer, words: str, *, at: datetime, purpose: str, limit: int = 10) -> FoundParts:
    """Return the cases in which something is written that the viewer may see and that holds all words.

    All words stand in one text, decision or action. Nothing is counted, and of what is hidden nothing shows.
    What is shown is logged as a read of its case. Words of one or two letters alone find nothing here.
    """
    if not purpose.strip():
        raise PurposeError
    looking = viewer.looking_at(at)
    question = having_written(looking, words)
    if question is None:
        return FoundParts((), has_more=False)
    cases = Case.objects.filter(question, is_withdrawn=False).prefetch_related("participations")
    found = list(cases.order_by("-opened_on", "-pk")[: limit + 1])
    parts = _read_parts(looking, found[:limit], words)
    # No transaction around looking and logging: when the log cannot be written nothing is shown.
    shown = [case for case in found[:limit] if case.pk in parts]
    if shown:
        log_read(viewer, CASES, [case.pk for case in shown], at=at, purpose=purpose)
    rows = tuple(_describe(case, parts[case.pk], words) for case in shown)
    return FoundParts(rows, has_more=len(found) > limit)


def having_written(viewer: Viewer, words: str) -> Q | None:
    """Return the question for the cases in which such a part holds all words and exists for the viewer.

    None when no word is long enough to look for. It asks for each group of fields once, whatever the sorts of
    parts: what it says is what ``visible_to`` of the parts says, asked from the side of the case.
    """
    if not any(len(word) >= LEAST_LETTERS for word in split_words(words)):
        return None
    holding = {
        model: model._default_manager.filter(having_words(model, words)).order_by() for model in _SEARCHED
    }
    question = Q(pk__in=())
    for group in access_rules_on(viewer.day).groups:
        is_written = Q(pk__in=())
        for parts in holding.values():
            is_written |= Q(pk__in=parts.filter(group=group.code).values("case"))
        if group.code == BASE:
            mine = holding[CaseAction].filter(**{"assignee_id__in": person_keys(viewer)})
            is_written |= Q(pk__in=mine.values("case"))
        question |= is_written & Case.opens(viewer, group.code).as_filter(Case)
    # What is asked further is asked of these few only, not of every case.
    first, *others = [parts.values("case") for parts in holding.values()]
    return Q(pk__in=first.union(*others, all=True)) & question


def cut_around(text: str, words: str) -> str:
    """Return the part of a text around the first word that was looked for, on one line."""
    line = " ".join(text.split())
    said = line.casefold()
    forms = [form for word in split_words(words) for form in list_word_forms(word)]
    first = min((place for form in forms if (place := said.find(form)) >= 0), default=0)
    begin, end = max(0, first - _AROUND), first + _AROUND
    return f"{'… ' if begin else ''}{line[begin:end].strip()}{' …' if end < len(line) else ''}"


def _read_parts(viewer: Viewer, cases: Sequence[Case], words: str) -> dict[int, CasePart]:
    """Return of each case the first part that holds the words and exists for the viewer."""
    by_key = {case.pk: case for case in cases}
    sorts = {model.__name__: model for model in _SEARCHED}
    asked = [_ask(model, list(by_key), words) for model in _SEARCHED]
    order = {name: place for place, name in enumerate(sorts)}
    found: dict[int, CasePart] = {}
    rows: list[_Values] = list(asked[0].union(*asked[1:], all=True)) if cases else []
    for sort, _, case, group, assignee, section, text in sorted(rows, key=lambda r: (order[r[0]], -r[1])):
        more: dict[type[CasePart], dict[str, object]] = {
            CaseText: {"section": section},
            CaseAction: {"assignee_id": assignee},
        }
        said: dict[str, object] = {_SEARCHED[sorts[sort]]: text, **more.get(sorts[sort], {})}
        # The case was read with who takes part in it, so that this asks the database nothing.
        part = sorts[sort](case=by_key[case], group=group, **said)
        if case not in found and Access(viewer).is_allowed(part):
            found[case] = part
    return found


def _ask(model: type[CasePart], cases: Sequence[int], words: str) -> QuerySet[CasePart, _Values]:
    has_assignee, has_section = model is CaseAction, model is CaseText
    return (
        model._default_manager.filter(having_words(model, words), case__in=cases)
        .order_by()
        .annotate(
            sort=Value(model.__name__, CharField()),
            who=F("assignee_id") if has_assignee else Cast(Value(None), BigIntegerField()),
            where=F("section") if has_section else Value("", CharField()),
            said=Cast(F(_SEARCHED[model]), TextField()),
        )
        .values_list("sort", "pk", "case_id", "group", "who", "where", "said")
    )


def _describe(case: Case, part: CasePart, words: str) -> FoundPart:
    what = type(part).__name__.removeprefix("Case").lower()
    text = getattr(part, _SEARCHED[type(part)])
    return FoundPart(case.number, case.title, what, getattr(part, "section", ""), cut_around(text, words))
