"""The parts of the page of one case, as words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.case_rows import CaseFile, ReferralRow, SeerRow
from spoorboek.apps.cases.kinds import list_group_choices
from spoorboek.rules.case_access import LEVEL_MEANINGS, LEVEL_WORDS, RULE_WORDS
from spoorboek.rules.referrals import REFERRAL_LIFECYCLE, ReferralStatus
from spoorboek.rules.register_lifecycles import CASE_LIFECYCLE
from spoorboek.web.dates import format_date, format_moment
from spoorboek.web.phrasebook import Content, say_word
from spoorboek.web.register_pages import find_registration_href
from spoorboek.web.register_tables import ShownFact

_SIGNS = {
    ReferralStatus.SENT: "note",
    ReferralStatus.ACCEPTED: "note",
    ReferralStatus.REFUSED: "wrong",
    ReferralStatus.DONE: "ok",
    ReferralStatus.REVOKED: "absent",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened in a case, for its time line."""

    on: date
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShownSeer:
    """Who sees a case, in words."""

    username: str
    rule: str
    groups: str
    until: str
    reason: str


@dataclass(frozen=True, slots=True)
class ShownReferral:
    """A referral, in words. ``href`` leads to its next step while there is one."""

    target: str
    sign: str
    status: str
    days: str
    reason: str
    answer: str
    href: str


def describe_case(viewer: Viewer, file: CaseFile) -> dict[str, object]:
    """Return the head of the page: facts, and words for status and level."""
    case, today = file.case, timezone.localdate()
    days = case.count_days(today)
    facts = [
        ShownFact(_("Geopend"), format_date(case.opened_on)),
        ShownFact(_("Afgesloten"), format_date(case.closed_on)) if case.closed_on else None,
        ShownFact(_("Duur"), ngettext("%(count)s dag", "%(count)s dagen", days) % {"count": days}),
        ShownFact(_("Leidt"), file.owner or "–"),
        ShownFact(_("Complexiteit"), case.complexity_title or "–"),
        ShownFact(_("Thema"), Content(case.theme)),
        ShownFact(_("Plaats"), Content(case.place) or "–"),
    ]
    return {
        "facts": [fact for fact in facts if fact is not None],
        "status_word": CASE_LIFECYCLE.words[case.status],
        "level_word": say_word(LEVEL_WORDS[case.level]),
        "level_meaning": LEVEL_MEANINGS[case.level],
        "signal_links": [(n, find_registration_href(viewer, "signals", n)) for n in file.signals],
    }


def list_moments(file: CaseFile) -> list[Moment]:
    """Return the time line of a case, newest first."""
    case = file.case
    moments = [Moment(case.opened_on, _("Casus geopend"))]
    if case.closed_on:
        moments.append(Moment(case.closed_on, _("Casus afgesloten"), case.closing_reason))
    for phase in file.phases:
        if phase.entered_on:
            moments.append(
                Moment(
                    phase.entered_on, _("Fase: %(title)s") % {"title": say_word(phase.title)}, phase.reason
                )
            )
    for each in file.referrals:
        target = each.target_title
        moments.append(Moment(each.sent_on, _("Verstuurd naar %(target)s") % {"target": target}))
        if each.status is not ReferralStatus.SENT:
            word = REFERRAL_LIFECYCLE.words[each.status]
            moments.append(Moment(each.stepped_on, f"{target}: {word}", each.answer))
    moments += [Moment(each.decided_on, _("Besluit"), each.text) for each in file.decisions]
    moments += [Moment(each.done_on, _("Actie gedaan"), each.text) for each in file.actions if each.done_on]
    return sorted(moments, key=attrgetter("on"), reverse=True)


def list_who_sees(file: CaseFile) -> list[ShownSeer]:
    """Return who sees this case by name, in words."""
    return show_seers(file.seers)


def show_seers(seers: Sequence[SeerRow]) -> list[ShownSeer]:
    """Return who sees a case, in words."""
    titles = dict(list_group_choices())
    return [
        ShownSeer(
            username=each.username,
            rule=RULE_WORDS[each.rule],
            groups=", ".join(titles.get(group, group) for group in each.groups),
            until=format_moment(timezone.localtime(each.ends_at)) if each.ends_at else "",
            reason=each.reason,
        )
        for each in seers
    ]


def list_referrals(file: CaseFile) -> list[ShownReferral]:
    """Return the referrals, in words."""
    return [_show_referral(each, may_step=file.may_change) for each in file.referrals]


def _show_referral(each: ReferralRow, *, may_step: bool) -> ShownReferral:
    days = [_("verstuurd op %(day)s") % {"day": format_date(each.sent_on)}]
    word = REFERRAL_LIFECYCLE.words[each.status]
    if each.status is not ReferralStatus.SENT:
        days.append(_("%(what)s op %(day)s") % {"what": word, "day": format_date(each.stepped_on)})
    if each.follow_up_on:
        days.append(_("opvolgen op %(day)s") % {"day": format_date(each.follow_up_on)})
    is_final = each.status in REFERRAL_LIFECYCLE.final
    return ShownReferral(
        target=each.target_title + (f" ({each.reference})" if each.reference else ""),
        sign=_SIGNS[each.status],
        status=word,
        days=capfirst(", ".join(days)) + ".",
        reason=each.reason,
        answer=each.answer,
        href="" if is_final or not may_step else reverse("casussen-step", args=[each.case, each.key]),
    )
