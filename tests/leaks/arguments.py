"""What belongs in the parts of an address: real names from the world, with the record they are about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.leaks.canaries import Record, absent_like
from tests.leaks.letter_world import PUBLIC as PUBLIC_LETTER
from tests.leaks.plan_world import PUBLIC as PUBLIC_PLAN
from tests.leaks.plan_world import THEME
from tests.leaks.world import AT, World

from spoorboek.apps.interventions.models import MeasureRemedy, VisitFinding
from spoorboek.apps.letters.queries import view_letter
from spoorboek.apps.people.models import Person
from spoorboek.apps.plans.models import Commitment, Goal, Promise

Arguments = Callable[[World], list["Argument"]]
AREA = "GM0505"
_FORMS = ("pdf", "docx", "html")


@dataclass(frozen=True)
class Argument:
    """The parts of one address, the record they are about, and parts of the same shape that nothing has."""

    values: tuple[str, ...]
    record: Record | None
    absent: tuple[str, ...]


def list_registrations(world: World, slug: str) -> list[Argument]:
    """Return every registration of a register; of a register without people one is enough."""
    numbers = world.names[slug] if slug in {"signalen", "casussen"} else world.names[slug][:1]
    return [_argument(world, slug, number) for number in numbers]


def _argument(world: World, called: str, name: str, *more: str) -> Argument:
    values = (name, *more)
    return Argument(values, world.record_named(called, name), tuple(map(absent_like, values)))


def _each(called: str) -> Arguments:
    return lambda world: [_argument(world, called, name) for name in world.names[called]]


def _list_somebody(world: World) -> list[Argument]:
    return [Argument(("kernteamlid",), None, ("nergens-lid",))]


def _list_promises(world: World) -> list[Argument]:
    found = []
    for name in world.names["plan"]:
        promise = Promise.objects.filter(version__plan__slug=name, version__number=1).first()
        assert promise is not None
        found.append(_argument(world, "plan", name, promise.code))
    return found


def _list_commitments(world: World) -> list[Argument]:
    found = []
    for name in world.names["plan"]:
        said = Commitment.objects.filter(plan__slug=name).first()
        assert said is not None
        found.append(_argument(world, "plan", name, said.code))
    return found


def _list_versions(world: World) -> list[Argument]:
    drafts = [one for one in world.records if one.kind == "draft plan" and one.name == PUBLIC_PLAN]
    return [
        *(_argument(world, "plan", name, "1") for name in world.names["plan"]),
        Argument((PUBLIC_PLAN, "2"), drafts[0], (PUBLIC_PLAN, "3")),
    ]


def _list_plan_drafts(*more: str) -> Arguments:
    """Every plan of the world has a draft, that of the plan that is public too."""

    def arguments(world: World) -> list[Argument]:
        found = [one for one in world.records if one.kind == "draft plan"]
        return [Argument((one.name, *more), one, (absent_like(one.name), *more)) for one in found]

    return arguments


def _list_parts(world: World) -> list[Argument]:
    found = []
    for one in (each for each in world.records if each.kind == "draft plan"):
        goal = Goal.objects.filter(version__plan__slug=one.name, version__status="draft").first()
        assert goal is not None
        found.append(
            Argument((one.name, "doelen", goal.code), one, (one.name, "doelen", absent_like(goal.code)))
        )
    return found


def _list_passports(world: World) -> list[Argument]:
    """Figures that a published letter prints, one that it does not, and one that no letter names."""
    hidden = world.names["figure"][-1]
    unprinted = ("public-reports", "2022", AREA)
    return [
        _argument(world, "figure", "public-series", "2024", AREA),
        _argument(world, "figure", "public-reports", "2023", AREA),
        _argument(world, "figure", hidden, "2024", AREA),
        Argument(unprinted, world.record_named("figure", hidden), ("public-rapport", "2022", AREA)),
    ]


def _list_letter_versions(world: World) -> list[Argument]:
    return [_argument(world, "letter", name, "1") for name in world.names["letter"]]


def _list_letter_files(world: World) -> list[Argument]:
    public = [
        _argument(world, "letter", PUBLIC_LETTER, form)
        for form in (*_FORMS, "manifest", "cijfers", "kolommen")
    ]
    drafts = [_argument(world, "letter", world.names["letter"][-1], form) for form in _FORMS]
    return [*public, *drafts]


def _list_claims(world: World) -> list[Argument]:
    writer = Person.objects.get(username=world.names["writer"][0]).as_viewer()
    slug = world.names["letter"][-1]
    claim = view_letter(writer, slug, at=AT).check.open_claims[0]
    return [_argument(world, "letter", slug, claim.claim_id, claim.open_codes[0])]


def _list_explained(world: World) -> list[Argument]:
    writer = Person.objects.get(username=world.names["writer"][0]).as_viewer()
    draft = world.names["letter"][-1]
    claim = view_letter(writer, draft, at=AT).check.claims[0]
    return [_argument(world, "letter", name, claim.claim_id) for name in (PUBLIC_LETTER, draft)]


def _list_word_files(world: World) -> list[Argument]:
    return [_argument(world, "letter", world.names["letter"][-1], world.names["word file"][0])]


def _list_remarks(world: World) -> list[Argument]:
    return [_argument(world, "letter", world.names["letter"][-1], world.names["remark"][0])]


def _list_drafts(world: World) -> list[Argument]:
    return [_argument(world, "letter", world.names["letter"][-1])]


def _list_snapshots(world: World) -> list[Argument]:
    owner = next(one for one in world.records if one.kind == "source")
    return [Argument((code,), owner, (absent_like(code),)) for code in world.names["snapshot"]]


def _list_sources(world: World) -> list[Argument]:
    found = [one for one in world.records if one.kind == "source"]
    return [Argument((one.name,), one, (absent_like(one.name),)) for one in found]


def _list_steps(world: World) -> list[Argument]:
    return [_argument(world, "letter", name, "content") for name in world.names["letter"]]


def _list_signals(world: World) -> list[Argument]:
    """The signals that are not locked."""
    kinds = ("signal", "waiting signal")
    found = [one for one in world.records if one.kind in kinds and one.name in world.names["signalen"]]
    return [Argument((one.name,), one, (absent_like(one.name),)) for one in found]


def _list_locked(world: World) -> list[Argument]:
    found = [one for one in world.records if one.kind == "locked signal"]
    return [Argument((one.name,), None, (one.name,)) for one in found]


def _list_enquiries(world: World) -> list[Argument]:
    signal = next(one for one in world.records if one.kind == "waiting signal")
    asked = next(one for one in world.records if one.kind == "enquiry")
    return [Argument((signal.name, asked.key), asked, (absent_like(signal.name), asked.key))]


def _first(called: str, *more: str) -> Arguments:
    """Return the first row of a register, with the first rows of registers that belong to it."""

    def arguments(world: World) -> list[Argument]:
        return [_argument(world, called, world.names[called][0], *(world.names[each][0] for each in more))]

    return arguments


def _list_findings(world: World) -> list[Argument]:
    found = VisitFinding.objects.order_by("pk").first()
    assert found is not None
    visit = found.business
    return [_argument(world, "controledagen", visit.day.number, visit.number, str(found.pk))]


def _list_remedies(world: World) -> list[Argument]:
    found = MeasureRemedy.objects.order_by("pk").first()
    assert found is not None
    return [_argument(world, "maatregelen", found.measure.number, str(found.pk))]


def _list_files(world: World) -> list[Argument]:
    number = world.names["maatregelen"][0]
    return [_argument(world, "maatregelen", number, form) for form in ("pdf", "docx")]


def _list_pairs(world: World) -> list[Argument]:
    one, other = world.names["bestuurlijke-rapportages"][:2]
    return [_argument(world, "bestuurlijke-rapportages", one, other)]


_AREA = _first("aangewezen-gebieden")
_ORDER = _first("maatregelen", "lasten-onder-dwangsom")


def _list_audit_findings(world: World) -> list[Argument]:
    return [_argument(world, "audit", code, "1") for code in world.names["audit"]]


def _list_audit_reports(world: World) -> list[Argument]:
    return [_argument(world, "audit", code, form) for code in world.names["audit"] for form in _FORMS]


ARGUMENTS: dict[str, Arguments] = {
    "area": _AREA,
    "area_extend": _AREA,
    "area_evaluate": _AREA,
    "area_end": _AREA,
    "area_camera_new": _AREA,
    "area_camera": _AREA,
    "inspection": _first("controledagen"),
    "inspection_participant": _first("controledagen"),
    "inspection_visit_new": _first("controledagen"),
    "inspection_visit": _first("controledagen", "gecontroleerde-bedrijven"),
    "inspection_signal": _list_findings,
    "report": _first("bestuurlijke-rapportages"),
    "report_decide": _first("bestuurlijke-rapportages"),
    "report_no_action": _first("bestuurlijke-rapportages"),
    "report_place": _list_pairs,
    "measure": _first("maatregelen"),
    "measure_publish": _first("maatregelen"),
    "measure_lift": _first("maatregelen"),
    "measure_reopen": _first("maatregelen", "gesloten-panden"),
    "measure_forfeit": _ORDER,
    "measure_lift_order": _ORDER,
    "measure_collect": _ORDER,
    "measure_pay": _ORDER,
    "measure_remedy": _first("maatregelen"),
    "measure_adjourn": _list_remedies,
    "measure_settle": _list_remedies,
    "measure_collection": _ORDER,
    "measure_suspension": _list_remedies,
    "measure_file": _first("maatregelen"),
    "measure_file_as": _list_files,
    "agenda_feed": lambda world: [Argument(("geheim-woord",), None, ("geheim-woord",))],
    "list_import": lambda world: [Argument(("signalen",), None, ("signalen",))],
    "list_template": lambda world: [Argument(("signalen",), None, ("signalen",))],
    "signal_map": lambda world: [Argument(("geen",), None, ("geen",))],
    "signal": _list_signals,
    "signal_step": _list_signals,
    "signal_sources": _list_signals,
    "signal_text": _list_signals,
    "signal_lock": _list_signals,
    "signal_enquiry": _list_enquiries,
    "signal_open": _list_locked,
    "case_inspection_of": lambda world: [
        Argument((number,), None, (absent_like(number),)) for number in world.names["casussen"]
    ],
    "plan": _each("plan"),
    "plan_promises": _each("plan"),
    "plan_promises_file": lambda world: [
        _argument(world, "plan", name, form) for name in world.names["plan"] for form in ("csv", "xlsx")
    ],
    "commitment": _list_commitments,
    "plan_commitments": _each("plan"),
    "plan_file": _each("plan"),
    "promise": _list_promises,
    "plan_version": _list_versions,
    "plan_compare": _each("plan"),
    "plan_draft": _list_plan_drafts(),
    "plan_draft_about": _list_plan_drafts(),
    "plan_draft_discard": _list_plan_drafts(),
    "plan_part_new": _list_plan_drafts("doelen"),
    "plan_part_order": _list_plan_drafts("doelen"),
    "plan_part": _list_parts,
    "plan_part_remove": _list_parts,
    "plan_adopt": _list_plan_drafts(),
    "plan_amend": _each("plan"),
    "plan_withdraw": _each("plan"),
    "plan_evaluation": _each("plan"),
    "plan_decide": _each("plan"),
    "promise_deliver": _list_promises,
    "commitment_new": _each("plan"),
    "commitment_discharge": _list_commitments,
    "figure": _each("figure"),
    "factsheet_theme": lambda world: [Argument((THEME,), None, ("geen-thema",))],
    "configuration": lambda world: [Argument(("rollen",), None, ("rolxen",))],
    "factsheet_area": lambda world: [Argument((AREA,), None, ("GM9999",))],
    "passport": _list_passports,
    "passport_table": lambda world: _list_passports(world)[1:3],
    "letter": _each("letter"),
    "letter_write": _each("letter"),
    "letter_about": _each("letter"),
    "letter_editor_start": _each("letter"),
    "letter_editor_check": _each("letter"),
    "letter_editor_save": _each("letter"),
    "letter_editor_parts": _each("letter"),
    "letter_editor_periods": _each("letter"),
    "letter_editor_propose": _each("letter"),
    "letter_versions": _each("letter"),
    "letter_version": _list_letter_versions,
    "letter_correct": _each("letter"),
    "letter_approval": _each("letter"),
    "letter_submit": _each("letter"),
    "letter_return": _each("letter"),
    "letter_publish": _each("letter"),
    "letter_withdraw": _each("letter"),
    "letter_ask_again": _each("letter"),
    "letter_remind": _each("letter"),
    "letter_package": lambda world: [_argument(world, "letter", PUBLIC_LETTER)],
    "letter_changes": lambda world: [_argument(world, "letter", PUBLIC_LETTER)],
    "person": _list_somebody,
    "person_password": _list_somebody,
    "person_end": _list_somebody,
    "absence_end": lambda world: [Argument(("1",), None, ("2",))],
    "letter_approve": _list_steps,
    "letter_set_aside": _list_claims,
    "letter_file": _list_letter_files,
    "letter_explained": _list_explained,
    "letter_audit": _each("audit"),
    "letter_audit_make_letter": _each("audit"),
    "letter_audit_delete": _each("audit"),
    "letter_audit_decide": _list_audit_findings,
    "letter_audit_report": _list_audit_reports,
    "letter_new_of_type": _each("letter type"),
    "letter_new_from_word": _each("letter type"),
    "letter_word": _list_drafts,
    "letter_word_copy": _list_drafts,
    "letter_word_copy_like": _list_word_files,
    "letter_word_file": _list_word_files,
    "letter_word_return": _list_word_files,
    "letter_word_discard": _list_word_files,
    "letter_word_settle": _list_remarks,
    "source": _list_sources,
    "hotspot_set": _each("report set"),
    "hotspots_analyse": _each("report set"),
    "source_import": _list_sources,
    "snapshot": _list_snapshots,
    "snapshot_revoke": _list_snapshots,
}
"""By the name of an address. A new address with parts adds its line here."""
