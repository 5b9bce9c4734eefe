"""What was done about it, one module per family of registers."""

from spoorboek.apps.interventions.activity_models import Activity
from spoorboek.apps.interventions.area_models import AreaDecision, AreaTerm, AssetStep
from spoorboek.apps.interventions.camera_models import Asset, Deployment, DesignatedArea
from spoorboek.apps.interventions.collection_models import CollectionStep
from spoorboek.apps.interventions.decision_models import Forfeiture, MeasureDecision
from spoorboek.apps.interventions.inspection_models import (
    EstablishmentCheck,
    InspectedBusiness,
    InspectionDay,
    InspectionParticipant,
    VisitFinding,
)
from spoorboek.apps.interventions.measure_models import (
    Closure,
    Measure,
    PenaltyOrder,
    PoliceReport,
    Seizure,
)
from spoorboek.apps.interventions.place_models import PlaceJudgement
from spoorboek.apps.interventions.remedy_models import MeasureRemedy

__all__ = [
    "Activity",
    "AreaDecision",
    "AreaTerm",
    "Asset",
    "AssetStep",
    "Closure",
    "CollectionStep",
    "Deployment",
    "DesignatedArea",
    "EstablishmentCheck",
    "Forfeiture",
    "InspectedBusiness",
    "InspectionDay",
    "InspectionParticipant",
    "Measure",
    "MeasureDecision",
    "MeasureRemedy",
    "PenaltyOrder",
    "PlaceJudgement",
    "PoliceReport",
    "Seizure",
    "VisitFinding",
]
