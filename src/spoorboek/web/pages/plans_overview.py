"""Promised against reported: one list of promises and commitments, narrowed, sorted, printed, taken along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise as Words
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.accounts.overview import (
    COMMITMENT,
    AccountOrder,
    OverviewQuestion,
    OverviewRow,
    list_overview,
    narrow_overview,
)
from spoorboek.apps.accounts.rows import PromiseAccount
from spoorboek.apps.exchange.errors import ListError
from spoorboek.apps.exchange.promise_files import export_promises
from spoorboek.apps.plans.queries import get_plan_summary
from spoorboek.figures.dutch_numbers import format_share
from spoorboek.figures.values import is_number
from spoorboek.rules.promises import MilestonePromise, PromiseKind
from spoorboek.web.choices import offer
from spoorboek.web.dates import format_date
from spoorboek.web.doors import shared_page
from spoorboek.web.pages.plans_promises import SIGNS, describe_visible, forecast_words
from spoorboek.web.pages.plans_tables import plan_crumbs, say_done
from spoorboek.web.phrasebook import Content, heard, say_word
from spoorboek.web.tables import SPREADSHEETS, Cell, Column, Table, cell, content_cell
from spoorboek.web.viewers import viewer_of

KINDS: dict[str, Words] = {
    PromiseKind.COUNT.value: gettext_lazy("aantal"),
    PromiseKind.OUTCOME.value: gettext_lazy("uitkomst"),
    PromiseKind.MILESTONE.value: gettext_lazy("mijlpaal"),
    PromiseKind.STANDING.value: gettext_lazy("doorlopende inzet"),
    COMMITMENT: gettext_lazy("toezegging"),
}
ORDERS: dict[AccountOrder, Words] = {
    AccountOrder.PLAN: gettext_lazy("zoals in het plan"),
    AccountOrder.STATE: gettext_lazy("stand, slechtste eerst"),
    AccountOrder.DUE: gettext_lazy("uiterste datum"),
    AccountOrder.THEME: gettext_lazy("thema"),
    AccountOrder.OWNER: gettext_lazy("eigenaar"),
}


class OverviewForm(forms.Form):
    """Which promises and commitments to show, and in which order."""

    stand = forms.ChoiceField(label=gettext_lazy("Stand"), required=False)
    thema = forms.ChoiceField(label=gettext_lazy("Thema"), required=False)
    eigenaar = forms.ChoiceField(label=gettext_lazy("Eigenaar"), required=False)
    soort = forms.ChoiceField(label=gettext_lazy("Soort"), required=False)
    volgorde = forms.ChoiceField(label=gettext_lazy("Volgorde"), required=False)

    def __init__(self, data: QueryDict | None, rows: Sequence[OverviewRow]) -> None:
        super().__init__(data)
        self.states = {state_slug(row.state_words): row.state_words for row in rows}
        self._offer("stand", ((state_slug(row.state_words), say_word(row.state_words)) for row in rows))
        self._offer("thema", ((row.theme, row.theme_title) for row in rows if row.theme))
        self._offer("eigenaar", ((row.owner, row.owner) for row in rows if row.owner))
        self._offer("soort", ((kind, str(KINDS[kind])) for kind in map(_kind_of, rows)))
        offer(self, "volgorde", [(order.value, capfirst(str(words))) for order, words in ORDERS.items()])

    def read(self) -> OverviewQuestion:
        """Return the question; what is no choice asks for nothing."""
        said = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return OverviewQuestion(
            state=self.states.get(said.get("stand", ""), ""),
            theme=said.get("thema", ""),
            owner=said.get("eigenaar", ""),
            kind=said.get("soort", ""),
            order=AccountOrder(said.get("volgorde") or AccountOrder.PLAN.value),
        )

    def _offer(self, name: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Offer what leads to a row, with how many rows that are."""
        counted = Counter(pairs)
        offered = sorted(counted.items(), key=lambda found: found[0][1].casefold())
        named = [(value, f"{capfirst(words)} ({count})") for (value, words), count in offered]
        if name in ("thema", "eigenaar"):
            named = [(value, Content(words)) for value, words in named]
        offer(self, name, [("", capfirst(_("alle"))), *named])


def state_slug(words: str) -> str:
    """Return a state in words as it stands in an address."""
    return slugify(words)


def overview_href(plan: str, state: str = "") -> str:
    """Return the address of the list of a plan, narrowed to one state in words when asked."""
    href = reverse("plan_promises", args=[plan])
    return f"{href}?stand={state_slug(state)}" if state else href


@shared_page
def promises(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what was promised beside what was reported, one row per promise and commitment."""
    viewer, today = viewer_of(request), timezone.localdate()
    summary = get_plan_summary(viewer, slug)
    rows = list_overview(viewer, slug, on=today, at=timezone.now())
    form = OverviewForm(request.GET or None, rows)
    shown = narrow_overview(rows, form.read())
    context = {
        "title": summary.title,
        "form": form,
        "counted": _count_states(rows),
        "href": reverse("plan_promises", args=[slug]),
        "is_narrowed": len(shown) < len(rows),
        "total": len(shown),
        "table": overview_table(shown, slug),
        "today": format_date(today),
        "files": [
            (name, f"{reverse('plan_promises_file', args=[slug, name.lower()])}?{request.GET.urlencode()}")
            for name in ("CSV", "XLSX")
        ],
        "crumbs": plan_crumbs(viewer, summary, _("Beloofd - verantwoord")),
    }
    return render(request, "pages/plans/promises.html", context)


@shared_page
def promises_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give what the list shows as a file, of what one may see only."""
    viewer, today, now = viewer_of(request), timezone.localdate(), timezone.now()
    rows = list_overview(viewer, slug, on=today, at=now)
    question = OverviewForm(request.GET or None, rows).read()
    try:
        content = export_promises(viewer, slug, question, on=today, at=now, form=form)
    except ListError as error:
        raise NotFoundError("Dit bestand") from error
    headers = {"Content-Disposition": f'attachment; filename="beloofd-verantwoord-{slug}.{form}"'}
    return HttpResponse(content, content_type=SPREADSHEETS[form], headers=headers)


def overview_table(rows: Sequence[OverviewRow], plan: str) -> Table:
    """Return one row per promise and commitment: what, target, done, state, what can be seen, told, who."""
    columns = [
        Column(_("Belofte")),
        Column(pgettext("wat is beloofd", "Doel")),
        Column(_("Gedaan tot nu")),
        Column(_("Stand")),
        Column(_("Verandering is te zien")),
        Column(_("Laatst gemeld in")),
        Column(_("Eigenaar")),
    ]
    drawn = [
        [
            content_cell(row.title, href=_href(row), note=_place(row, plan)),
            cell(_aim(row), note=_deadline(row)),
            _done(row),
            Cell(say_word(row.state_words), status=SIGNS.get(row.state_words, "note"), note=_progress(row)),
            cell(describe_visible(row.account.visible) if isinstance(row.account, PromiseAccount) else ""),
            _told(row),
            content_cell(row.owner),
        ]
        for row in rows
    ]
    empty = _("Er is geen belofte die hierbij past.")
    return Table(_("Beloofd - verantwoord"), columns, drawn, empty=empty, is_stacked=True)


def _count_states(rows: Sequence[OverviewRow]) -> list[tuple[str, str, int, str]]:
    counted = Counter(row.state_words for row in rows)
    return [
        (SIGNS.get(words, "note"), say_word(words), count, state_slug(words))
        for words, count in counted.items()
    ]


def _kind_of(row: OverviewRow) -> str:
    return row.kind.value if row.kind else COMMITMENT


def _href(row: OverviewRow) -> str:
    return reverse("promise" if row.kind else "commitment", args=[row.plan, row.code])


def _place(row: OverviewRow, plan: str) -> str:
    kind = capfirst(str(KINDS[_kind_of(row)])) if row.kind is None else ""
    below = row.plan_title if row.plan != plan else ""
    said = " · ".join(words for words in (kind, row.theme_title, below) if words)
    return Content(said) if row.theme_title or below else said


def _aim(row: OverviewRow) -> str:
    if isinstance(row.account, PromiseAccount):
        return heard(row.account.target)
    return _("toegezegd op %(day)s") % {"day": format_date(row.account.commitment.made_on)}


def _deadline(row: OverviewRow) -> str:
    """The words of a milestone name its day already."""
    account = row.account
    if row.due_on is None or (
        isinstance(account, PromiseAccount) and isinstance(account.promise, MilestonePromise)
    ):
        return ""
    return _("uiterlijk %(day)s") % {"day": format_date(row.due_on)}


def _done(row: OverviewRow) -> Cell:
    account = row.account
    if isinstance(account, PromiseAccount):
        return say_done(account.done, account.figure_key, forecast_words(account))
    if not account.letter_title:
        return cell("")
    return content_cell(account.letter_title, href=reverse("letter", args=[account.commitment.discharged_by]))


def _told(row: OverviewRow) -> Cell:
    """The day of the newest letter that speaks of it; the whole story stands on the page of the promise."""
    reports = row.account.reported_in
    if not reports:
        return cell("")
    newest = reports[0]
    note = _("niet gemeld, met reden") if newest.unreported else ""
    return cell(
        _("brief van %(day)s") % {"day": format_date(newest.dated_on)},
        href=reverse("letter", args=[newest.letter]),
        note=note,
    )


def _progress(row: OverviewRow) -> str:
    progress = row.account.progress if isinstance(row.account, PromiseAccount) else None
    if progress is None or not is_number(progress):
        return ""
    if progress < 0:
        return _("verder van het doel dan bij het begin")
    return _("%(share)s van de weg") % {"share": format_share(progress)}
