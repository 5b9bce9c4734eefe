"""What can be counted here."""

from __future__ import annotations

from spoorboek.apps.access.registers import ROWS, Register
from spoorboek.apps.access.registers import Measure as Counted
from spoorboek.apps.interventions.models import (
    Activity,
    Asset,
    Closure,
    Deployment,
    DesignatedArea,
    EstablishmentCheck,
    InspectedBusiness,
    InspectionDay,
    InspectionParticipant,
    Measure,
    PenaltyOrder,
    PoliceReport,
    Seizure,
)
from spoorboek.rules.roles import Permission

_MEASURES, _INSPECTIONS, _ACTIVITIES = (
    Permission.MEASURES_WRITE,
    Permission.INSPECTIONS_WRITE,
    Permission.ACTIVITIES_WRITE,
)

MEASURE_PURPOSE = "maatregelen voorbereiden en volgen"
INSPECTION_PURPOSE = "controles uitvoeren"

POLICE_REPORTS = Register(
    code="police-reports",
    model=PoliceReport,
    title="Bestuurlijke rapportages",
    prefix="BR",
    writes=_MEASURES,
    moments={"received": "received_on", "no_action": "no_action_on"},
    filters={"subject": "subject", "drug_kind": "drug_kind", "outcome": "measures__kind"},
    measures={"rows": ROWS, "premises": Counted("premises", distinct=True)},
    standing_purpose=MEASURE_PURPOSE,
)
MEASURES = Register(
    code="measures",
    model=Measure,
    title="Maatregelen",
    prefix="M",
    writes=_MEASURES,
    moments={"taken": "taken_on"},
    filters={"kind": "kind", "subject": "reports__subject", "drug_kind": "reports__drug_kind"},
    standing_purpose=MEASURE_PURPOSE,
)
CLOSURES = Register(
    code="closures",
    model=Closure,
    title="Gesloten panden",
    prefix="SL",
    writes=_MEASURES,
    moments={"closed": "closed_from", "reopened": "reopened_on"},
    filters={"subject": "measure__reports__subject", "drug_kind": "measure__reports__drug_kind"},
    measures={"rows": ROWS, "premises": Counted("premises", distinct=True)},
    void=("is_withdrawn", "measure__is_withdrawn"),
    standing_purpose=MEASURE_PURPOSE,
)
PENALTY_ORDERS = Register(
    code="penalty-orders",
    model=PenaltyOrder,
    title="Lasten onder dwangsom",
    prefix="LOD",
    writes=_MEASURES,
    moments={"imposed": "imposed_on"},
    filters={"labelled_as": "labelled_as", "subject": "subject"},
    measures={"rows": ROWS, "euro": Counted("amount_eur")},
    standing_purpose=MEASURE_PURPOSE,
)
SEIZURES = Register(
    code="seizures",
    model=Seizure,
    title="Afgepakt vermogen",
    prefix="AF",
    writes=_MEASURES,
    moments={"seized": "seized_on"},
    filters={"is_estimate": "is_estimate"},
    measures={"rows": ROWS, "euro": Counted("amount_eur"), "vehicles": Counted("vehicle_count")},
    standing_purpose=MEASURE_PURPOSE,
)
INSPECTION_DAYS = Register(
    code="inspection-days",
    model=InspectionDay,
    title="Integrale controledagen",
    prefix="ICD",
    writes=_INSPECTIONS,
    moments={"held": "held_on"},
    filters={"sector": "sector", "finding": "businesses__finding"},
    standing_purpose=INSPECTION_PURPOSE,
)
INSPECTION_PARTICIPANTS = Register(
    code="inspection-participants",
    model=InspectionParticipant,
    title="Deelnemers aan controledagen",
    prefix="ICP",
    writes=_INSPECTIONS,
    moments={"held": "day__held_on"},
    filters={"organisation": "organisation", "sector": "day__sector"},
    measures={"rows": ROWS, "organisations": Counted("organisation", distinct=True)},
    void=("is_withdrawn", "day__is_withdrawn"),
)
INSPECTED_BUSINESSES = Register(
    code="inspected-businesses",
    model=InspectedBusiness,
    title="Gecontroleerde bedrijven",
    prefix="ICB",
    writes=_INSPECTIONS,
    moments={"held": "day__held_on"},
    filters={
        "sector": "sector",
        "day_sector": "day__sector",
        "finding": "finding",
        "is_dwelling": "is_dwelling",
    },
    measures={"rows": ROWS, "businesses": Counted("business", distinct=True)},
    void=("is_withdrawn", "day__is_withdrawn"),
    standing_purpose=INSPECTION_PURPOSE,
)
ESTABLISHMENT_CHECKS = Register(
    code="establishment-checks",
    model=EstablishmentCheck,
    title="Controles van seksinrichtingen",
    prefix="CSI",
    writes=_INSPECTIONS,
    moments={"checked": "checked_on"},
    filters={"is_licensed": "is_licensed"},
    measures={"rows": ROWS, "establishments": Counted("establishment", distinct=True)},
    standing_purpose=INSPECTION_PURPOSE,
)
ACTIVITIES = Register(
    code="activities",
    model=Activity,
    title="Activiteiten",
    prefix="A",
    writes=_ACTIVITIES,
    moments={"held": "held_on"},
    filters={
        "kind": "kind",
        "theme": "theme",
        "unit": "unit",
        "audience": "audience",
        "pillar": "pillar",
        "at_network_day": "at_network_day",
    },
    measures={"rows": ROWS, "amount": Counted("amount")},
)
DEPLOYMENTS = Register(
    code="deployments",
    model=Deployment,
    title="Inzet",
    prefix="I",
    writes=_ACTIVITIES,
    moments={"started": "started_on", "ended": "ended_on"},
    filters={"kind": "kind", "reason": "reason"},
    measures={"rows": ROWS, "places": Counted("place", distinct=True)},
    stock=("started_on", "ended_on"),
)
ASSETS = Register(
    code="assets",
    model=Asset,
    title="Middelen",
    prefix="MI",
    writes=_ACTIVITIES,
    moments={"placed": "placed_on", "replaced": "replaced_on", "removed": "removed_on"},
    filters={"kind": "kind"},
    stock=("placed_on", "removed_on"),
)
DESIGNATED_AREAS = Register(
    code="designated-areas",
    model=DesignatedArea,
    title="Aangewezen gebieden",
    prefix="G",
    writes=_ACTIVITIES,
    moments={"designated": "designated_on", "ended": "ended_on"},
    filters={"kind": "kind"},
    stock=("designated_on", "ended_on"),
)

REGISTERS = {
    register.code: register
    for register in (
        POLICE_REPORTS,
        MEASURES,
        CLOSURES,
        PENALTY_ORDERS,
        SEIZURES,
        INSPECTION_DAYS,
        INSPECTION_PARTICIPANTS,
        INSPECTED_BUSINESSES,
        ESTABLISHMENT_CHECKS,
        ACTIVITIES,
        DESIGNATED_AREAS,
        DEPLOYMENTS,
        ASSETS,
    )
}
"""In an order in which a later register may name rows of an earlier one: the order of an import."""
