"""One promise in words: what was promised, what came of it, what can be seen of it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from spoorboek.apps.accounts.queries import CommitmentAccount, PromiseAccount, VisibleBand
from spoorboek.apps.letters.building import passport_address
from spoorboek.apps.plans.queries import PlanRow
from spoorboek.figures.dutch_numbers import format_number, format_share
from spoorboek.figures.values import is_number
from spoorboek.rules.commitments import CommitmentState
from spoorboek.rules.promise_accounts import PromiseState
from spoorboek.rules.promise_forecasts import NoForecast, PromiseForecast
from spoorboek.rules.promises import CountPromise, MilestonePromise, Promise, StandingPromise
from spoorboek.web.dates import format_date, format_period
from spoorboek.web.phrasebook import Content, heard, say
from spoorboek.web.register_tables import ShownFact

SIGNS = {
    PromiseState.ON_COURSE.value: "ok",
    PromiseState.MET.value: "ok",
    PromiseState.BEHIND.value: "unknown",
    PromiseState.MISSED.value: "wrong",
    PromiseState.NOT_MEASURABLE.value: "absent",
    PromiseState.NOT_REPORTED.value: "absent",
    CommitmentState.KEPT.value: "ok",
    CommitmentState.KEPT_LATE.value: "note",
    CommitmentState.OPEN.value: "note",
    CommitmentState.OVERDUE.value: "wrong",
}


def sign_of(account: PromiseAccount) -> str:
    """Return the sign beside the words of the state; what is no state of ours is a remark."""
    return SIGNS.get(account.state_words, "note")


def describe_deadline(promise: Promise, account: PromiseAccount) -> str:
    """Return until when there is time."""
    if isinstance(promise, MilestonePromise):
        return format_date(promise.due_on)
    if isinstance(promise, StandingPromise):
        return _("doorlopend")
    return format_date(account.period.last)


def describe_visible(band: VisibleBand | None) -> str:
    """Return when a next count would stand out from chance."""
    if band is None:
        return ""
    high = format_number(band.high)
    if band.low is None:
        return _("pas bij %(high)s of meer") % {"high": high}
    return _("pas bij %(low)s of minder, of %(high)s of meer") % {
        "low": format_number(band.low),
        "high": high,
    }


def describe_promise(plan: PlanRow, account: PromiseAccount) -> list[ShownFact]:
    """Return what there is to say of one promise, in the order in which one asks."""
    promise, content = account.promise, plan.content
    partners = {each.code: each.title for each in content.partners}
    budgets = {each.code: each.title for each in content.budgets}
    goals = {each.code: each.title for each in content.goals}
    themes = {each.code: each.title for each in content.themes}
    facts = [
        ShownFact(_("Beloofd"), heard(account.target)),
        ShownFact(_("Periode"), format_period(account.period)),
        ShownFact(_("Uiterlijk"), describe_deadline(promise, account)),
        ShownFact(_("Gedaan tot nu"), heard(account.done), _passport_of(account)),
    ]
    if isinstance(promise, CountPromise) and promise.baseline:
        facts.append(ShownFact(_("Beginstand"), format_number(promise.baseline)))
    if account.progress is not None and is_number(account.progress):
        facts.append(ShownFact(_("Deel van de weg afgelegd"), format_share(account.progress)))
    facts += _list_forecast(account)
    if account.visible:
        facts.append(ShownFact(_("Verandering is te zien"), describe_visible(account.visible)))
    facts += _list_evidence(account)
    facts += [
        ShownFact(_("Eigenaar"), Content(promise.owner)),
        ShownFact(_("Samen met"), Content(", ".join(partners.get(code, code) for code in promise.partners))),
        ShownFact(_("Betaald uit"), Content(budgets.get(promise.budget, promise.budget))),
        ShownFact(_("Thema"), Content(themes.get(promise.theme, promise.theme))),
        ShownFact(_("Doel"), Content(goals.get(promise.goal, promise.goal))),
        ShownFact(_("Zo lezen wij het plan"), Content(promise.note)),
    ]
    return [fact for fact in facts if fact.text]


def _list_evidence(account: PromiseAccount) -> list[ShownFact]:
    """What must show a milestone, and what was given as proof of it."""
    promise, given = account.promise, account.delivery
    if not isinstance(promise, MilestonePromise):
        return []
    facts = [ShownFact(_("Wat het moet laten zien"), Content(promise.evidence))]
    if given is None:
        return [*facts, ShownFact(_("Bewijs"), _("nog geen bewijs vastgelegd"))]
    said = _("%(evidence)s, klaar op %(day)s")
    return [
        *facts,
        ShownFact(_("Bewijs"), said % {"evidence": given.evidence, "day": format_date(given.delivered_on)}),
    ]


def describe_commitment(account: CommitmentAccount) -> list[ShownFact]:
    """Return what there is to say of one commitment to the council."""
    said = account.commitment
    kept = reverse("letter", args=[said.discharged_by]) if account.letter_title else ""
    facts = [
        ShownFact(_("Toegezegd op"), format_date(said.made_on)),
        ShownFact(_("Zaaknummer"), said.made_in),
        ShownFact(_("Uiterlijk"), format_date(said.due_on) if said.due_on else _("zonder datum")),
        ShownFact(_("Stand"), say(capfirst(account.state_words))),
        ShownFact(_("Nagekomen met"), Content(account.letter_title), kept),
        ShownFact(_("Toelichting"), Content(said.note)),
    ]
    return [fact for fact in facts if fact.text]


def forecast_words(account: PromiseAccount) -> str:
    """Return what is expected, or nothing where nothing can be said beforehand."""
    return say(account.forecast.words) if isinstance(account.forecast, PromiseForecast) else ""


def _list_forecast(account: PromiseAccount) -> list[ShownFact]:
    found = account.forecast
    if found is None:
        return []
    if isinstance(found, NoForecast):
        return [ShownFact(_("Verwachting"), _("Geen: %(reason)s.") % {"reason": say(found.reason)})]
    said = f"{capfirst(say(found.words))}: {say(found.outlook)}."
    margin = _("Met 95% zekerheid, als het zo doorgaat; het seizoen telt niet mee.")
    if found.dispersion > 1:
        margin += " " + _("De maanden verschillen meer dan toeval: daarom is de marge ruimer.")
    return [ShownFact(_("Verwachting"), f"{said} {margin}")]


def _passport_of(account: PromiseAccount) -> str:
    return passport_address(account.figure_key) if account.figure_key else ""
