"""What was written wrongly in a case is changed or struck through, with the reason, and stays readable."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.web.conftest import ClientOf

from spoorboek.apps.cases.models import CaseAction, CaseDecision, CaseParty, Participation
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db
NEW = {"kind": "undermining", "title": "Verzonnen loods", "theme": "ondermijning", "level": "audited"}


@pytest.fixture
def case(leads: Client) -> str:
    """A case with a decision, an action and somebody who takes part; return its address."""
    address = str(leads.post("/casussen/nieuw/", {**NEW, "opened_on": "2024-03-14"}).url)
    leads.post(f"{address}nieuw/actie/", {"text": "Buren bellen", "who": "partner", "due_on": "2024-04-01"})
    leads.post(f"{address}nieuw/besluit/", {"text": "Boxen sluiten", "decided_on": "2024-03-15"})
    leads.post(f"{address}nieuw/deelnemer/", {"name": "Verzonnen Wonen"})
    return address


def test_action_goes_to_another_for_another_day_and_back_to_open(leads: Client, case: str) -> None:
    old = CaseAction.objects.get()
    leads.post(f"{case}actie/{old.pk}/")
    mend = f"{case}wijzigen/actie/{old.pk}/"
    page = leads.get(mend).content.decode()
    assert 'value="Buren bellen"' in page and 'value="2024-04-01"' in page and "checked" in page
    said = {"text": "Buren bezoeken", "who": "kernteamlid", "due_on": "2024-05-01"}
    assert "reason" in leads.post(mend, said).context["form"].errors
    assert leads.post(mend, {**said, "reason": "niet thuis"}).status_code == 302
    new = CaseAction.objects.get(is_struck=False)
    assert (new.text, new.done_on, str(new.due_on)) == ("Buren bezoeken", None, "2024-05-01")
    page = leads.get(case).content.decode()
    assert "<s>Buren bellen</s>" in page and "niet thuis" in page
    # The page that somebody else still had open changes nothing twice.
    assert leads.post(mend, {**said, "reason": "niet thuis"}).status_code == 404
    assert CaseAction.objects.count() == 2


def test_decision_and_party_are_changed_or_struck(leads: Client, case: str) -> None:
    decision, party = CaseDecision.objects.get(), CaseParty.objects.get()
    said = {"text": "Boxen bezoeken", "decided_on": "2024-03-15", "reason": "verkeerd gehoord"}
    leads.post(f"{case}wijzigen/besluit/{decision.pk}/", said)
    new = CaseDecision.objects.get(is_struck=False)
    assert (new.text, new.group) == ("Boxen bezoeken", decision.group)
    said = {"name": "Verzonnen Wonen", "reason": "doet niet mee", "strikes": "on"}
    leads.post(f"{case}wijzigen/deelnemer/{party.pk}/", said)
    assert not CaseParty.objects.filter(is_struck=False).exists()
    page = leads.get(case).content.decode()
    assert "<s>Boxen sluiten</s>" in page and "<s>Verzonnen Wonen</s>" in page
    assert "Gewijzigd of doorgehaald (2)" in page.replace("</summary>", "")


def test_action_given_to_the_wrong_one_is_no_longer_theirs(
    leads: Client, case: str, client_of: ClientOf
) -> None:
    partner = client_of(Role.PARTNER)
    partner.post("/casussen/", {"purpose": "onze acties"})
    leads.post(f"{case}nieuw/actie/", {"text": "Geheim plan", "who": "partner"})
    leads.post(f"{case}uitnodigen/", {"username": "partner", "rule": "invited", "reason": "partner doet mee"})
    assert "Geheim plan" in partner.get(case).content.decode()
    action = CaseAction.objects.get(text="Geheim plan")
    mend = f"{case}wijzigen/actie/{action.pk}/"
    assert partner.get(mend).status_code == 404
    leads.post(mend, {"text": "Geheim plan", "reason": "verkeerde persoon", "strikes": "on"})
    page = partner.get(case).content.decode()
    assert "Geheim plan" not in page and "verkeerde persoon" not in page
    assert "Geheim plan" not in partner.get("/casussen/?zoek=geheim&teksten=on").content.decode()


def test_nobody_is_let_in_to_what_their_role_never_shows(
    leads: Client, case: str, client_of: ClientOf
) -> None:
    for role in (Role.COUNCIL_MEMBER, Role.PARTNER):
        client_of(role)
    said = {"rule": "invited", "groups": ["base"], "reason": "doet mee"}

    def invite(username: str) -> str:
        answer = leads.post(f"{case}uitnodigen/", {**said, "username": username}, follow=True)
        return str(answer.content.decode())

    assert "geen rol waarmee casussen te zien zijn" in invite("raadslid")
    assert "partner ziet nu dit deel" in invite("partner")
    assert Participation.objects.count() == 1
