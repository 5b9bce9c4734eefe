"""Which registers have pages, for whom, and what their list shows. A new register adds its row here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spoorboek.apps.access.registers import Register
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.registers import REGISTERS as CASE_REGISTERS
from spoorboek.apps.intake.registers import REGISTERS as INTAKE_REGISTERS
from spoorboek.apps.interventions.registers import REGISTERS as INTERVENTION_REGISTERS
from spoorboek.rules.roles import Permission
from spoorboek.web.register_extras import (
    describe_inspection_day,
    describe_police_report,
    summarise_inspection_days,
    summarise_police_reports,
)
from spoorboek.web.tables import Table

P = Permission
REGISTERS: Mapping[str, Register] = {**INTAKE_REGISTERS, **CASE_REGISTERS, **INTERVENTION_REGISTERS}
"""Every register of the house, in an order in which a later one may name rows of an earlier one."""

_MEASURES, _INSPECTIONS, _ACTIVITIES = P.MEASURES_VIEW, P.INSPECTIONS_VIEW, P.ACTIVITIES_VIEW


@dataclass(frozen=True)
class RegisterPage:
    """The pages of one register: the noun in the address, who may look, what the list shows.

    ``extra`` heads one more column with a word for each number; ``details`` gives tables below one row.
    ``has_own_pages``: its addresses, with the same names, stand elsewhere.
    """

    slug: str
    register: Register
    one: Promise
    meaning: Promise
    needed: frozenset[P]
    shown: tuple[str, ...]
    extra: tuple[Promise, Callable[[Viewer, Sequence[str]], Mapping[str, str]]] | None = None
    details: Callable[[Viewer, str], list[Table]] | None = None
    has_own_pages: bool = False

    @property
    def list_href(self) -> str:
        """Return the address of the list."""
        return reverse(f"{self.slug}-list")

    def href(self, number: str, what: str = "detail") -> str:
        """Return the address of one registration, or of its form (``correct``, ``withdraw``)."""
        return reverse(f"{self.slug}-{what}", args=[number])

    def is_open_to(self, viewer: Viewer) -> bool:
        """Tell whether the viewer may look at this register at all."""
        return bool(viewer.permissions & self.needed)


def _page(
    code: str,
    slug: str,
    one: Promise,
    meaning: Promise,
    needed: P | frozenset[P],
    shown: str,
    **more: object,
) -> RegisterPage:
    wanted = needed if isinstance(needed, frozenset) else frozenset({needed})
    return RegisterPage(slug, REGISTERS[code], one, meaning, wanted, tuple(shown.split()), **more)  # type: ignore[arg-type]


REGISTER_PAGES = (
    _page(
        "signals",
        "signalen",
        _("signaal"),
        _("Wat bij ons binnenkomt, langs welk kanaal en wat ermee gebeurde."),
        P.SIGNALS_VIEW,
        "received_on channel theme summary status",
    ),
    _page(
        "cases",
        "casussen",
        _("casus"),
        _("Problemen die wij samen met partners aanpakken, van openen tot afsluiten."),
        P.CASES_VIEW,
        "opened_on kind title status closed_on",
        has_own_pages=True,
    ),
    _page(
        "police-reports",
        "bestuurlijke-rapportages",
        _("bestuurlijke rapportage"),
        _("Rapportages van de politie aan de burgemeester en wat erop volgde."),
        _MEASURES,
        "received_on subject drug_kind premises",
        extra=(_("Wat volgde"), summarise_police_reports),
        details=describe_police_report,
    ),
    _page(
        "measures",
        "maatregelen",
        _("maatregel"),
        _("Sluitingen, waarschuwingen en andere besluiten."),
        _MEASURES,
        "taken_on kind reason",
    ),
    _page(
        "closures",
        "gesloten-panden",
        _("sluiting"),
        _("Panden die gesloten zijn, van wanneer tot wanneer."),
        _MEASURES,
        "closed_from closed_until premises measure",
    ),
    _page(
        "penalty-orders",
        "lasten-onder-dwangsom",
        _("last onder dwangsom"),
        _("Opgelegde lasten met het bedrag."),
        _MEASURES,
        "imposed_on labelled_as subject amount_eur",
    ),
    _page(
        "seizures",
        "afgepakt-vermogen",
        _("beslag"),
        _("Geld en goederen die zijn afgepakt."),
        _MEASURES,
        "seized_on amount_eur vehicle_count is_estimate",
    ),
    _page(
        "inspection-days",
        "controledagen",
        _("controledag"),
        _("Dagen waarop organisaties samen bedrijven controleerden."),
        _INSPECTIONS,
        "held_on sector place",
        extra=(_("Bedrijven"), summarise_inspection_days),
        details=describe_inspection_day,
    ),
    _page(
        "inspection-participants",
        "deelnemers",
        _("deelnemer"),
        _("Wie meedeed aan een controledag en op welke grondslag."),
        _INSPECTIONS,
        "day organisation legal_basis purpose",
    ),
    _page(
        "inspected-businesses",
        "gecontroleerde-bedrijven",
        _("gecontroleerd bedrijf"),
        _("Elk bedrijf dat is gecontroleerd, met de bevinding."),
        _INSPECTIONS,
        "day business sector finding",
    ),
    _page(
        "establishment-checks",
        "controles-seksinrichtingen",
        _("controle van een seksinrichting"),
        _("Controles om uitbuiting te zien."),
        _INSPECTIONS,
        "checked_on establishment is_licensed partners",
    ),
    _page(
        "activities",
        "activiteiten",
        _("activiteit"),
        _("Trainingen, lessen, campagnes en ander werk, met eenheid."),
        _ACTIVITIES,
        "held_on kind title amount unit",
    ),
    _page(
        "designated-areas",
        "aangewezen-gebieden",
        _("aangewezen gebied"),
        _("Gebieden die de burgemeester aanwees."),
        _ACTIVITIES,
        "designated_on ended_on kind name",
    ),
    _page(
        "deployments",
        "inzet",
        _("inzet"),
        _("Tijdelijke inzet, zoals een mobiele camera."),
        _ACTIVITIES,
        "started_on ended_on kind reason place",
    ),
    _page(
        "assets",
        "middelen",
        _("middel"),
        _("Wat er hangt of staat, zoals vaste camera's."),
        _ACTIVITIES,
        "placed_on replaced_on kind place",
    ),
)

PAGE_OF = {page.register.code: page for page in REGISTER_PAGES}


def find_registration_href(viewer: Viewer, register_code: str, number: str) -> str:
    """Return the address of one registration, or nothing when the viewer may not open its register.

    For passports and letters: ``SeenRow.number`` and the register of the counting rule lead here.
    """
    page = PAGE_OF.get(register_code)
    return page.href(number) if page is not None and page.is_open_to(viewer) else ""


def find_page_of_number(viewer: Viewer, number: str) -> RegisterPage | None:
    """Return the register to which a number belongs by how it begins (``ICD-2023-0001``), if it is open."""
    fitting = [page for page in REGISTER_PAGES if number.startswith(f"{page.register.prefix}-")]
    return next((page for page in fitting if page.is_open_to(viewer)), None)
