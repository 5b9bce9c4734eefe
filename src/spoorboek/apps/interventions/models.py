"""What was done about it, one module per family of registers."""

from spoorboek.apps.interventions.activity_models import Activity
from spoorboek.apps.interventions.camera_models import Asset, Deployment, DesignatedArea
from spoorboek.apps.interventions.inspection_models import (
    EstablishmentCheck,
    InspectedBusiness,
    InspectionDay,
    InspectionParticipant,
)
from spoorboek.apps.interventions.measure_models import (
    Closure,
    Measure,
    PenaltyOrder,
    PoliceReport,
    Seizure,
)

__all__ = [
    "Activity",
    "Asset",
    "Closure",
    "Deployment",
    "DesignatedArea",
    "EstablishmentCheck",
    "InspectedBusiness",
    "InspectionDay",
    "InspectionParticipant",
    "Measure",
    "PenaltyOrder",
    "PoliceReport",
    "Seizure",
]
