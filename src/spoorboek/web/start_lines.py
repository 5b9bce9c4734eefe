"""The start page: a short list of sentences, each with a link.

Each part of the house has one function that says what needs this viewer today. They stand in
``SOURCES`` in the order of the page; a later part adds its function there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.accounts.queries import AccountLine
from spoorboek.apps.accounts.queries import list_start_lines as list_account_lines
from spoorboek.apps.cases.queries import count_open_cases
from spoorboek.apps.intake.protocol_queries import count_waiting, list_waiting_for_privacy
from spoorboek.apps.interventions.queries import count_undecided_reports, find_last_inspection
from spoorboek.apps.people.queries import list_people
from spoorboek.rules.roles import Permission
from spoorboek.web.dates import format_date
from spoorboek.web.pages.plans_overview import overview_href


@dataclass(frozen=True, slots=True)
class StartLine:
    """One sentence and where it leads. ``is_urgent`` stands first and is marked.

    ``count``: the number in the sentence when it is that of the rows of the list behind it.
    """

    sentence: str
    href: str
    is_urgent: bool = False
    count: int = 0


LineSource = Callable[[Viewer, datetime], Iterable[StartLine]]


def list_log_lines(viewer: Viewer, at: datetime) -> Iterable[StartLine]:
    """Lead whoever may see the log to the page that walks it; that takes too long for a start page."""
    if viewer.may(Permission.AUDIT_VIEW):
        yield StartLine(_("Bekijk of het logboek heel is en wie wat deed."), reverse("audit_log"))


def list_people_lines(viewer: Viewer, at: datetime) -> Iterable[StartLine]:
    """Name the accounts that have no second step or no role, to whoever manages people."""
    if not viewer.may(Permission.PEOPLE_MANAGE):
        return
    people = list_people(viewer)
    without_step = sum(1 for person in people if person.is_active and not person.has_second_step)
    without_role = sum(1 for person in people if person.is_active and not person.roles)
    href = reverse("people")
    if without_step:
        said = _("Aantal personen zonder tweede stap bij het inloggen: %(count)s.")
        yield StartLine(said % {"count": without_step}, href, is_urgent=True)
    if without_role:
        said = _("Aantal personen zonder rol: %(count)s. Zij zien nog niets.")
        yield StartLine(said % {"count": without_role}, href)
    if not without_step and not without_role:
        said = _("Alle personen hebben een rol en een tweede stap: %(count)s.")
        yield StartLine(said % {"count": sum(1 for person in people if person.is_active)}, href)


def list_police_report_lines(viewer: Viewer, at: datetime) -> Iterable[StartLine]:
    """Say how many reports wait for a decision, to whoever decides on measures."""
    if not viewer.may(Permission.MEASURES_WRITE):
        return
    waiting = count_undecided_reports(viewer)
    if waiting:
        said = ngettext(
            "%(count)s bestuurlijke rapportage wacht op een besluit.",
            "%(count)s bestuurlijke rapportages wachten op een besluit.",
            waiting,
        )
        yield StartLine(said % {"count": waiting}, reverse("bestuurlijke-rapportages-list"), is_urgent=True)


def list_inspection_lines(viewer: Viewer, at: datetime) -> Iterable[StartLine]:
    """Name the last inspection day, to whoever keeps them."""
    if not viewer.may(Permission.INSPECTIONS_WRITE):
        return
    last = find_last_inspection(viewer)
    if last is not None:
        said = _("De laatste controledag was op %(day)s: %(count)s bedrijven.")
        href = reverse("controledagen-detail", args=[last.number])
        yield StartLine(said % {"day": format_date(last.held_on), "count": last.business_count}, href)
    else:
        yield StartLine(_("Er is nog geen controledag opgeschreven."), reverse("controledagen-list"))


def list_signal_lines(viewer: Viewer, at: datetime) -> Iterable[StartLine]:
    """Say how many signals wait for a step, to whoever weighs them, and for the privacy officer."""
    if viewer.may(Permission.SIGNALS_WRITE):
        waiting = sum(one.count for one in count_waiting(viewer))
        said = ngettext(
            "%(count)s signaal wacht op een volgende stap.",
            "%(count)s signalen wachten op een volgende stap.",
            waiting,
        )
        nothing = _("Er wacht geen signaal op een volgende stap.")
        yield StartLine(said % {"count": waiting} if waiting else nothing, reverse("signals"))
    waiting = len(list_waiting_for_privacy(viewer))
    if waiting:
        said = ngettext(
            "%(count)s signaal wacht op uw privacytoets.",
            "%(count)s signalen wachten op uw privacytoets.",
            waiting,
        )
        yield StartLine(said % {"count": waiting}, reverse("signals"), is_urgent=True)


def list_case_lines(viewer: Viewer, at: datetime) -> Iterable[StartLine]:
    """Say how many cases are open, of those that exist for the viewer."""
    if not viewer.may(Permission.CASES_VIEW):
        return
    href, count = f"{reverse('casussen-list')}?status=open", count_open_cases(viewer)
    if not count:
        yield StartLine(_("Er loopt geen casus waar u bij hoort."), reverse("casussen-list"))
        return
    said = ngettext(
        "Er loopt %(count)s casus.",
        "Er lopen %(count)s casussen.",
        count,
    )
    yield StartLine(said % {"count": count}, href, count=count)


def list_lines_of_accounts(viewer: Viewer, at: datetime) -> Iterable[StartLine]:
    """Say what waits for a signature, what changed under a published letter, which promises are behind."""
    for line in list_account_lines(viewer, at=at):
        day = format_date(line.day) if line.day else ""
        said = _(line.template) % {"count": line.count, "subject": line.subject, "day": day}
        yield StartLine(said, _href_of(line), line.is_urgent, line.count)


def _href_of(line: AccountLine) -> str:
    """Return the address of the list that a line counts, or of the one thing that it names."""
    if line.target == "plan":
        return overview_href(line.name, line.part)
    if line.target == "letters":
        return f"{reverse('letters')}?werk={line.name}"
    if line.target == "changes":
        return f"{reverse('letter_changes', args=[line.name])}#{line.part}"
    return reverse("letter", args=[line.name])


SOURCES: tuple[LineSource, ...] = (
    list_lines_of_accounts,
    list_police_report_lines,
    list_signal_lines,
    list_case_lines,
    list_inspection_lines,
    list_log_lines,
    list_people_lines,
)


def list_start_lines(viewer: Viewer, *, at: datetime) -> list[StartLine]:
    """Return what needs this viewer today, urgent first, otherwise in the order of ``SOURCES``."""
    lines = [line for source in SOURCES for line in source(viewer, at)]
    return sorted(lines, key=lambda line: not line.is_urgent)
