"""Looking for words in what is written in cases: texts, decisions, actions, each in its group of fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.models import Guarded
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.access.word_index import LEAST_LETTERS, having_words, split_words
from spoorboek.apps.cases.models import Case, CaseAction, CaseDecision, CasePart, CaseText, StrikablePart
from spoorboek.apps.cases.registers import CASES
from spoorboek.apps.intake.errors import PurposeError
from spoorboek.apps.intake.register_queries import log_read
from spoorboek.figures.dutch_words import list_word_forms
from spoorboek.figures.unseen_characters import says_something

_SEARCHED: Mapping[type[CasePart], str] = {CaseText: "body", CaseDecision: "text", CaseAction: "text"}
"""What is looked in, in the order in which it is shown, and the field that holds the words."""
WRITTEN: tuple[type[CasePart], ...] = tuple(_SEARCHED)
_AROUND = 70
"""How many signs are shown before and after the first word that was found."""
_Values = tuple[str, int, int, str, str]


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


def find_case_parts(
    viewer: Viewer,
    words: str,
    *,
    at: datetime,
    purpose: str,
    limit: int = 10,
    among: Mapping[type[Guarded], bool] | None = None,
) -> FoundParts:
    """Return the cases in which something is written that the viewer may see and that holds all words.

    All words stand in one text, decision or action. Nothing is counted, and of what is hidden nothing shows.
    What is shown is logged as a read of its case. Words of one or two letters alone find nothing here.
    ``among``: what holds the words, and whether in many records (``find_holding``), when that is known.
    """
    if not says_something(purpose):
        raise PurposeError
    looking = viewer.looking_at(at)
    known: Mapping[type[Guarded], bool] = dict.fromkeys(WRITTEN, False) if among is None else among
    sorts = [model for model in WRITTEN if model in known]
    question = having_written(looking, words, sorts, row_by_row=any(known[model] for model in sorts))
    if question is None or not sorts:
        return FoundParts((), has_more=False)
    cases = Case.objects.filter(question, is_withdrawn=False).order_by("-opened_on", "-pk")
    found = list(cases.values_list("pk", "number", "title")[: limit + 1])
    parts = _read_parts(looking, sorts, [key for key, *_ in found[:limit]], words)
    # No transaction around looking and logging: when the log cannot be written nothing is shown.
    shown = [case for case in found[:limit] if case[0] in parts]
    if shown:
        log_read(viewer, CASES, [key for key, *_ in shown], at=at, purpose=purpose)
    rows = tuple(FoundPart(number, title, *parts[key]) for key, number, title in shown)
    return FoundParts(rows, has_more=len(found) > limit)


def having_written(
    viewer: Viewer, words: str, sorts: Iterable[type[CasePart]] = WRITTEN, *, row_by_row: bool = False
) -> Q | None:
    """Return the question for the cases in which a part holds all words and exists for the viewer.

    None when no word is long enough to look for. ``row_by_row``: look in the parts of one case after the
    other, which is faster where the words are common and the newest cases are asked for.
    """
    if not any(len(word) >= LEAST_LETTERS for word in split_words(words)):
        return None
    question = Q(pk__in=())
    for model in sorts:
        parts = Access(viewer).filter(_standing(model, words, row_by_row=row_by_row)).order_by()
        question |= (
            Q(Exists(parts.filter(case=OuterRef("pk")))) if row_by_row else Q(pk__in=parts.values("case"))
        )
    return question


def cut_around(text: str, words: str) -> str:
    """Return the part of a text around the first word that was looked for, on one line."""
    line = " ".join(text.split())
    said = line.casefold()
    forms = [form for word in split_words(words) for form in list_word_forms(word)]
    first = min((place for form in forms if (place := said.find(form)) >= 0), default=0)
    begin, end = max(0, first - _AROUND), first + _AROUND
    return f"{'… ' if begin else ''}{line[begin:end].strip()}{' …' if end < len(line) else ''}"


def _standing(model: type[CasePart], words: str, *, row_by_row: bool) -> QuerySet[CasePart]:
    """Return the parts that hold all words, without what was struck through."""
    stands = Q(is_struck=False) if issubclass(model, StrikablePart) else Q()
    return model._default_manager.filter(having_words(model, words, row_by_row=row_by_row) & stands)


def _read_parts(
    viewer: Viewer, sorts: Sequence[type[CasePart]], cases: Sequence[int], words: str
) -> dict[int, tuple[str, str, str]]:
    """Return of each case the first part that holds the words and exists for the viewer.

    As what it is, in which section it stands, and the words around the first that was found.
    """
    if not cases:
        return {}
    asked = [_ask(viewer, model, cases, words) for model in sorts]
    order = {model.__name__: place for place, model in enumerate(sorts)}
    found: dict[int, tuple[str, str, str]] = {}
    rows: list[_Values] = list(asked[0].union(*asked[1:], all=True) if asked[1:] else asked[0])
    for sort, _, case, section, text in sorted(rows, key=lambda row: (order[row[0]], -row[1])):
        what = sort.removeprefix("Case").lower()
        found.setdefault(case, (what, section, cut_around(text, words)))
    return found


def _ask(
    viewer: Viewer, model: type[CasePart], cases: Sequence[int], words: str
) -> QuerySet[CasePart, _Values]:
    parts = _standing(model, words, row_by_row=True).filter(case__in=cases).order_by()
    return (
        Access(viewer)
        .filter(parts)
        .annotate(
            sort=Value(model.__name__, CharField()),
            where=F("section") if model is CaseText else Value("", CharField()),
            said=Cast(F(_SEARCHED[model]), TextField()),
        )
        .values_list("sort", "pk", "case_id", "where", "said")
    )
