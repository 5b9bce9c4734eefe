"""``spoorboek digest``: what waits for whom, in numbers only."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests.apps.registers.register_factories import a_case, a_signal
from tests.cli.conftest import Run

from spoorboek.apps.accounts.mail_words import get_mail_words
from spoorboek.apps.audit.models import Event
from spoorboek.apps.cases.models import CaseAction
from spoorboek.apps.interventions.models import Closure, Measure
from spoorboek.apps.people.models import Person
from spoorboek.cli.exit_codes import ExitCode

pytestmark = pytest.mark.usefixtures("people")


def give_address(username: str) -> Person:
    # The demo people have an address each; here one of them has.
    Person.objects.update(email="")
    person = Person.objects.get(username=username)
    person.email = f"{username}@example.org"
    person.save()
    return person


def test_digest_says_how_much_waits_and_where_and_nothing_about_what(run: Run) -> None:
    leader = give_address("regisseur")
    a_signal("S-2023-0001", summary="Verzonnen geheim", place="Verzonnen kade")
    case = a_case("C-2023-0001", owner=leader, place="Verzonnen plein")
    due = {"due_on": timezone.localdate() - timedelta(days=1), "entered_at": timezone.now()}
    CaseAction.objects.create(case=case, text="Bel Verzonnen persoon", assignee=leader, **due)
    CaseAction.objects.create(case=case, text="Gedaan", assignee=leader, done_on=due["due_on"], **due)
    said = run("--as", "beheerder", "digest", "--address", "https://spoorboek.example.org/", "--json")
    assert (said.code, said.data) == (ExitCode.OK, {"sent": 1})
    (message,) = mail.outbox
    assert message.to == ["regisseur@example.org"]
    assert "1 signaal wacht op een weging\n  https://spoorboek.example.org/signalen/" in message.body
    assert "1 actie voor uiterlijk deze week\n  https://spoorboek.example.org/agenda/" in message.body
    whole = f"{message.subject} {message.body}".casefold()
    assert not [word for word in ("verzonnen", "0001", "kade", "bel ", leader.username) if word in whole]
    assert Event.objects.order_by("-sequence")[0].details == {"count": 1}


def test_digest_is_written_in_the_language_in_which_its_reader_chose_to_read(run: Run) -> None:
    reader = give_address("regisseur")
    a_signal()
    client = Client()
    client.force_login(reader, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post("/taal/", {"language": "xx", "next": "/"}).status_code == 302
    assert Person.objects.get(pk=reader.pk).language == "nl"
    client.post("/taal/", {"language": "en", "next": "/"})
    assert run("--as", "beheerder", "digest", "--json").data == {"sent": 1}
    (message,) = mail.outbox
    assert message.subject == "Spoorboek: what waits for you"
    assert "1 signal waits to be weighed\n  http://localhost:8000/signalen/" in message.body
    assert not [word for word in ("wacht op", "Log in om", "Dit ") if word in message.body]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_line_of_a_digest_has_words_in_each_language(language: str) -> None:
    words, dutch = get_mail_words(language), get_mail_words("nl")
    assert words.waiting.keys() == dutch.waiting.keys()
    for kind in words.waiting:
        one, more = words.say_waiting(kind, 1), words.say_waiting(kind, 2)
        assert one.startswith("1 ") and more.startswith("2 ") and one[2:] != more[2:]
        assert (words is dutch) is (one == dutch.say_waiting(kind, 1))


def test_demo_people_have_addresses_and_who_acts_on_terms_hears_how_many_end(run: Run) -> None:
    ending = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    begun, kept = ending - timedelta(days=30), {"entered_at": timezone.now()}
    measure = Measure.objects.create(number="M-2024-0009", kind="closure", taken_on=begun, **kept)
    Closure.objects.create(
        number="SL-2024-0009",
        measure=measure,
        premises="Drugspand",
        closed_from=begun,
        closed_until=ending,
        **kept,
    )
    assert run("--as", "beheerder", "digest").code is ExitCode.OK
    sent = {message.to[0]: message.body for message in mail.outbox}
    assert set(sent) == {"jurist@example.nl", "regisseur@example.nl"}
    line = "1 wettelijke of afgesproken termijn loopt deze week af\n  http://localhost:8000/agenda/"
    assert line in sent["jurist@example.nl"]
    assert not [body for body in sent.values() if "0009" in body or "drugs" in body.casefold()]


def test_nobody_gets_a_digest_of_nothing_and_nobody_without_a_role_gets_one(run: Run) -> None:
    give_address("inspecteur")
    Person.objects.create(username="zonder-rol", email="zonder-rol@example.org", is_invented=True)
    a_signal()
    assert run("--as", "beheerder", "digest").out == "0 berichten gemaakt.\n"
    assert mail.outbox == []


@pytest.mark.parametrize("who", ["regisseur", "raadslid", ""])
def test_only_who_manages_people_sends_digests(run: Run, who: str) -> None:
    give_address("regisseur")
    a_signal()
    assert run(*(["--as", who] if who else []), "digest").code is ExitCode.NOT_PERMITTED
    assert mail.outbox == []
