"""A desk: the page of one thing somebody works on, as data. Every desk is drawn by the same templates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst

from spoorboek.apps.intake.errors import RegistrationError
from spoorboek.apps.interventions.errors import InterventionError
from spoorboek.rules.errors import RuleError
from spoorboek.web.area_maps import AreaMap
from spoorboek.web.dates import format_date, format_moment
from spoorboek.web.list_place import ListPlace
from spoorboek.web.register_forms import add_problems
from spoorboek.web.sending import once
from spoorboek.web.tables import Table, Words


@dataclass(frozen=True, slots=True)
class Action:
    """A button that leads to a form."""

    label: Words
    href: str
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A framed box: what the table proposes, or which days come."""

    heading: Words
    lead: Words = ""
    lines: Sequence[Words] = ()


@dataclass(frozen=True, slots=True)
class DeskFact:
    """One fact in a list of facts."""

    label: Words
    text: Words
    href: str = ""


@dataclass(frozen=True, slots=True)
class BigLink:
    """A link that a thumb hits."""

    label: Words
    href: str
    note: Words = ""


@dataclass(slots=True)
class Desk:
    """Everything on the page of one thing, from top to bottom."""

    title: Words
    label: Words
    place: ListPlace | None = None
    notices: Sequence[Words] = ()
    counts: Sequence[DeskFact] = ()
    actions: Sequence[Action] = ()
    boxes: Sequence[Box] = ()
    facts: Sequence[DeskFact] = ()
    map: AreaMap | None = None
    big_links: Sequence[BigLink] = ()
    tables: Sequence[Table] = ()
    form: forms.Form | None = None
    form_title: Words = ""
    is_document: bool = False
    """Whether its tables are a document as it is handed over: Dutch on a page in any language."""
    form_action: Words = ""
    crumbs: Sequence[object] = field(default_factory=list)


def fact(label: Words, value: object, href: str = "") -> DeskFact:
    """Return a fact with its value as people write it; nothing is a dash."""
    if isinstance(value, datetime):
        return DeskFact(label, format_moment(timezone.localtime(value)), href)
    if isinstance(value, date):
        return DeskFact(label, format_date(value), href)
    return DeskFact(label, str(value) if value else "–", href)


def day_of(value: date | None) -> str:
    """Return a day as people write it, or nothing."""
    return format_date(value) if value is not None else ""


def succeeds_at(request: HttpRequest, form: forms.Form, act: Callable[[], object]) -> bool:
    """Do one thing when a right form was sent; put what is refused on the form and return False."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        once(request, form, act)()
    except RegistrationError as error:
        add_problems(form, error.problems)
        return False
    except (InterventionError, RuleError) as error:
        form.add_error(None, capfirst(str(error)))
        return False
    return True
