"""A case and the people who take part in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from spoorboek.apps.access.conditions import (
    Condition,
    HasWord,
    Holds,
    Lasts,
    Never,
    any_of,
    when,
)
from spoorboek.apps.access.day_orders import DayOrder, as_constraints, check_day_orders
from spoorboek.apps.access.listed_fields import ListedField
from spoorboek.apps.access.registration import Registration
from spoorboek.apps.access.related_conditions import SomeRow, SomeRowNaming
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.kinds import access_rules_on, check_kind_opens, list_kind_choices
from spoorboek.apps.intake.models import Signal, list_tips, person_keys
from spoorboek.rules.case_access import (
    BASE,
    KEEPERS,
    LEVEL_WORDS,
    OPENED_AT,
    RULE_WORDS,
    CaseLevel,
    CaseRule,
)
from spoorboek.rules.errors import RuleError
from spoorboek.rules.protocols.grounds import rests_on_tips_alone
from spoorboek.rules.register_lifecycles import CASE_LIFECYCLE, CaseStatus
from spoorboek.rules.roles import Permission

STATUS_CHOICES = [(status.value, CASE_LIFECYCLE.words[status]) for status in CaseStatus]
LEVEL_CHOICES = [(level.value, LEVEL_WORDS[level]) for level in CaseLevel]
_CASE_DAYS = (DayOrder("case_closed_after_opened", "opened_on", "closed_on", "de opening op"),)
OPEN = CaseStatus.OPEN.value
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""From when somebody takes part of whom no beginning was kept."""
_GRANTED = (CaseRule.TEAM, CaseRule.INVITED, CaseRule.MEETING, CaseRule.GLASS)
_GRANT_CHOICES = [(rule.value, RULE_WORDS[rule]) for rule in _GRANTED]


class Case(Registration):
    """One problem under coordination, from opening to closing.

    ``title`` names a place or a theme, never a person. A reopened case keeps its closing and goes on
    as a new case that ``follows`` it: what was once counted as closed stays closed then. ``version``
    goes up with every change, so that two people who change it at once are told.
    """

    kind = models.CharField("soort", max_length=32, choices=list_kind_choices)
    title = models.CharField("titel", max_length=200)
    theme = models.CharField("thema", max_length=60)
    place = models.CharField("plaats", max_length=120, blank=True)
    opened_on = models.DateField("geopend op", db_index=True)
    closed_on = models.DateField("afgesloten op", null=True, blank=True)
    status = models.CharField("status", max_length=16, choices=STATUS_CHOICES, default=OPEN)
    closing_reason = models.CharField("reden van afsluiten", max_length=300, blank=True)
    level = models.CharField("toegang", max_length=16, choices=LEVEL_CHOICES, default=CaseLevel.AUDITED.value)
    phase = models.CharField("fase", max_length=32, blank=True)
    complexity = ListedField("complexiteit", max_length=16, list_code="complexities", blank=True)
    version = models.PositiveIntegerField("versie", default=1)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="regisseur",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    follows = models.OneToOneField(
        "self",
        verbose_name="vervolg op",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="followed_by",
    )
    signals = models.ManyToManyField(Signal, verbose_name="signalen", blank=True, related_name="cases")

    class Meta:
        ordering = ("opened_on", "number")
        # All that a list narrows and counts by: of the many that it does not show only this is read.
        indexes = [
            models.Index(
                fields=("is_withdrawn", "opened_on", "id", "level", "owner", "kind", "status"),
                name="case_in_lists",
            ),
            # The map beside a list counts from this alone.
            models.Index(
                fields=("area_code", "opened_on", "id", "is_withdrawn", "level", "owner", "kind", "status"),
                name="case_by_area",
            ),
            # What comes in and goes out is counted from this alone.
            models.Index(fields=("kind", "is_withdrawn", "opened_on", "closed_on"), name="case_flow"),
        ]
        constraints = [
            models.CheckConstraint(name="case_status_known", condition=Q(status__in=[*dict(STATUS_CHOICES)])),
            models.CheckConstraint(name="case_level_known", condition=Q(level__in=[*dict(LEVEL_CHOICES)])),
            models.CheckConstraint(
                name="case_open_or_closed",
                condition=Q(status=OPEN, closed_on__isnull=True)
                | (~Q(status=OPEN) & Q(closed_on__isnull=False)),
            ),
            *as_constraints(_CASE_DAYS),
        ]

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """A case exists for whom one of the rules of its level opens its base fields."""
        return cls.opens(viewer, BASE)

    @classmethod
    def changeable_by(cls, viewer: Viewer) -> Condition:
        """A case is changed by who leads it, its team, and who coordinates it; not by its guests."""
        return cls._opened_through(tuple(rule for rule in CaseRule if rule in KEEPERS), viewer, BASE)

    @classmethod
    def opens(cls, viewer: Viewer, group: str) -> Condition:
        """Return the condition under which a group of fields of a case exists for ``viewer``."""
        return cls._opened_through(tuple(CaseRule), viewer, group)

    @classmethod
    def opens_parts(cls, viewer: Viewer) -> Condition:
        """Return the condition for something that is written in a case: as ``opens`` of its own ``group``.

        Asked for all groups of fields at once, so that a database looks at each case once.
        """
        known = access_rules_on(viewer.day)
        codes = tuple(group.code for group in known.groups)
        found: list[Condition] = []
        for rule in CaseRule:
            groups = tuple(code for code in codes if known.has(rule, code))
            at_level = _at_level(rule, "case__level")
            found.append(Holds("group", groups) & at_level & _standing(rule, viewer, "case__"))
        granted = any_of(
            _at_level(rules[0], "case__level") & _grants(rules, viewer) for rules in _alike_in_level(_GRANTED)
        )
        rows = granted & _taking_part(viewer)
        if not isinstance(rows, Never):
            found.append(SomeRowNaming("case", "participations", rows, "groups", "group", codes))
        return any_of(found)

    @classmethod
    def _opened_through(cls, rules: Sequence[CaseRule], viewer: Viewer, group: str) -> Condition:
        # Rules that open a case at the same levels are asked together: one look at who takes part. What the
        # case says itself comes first, so that a database need not look further for most.
        standing = [rule for rule in rules if rule not in _GRANTED]
        granted = [rule for rule in rules if rule in _GRANTED]
        return any_of(
            _at_level(same[0], "level") & _through(same, viewer, group)
            for same in (*_alike_in_level(standing), *_alike_in_level(granted))
        )

    def clean(self) -> None:
        """Say in words what the constraints say to the database."""
        if (self.status == OPEN) != (self.closed_on is None):
            raise ValidationError({"closed_on": "Een casus is open, of afgesloten op een dag."})
        check_day_orders(self, _CASE_DAYS)
        try:
            check_kind_opens(self.kind, self.opened_on)
        except RuleError as error:
            raise ValidationError({"kind": str(error)}) from error

    def check_links(self, links: Mapping[str, Sequence[int]]) -> None:
        """Keep a case from resting on anonymous tips alone, through whichever door it comes in."""
        keys = self.linked_keys(links, "signals")
        if keys and rests_on_tips_alone(list_tips(Signal.objects.filter(pk__in=keys))):
            raise ValidationError(
                {
                    "signals": "Deze casus rust alleen op anonieme meldingen. Weeg eerst een van de "
                    "signalen en schrijf daar op wat het nog meer ondersteunt."
                }
            )


class Participation(models.Model):
    """One person who takes part in one case: through which rule, for which groups, from when until when.

    ``groups`` holds codes between spaces. ``meeting_on`` is the day of the meeting for which somebody was
    invited. Taking part ends by setting ``ends_at``; a row is never deleted, so that who could see a case
    stays known.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=16, choices=_GRANT_CHOICES, default=CaseRule.INVITED.value)
    groups = models.CharField(max_length=200, default=f" {BASE} ")
    starts_at = models.DateTimeField(default=LONG_AGO)
    ends_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    given_by = models.CharField(max_length=64, blank=True)
    meeting_on = models.DateField(null=True, blank=True)
    meeting = models.ForeignKey("cases.Meeting", null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ("starts_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=("case", "person", "meeting_on"), name="invited_once_per_meeting")
        ]
        indexes = [
            models.Index(
                fields=("person", "rule", "starts_at", "ends_at", "groups", "case"),
                name="taking_part_by_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.rule}"


def _at_level(rule: CaseRule, path: str) -> Condition:
    """Return at which levels a rule opens a case; ``path`` leads to the level."""
    levels = tuple(level.value for level in CaseLevel if rule in OPENED_AT[level])
    return when(len(levels) == len(CaseLevel)) | Holds(path, levels)


def _alike_in_level(rules: Sequence[CaseRule]) -> list[list[CaseRule]]:
    """Return the rules that open a case at the same levels together."""
    found: dict[Condition, list[CaseRule]] = {}
    for rule in rules:
        found.setdefault(_at_level(rule, "level"), []).append(rule)
    return list(found.values())


def _through(rules: Sequence[CaseRule], viewer: Viewer, group: str) -> Condition:
    """Return what these rules ask of a case for this group of fields, at whatever level."""
    known = access_rules_on(viewer.day)
    found = [_standing(rule, viewer) for rule in rules if known.has(rule, group)]
    rows = _grants(rules, viewer) & HasWord("groups", group) & _taking_part(viewer)
    if not isinstance(rows, Never):
        found.append(SomeRow("participations", rows))
    return any_of(found)


def _standing(rule: CaseRule, viewer: Viewer, before: str = "") -> Condition:
    """Return what a rule asks of the case itself, where nobody has to be asked to take part.

    ``before``: the path that leads to the case.
    """
    if rule is CaseRule.OWNER and (keys := person_keys(viewer)):
        return Holds(f"{before}owner_id", keys)
    sees_all = rule is CaseRule.COORDINATOR and viewer.may(Permission.CASES_VIEW_ALL)
    return when(sees_all or (rule is CaseRule.WORKING and viewer.may(Permission.CASES_WRITE)))


def _grants(rules: Sequence[CaseRule], viewer: Viewer) -> Condition:
    """Return which rows of people who take part are there by one of these rules."""
    sees_all = viewer.may(Permission.CASES_VIEW_ALL)
    granted = tuple(r.value for r in rules if r in _GRANTED and (r is not CaseRule.GLASS or sees_all))
    return when(bool(granted)) & Holds("rule", granted)


def _taking_part(viewer: Viewer) -> Condition:
    """Return which rows say that the viewer takes part at this moment."""
    keys = person_keys(viewer)
    return when(bool(keys)) & Holds("person_id", keys) & Lasts("starts_at", "ends_at", viewer.moment)
