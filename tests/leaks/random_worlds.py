"""Random worlds in which the access object and the oracle must agree.

As many as asked for: ``python -m pytest tests/leaks/test_leak_random_worlds.py --leak-worlds 10000``.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.apps import apps
from django.db import models, transaction
from tests.leaks.case_oracle import Told as ToldOfCases
from tests.leaks.case_oracle import sees
from tests.leaks.case_worlds import MOMENTS, OF_CASES, make_cases
from tests.leaks.oracle import (
    ACTIVITIES,
    APPROVERS,
    FIGURES,
    INSPECTIONS,
    MEASURES,
    OFFICE,
    SIGNALS,
    SOURCES,
    Audience,
)

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.models import Guarded
from spoorboek.apps.access.viewer import Viewer
from spoorboek.rules.roles import Role

AT = datetime(2024, 1, 1, tzinfo=UTC)
PEOPLE = 4
PLAN_PARTS = (
    "approach theme pillar goal partner budgetsource planarea announcedplan promise action versiondecision"
)
MEASURE_MODELS = (
    "policereport measure closure penaltyorder seizure measuredecision forfeiture measureremedy "
    "placejudgement collectionstep"
)
INSPECTION_MODELS = "inspectionday inspectionparticipant inspectedbusiness visitfinding establishmentcheck"
ACTIVITY_MODELS = "activity deployment asset assetstep designatedarea areadecision areaterm"
BY_ROLE: dict[str, Audience] = {
    **dict.fromkeys(["intake.signal"], SIGNALS),
    "exchange.keptmapping": frozenset(),
    "intake.sourceenquiry": SIGNALS | frozenset({"privacyfunctionaris"}),
    **{f"interventions.{name}": MEASURES for name in MEASURE_MODELS.split()},
    **{f"interventions.{name}": INSPECTIONS for name in INSPECTION_MODELS.split()},
    **{f"interventions.{name}": ACTIVITIES for name in ACTIVITY_MODELS.split()},
    **{f"hotspots.{name}": OFFICE for name in ("incidentset", "hotspotanalysis")},
    **{f"sources.{name}": SOURCES for name in ("source", "importmapping", "snapshot", "revocation")},
    **{f"indicators.{name}": FIGURES for name in ("indicatordefinition", "tablespecification")},
}
"""Models that exist for roles alone."""
BY_VERSION = frozenset(f"plans.{name}" for name in PLAN_PARTS.split())
BY_PLAN = frozenset({"plans.commitment", "plans.plandecision", "plans.delivery"})
BY_ITSELF = frozenset(
    {
        "plans.safetyplan",
        "plans.planversion",
        "letters.letter",
        "letter_audits.letteraudit",
        "intake.signaltext",
    }
)
KNOWN = frozenset(BY_ROLE) | BY_VERSION | BY_PLAN | BY_ITSELF | OF_CASES
_SAID: dict[str, dict[str, Any]] = {"interventions.policereport": {"subject": "other"}}
_NUMBERS = itertools.count()
_FATES: tuple[tuple[str, ...], ...] = (
    (),
    ("draft",),
    ("adopted",),
    ("adopted", "draft"),
    ("superseded", "adopted"),
    ("withdrawn",),
)
Rows = dict[Any, list[Any]]
ActingAs = Callable[[frozenset[str], datetime], frozenset[str]]
_PUBLIC_LETTERS = frozenset({"published", "corrected", "retracted"})


@dataclass
class Told:
    """What was told of each row when it was made: for whom it is, beside what the database keeps.

    ``is_public``: adopted once or published. ``people``: who leads, is invited or may read, by number.
    """

    rows: dict[tuple[str, int], tuple[bool, frozenset[int]]] = field(default_factory=dict)
    of_cases: dict[tuple[str, int], ToldOfCases] = field(default_factory=dict)

    def tell_of_case(self, row: models.Model, told: ToldOfCases) -> None:
        """Keep what is so of a case, of something in it, or of a meeting."""
        self.of_cases[row._meta.label_lower, row.pk] = told
        self.tell(row)

    def tell(
        self, row: models.Model, *, is_public: bool = False, people: frozenset[int] = frozenset()
    ) -> Any:
        """Keep what is so of a row, and return the row."""
        self.rows[row._meta.label_lower, row.pk] = (is_public, people)
        return row

    def keys_of(self, model: type[models.Model]) -> list[int]:
        """Return the keys of the rows of a model of which something was told."""
        return [key for label, key in self.rows if label == model._meta.label_lower]


def list_guarded() -> list[type[Guarded]]:
    """Return every model that not everybody may see."""
    return [model for model in apps.get_models() if issubclass(model, Guarded)]


def exists_for(
    told: Told, row: models.Model, person: int | None, roles: frozenset[str], moment: datetime
) -> bool:
    """Tell by the oracle whether a row exists for the person with this number and these roles."""
    label = row._meta.label_lower
    is_public, people = told.rows.get((label, row.pk), (False, frozenset()))
    if label in BY_ROLE:
        return bool(roles & set(BY_ROLE[label]))
    if label in OF_CASES:
        return sees(told.of_cases[label, row.pk], person, roles, moment)
    if label == "intake.signaltext":
        return bool(roles & set(SIGNALS)) and person in people
    if label == "letter_audits.letteraudit":
        return bool(roles & set(APPROVERS)) or person in people
    return is_public or bool(roles & set(OFFICE))


def as_they_are(roles: frozenset[str], moment: datetime) -> frozenset[str]:
    """Return the roles by whose rights somebody looks: their own, where no municipality changed them."""
    return roles


def check_world(
    seed: int, acting_as: ActingAs = as_they_are, worn: Callable[[str], str] = lambda role: role
) -> int:
    """Make one random world and compare; return how many rows were compared. Nothing of it stays.

    ``acting_as``: by the rights of which roles somebody looks at that moment, as the rules of ours have them.
    ``worn``: under which word they have each role.
    """
    rng = random.Random(seed)
    count = 0
    with transaction.atomic():
        keys = _make_people(rng)
        told = _make(rng, keys)
        rows = {
            model: list(model._default_manager.filter(pk__in=told.keys_of(model)))
            for model in {apps.get_model(label) for label, _ in told.rows}
        }
        for person, roles in _list_viewers(rng):
            key = str(keys[person]) if person is not None else ""
            roles_of = frozenset(Role(worn(role)) for role in roles)
            viewer = Viewer(key, "verzonnen", roles_of, at=rng.choice(MOMENTS))
            rights = acting_as(roles, viewer.moment)
            count += _compare(told, rows, viewer, person, rights, seed)
        transaction.set_rollback(True)
    return count


def _compare(
    told: Told, kept: Rows, viewer: Viewer, person: int | None, roles: frozenset[str], seed: int
) -> int:
    access = Access(viewer)
    for model, rows in kept.items():
        expected = sorted(row.pk for row in rows if exists_for(told, row, person, roles, viewer.moment))
        known = model._default_manager.filter(pk__in=told.keys_of(model))
        listed = sorted(access.filter(known).values_list("pk", flat=True))
        allowed = sorted(row.pk for row in rows if access.is_allowed(row))
        about = f"world {seed}, {model.__name__}, person {person}, {sorted(roles)}"
        assert listed == expected, f"filter in {about}"
        assert allowed == expected, f"is_allowed in {about}"
    return len(told.rows)


def _list_viewers(rng: random.Random) -> Iterator[tuple[int | None, frozenset[str]]]:
    words = [role.value for role in Role]
    for _ in range(2):
        yield rng.choice([None, *range(PEOPLE)]), frozenset(rng.sample(words, rng.choice([0, 1, 1, 1, 2])))


def _make_people(rng: random.Random) -> list[int]:
    person = apps.get_model("people", "person")
    return [person._default_manager.create(username=f"wereld-{number}").pk for number in range(PEOPLE)]


def _make(rng: random.Random, keys: list[int]) -> Told:
    told = Told()
    _make_cases(rng, told, keys)
    plans = _make_plans(rng, told)
    _make_letters(rng, told, keys, plans)
    _make_audits(rng, told, keys)
    for label in rng.sample(sorted(set(BY_ROLE) - {"intake.signal"}), 3):
        told.tell(_make_row(apps.get_model(label)))
    return told


def _make_cases(rng: random.Random, told: Told, keys: list[int]) -> None:
    signal, text = (apps.get_model(label) for label in ("intake.signal", "intake.signaltext"))
    for number in range(rng.randint(0, 3)):
        made = told.tell(_make_row(signal, number=f"W-{number}", channel="politie", status="received"))
        readers = _some(rng)
        kept = text._default_manager.create(signal=made, text="verzonnen")
        kept.readers.set([keys[one] for one in readers])
        told.tell(kept, people=readers)
    make_cases(rng, keys, _make_row, told.tell_of_case)


def _make_plans(rng: random.Random, told: Told) -> list[Any]:
    plan, decision = apps.get_model("plans", "safetyplan"), apps.get_model("plans", "versiondecision")
    version = apps.get_model("plans", "planversion")
    found: list[Any] = []
    for number in range(rng.randint(1, 3)):
        parent = rng.choice([None, *found])
        days = {"first_on": date(2023, 1, 1), "last_on": date(2026, 12, 31)}
        made = _make_row(
            plan,
            slug=f"wereld-{number}",
            parent=parent if not parent or not parent.parent_id else None,
            **days,
        )
        fates = rng.choice(
            [[], ["draft"], ["adopted"], ["adopted", "draft"], ["superseded", "adopted"], ["withdrawn"]]
        )
        was_public = any(fate != "draft" for fate in fates)
        for place, fate in enumerate(fates, start=1):
            row = _make_row(
                version, plan=made, number=place, status="draft", reason="" if place == 1 else "x"
            )
            for name in rng.sample(PLAN_PARTS.split()[:-1], 1):
                told.tell(_make_row(apps.get_model("plans", name), version=row), is_public=fate != "draft")
            if fate != "draft":
                told.tell(_make_row(decision, version=row, kind="adoption"), is_public=True)
                _move(row, "adopted")
            if fate == "withdrawn":
                told.tell(_make_row(decision, version=row, kind="withdrawal"), is_public=True)
            if fate not in {"draft", "adopted"}:
                _move(row, fate)
            told.tell(row, is_public=fate != "draft")
        for label in rng.sample(sorted(BY_PLAN), 1):
            said = {"discharged_by": "", "discharged_on": None} if label == "plans.commitment" else {}
            told.tell(_make_row(apps.get_model(label), plan=made, **said), is_public=was_public)
        found.append(told.tell(made, is_public=was_public))
    return found


def _move(version: Any, status: str) -> None:
    version.status = status
    version.save(update_fields=["status"])


def _make_letters(rng: random.Random, told: Told, keys: list[int], plans: list[Any]) -> None:
    letter = apps.get_model("letters", "letter")
    kind = _make_row(apps.get_model("letters", "lettertype"))
    statuses = [value for value, _ in letter._meta.get_field("status").choices]
    for number in range(rng.randint(0, 3)):
        said = {"slug": f"wereld-{number}", "status": rng.choice(statuses), "corrects": None}
        row = _make_row(letter, letter_type=kind, plan=rng.choice([None, *plans]), author_id=keys[0], **said)
        told.tell(row, is_public=row.status in _PUBLIC_LETTERS)


def _make_audits(rng: random.Random, told: Told, keys: list[int]) -> None:
    audit = apps.get_model("letter_audits", "letteraudit")
    for number in range(rng.randint(0, 2)):
        uploader = rng.randrange(PEOPLE)
        said = {"code": f"wereld-{number}", "plan": None, "uploader_id": keys[uploader]}
        told.tell(_make_row(audit, **said), people=frozenset({uploader}))


def _some(rng: random.Random) -> frozenset[int]:
    return frozenset(rng.sample(range(PEOPLE), rng.choice([0, 1, 1, 2])))


def _make_row(model: type[models.Model], **said: Any) -> Any:
    """Make a row with something plain in each field that must have something; what it names is made too."""
    said = {**_SAID.get(model._meta.label_lower, {}), **said}
    for each in model._meta.concrete_fields:
        if each.name in said or each.attname in said or each.primary_key or each.has_default():
            continue
        if each.is_relation and not each.null:
            said[each.name] = _make_row(each.related_model)
        elif not each.null:
            said[each.name] = _plain(each)
    return model._default_manager.create(**said)


def _plain(each: models.Field[Any, Any]) -> Any:
    if each.blank and isinstance(each, models.CharField | models.TextField):
        return ""
    if each.choices:
        return next(value for value, _ in each.flatchoices if value)
    if isinstance(each, models.DateTimeField):
        return AT
    if isinstance(each, models.DateField):
        return date(2023, 2, 1)
    if isinstance(each, models.BooleanField):
        return False
    if isinstance(each, models.IntegerField | models.DecimalField):
        return 1
    return {} if isinstance(each, models.JSONField) else f"x{next(_NUMBERS)}"
