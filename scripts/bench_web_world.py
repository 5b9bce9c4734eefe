"""The city that ``bench_web.py`` measures: thousands of invented cases, and people who are logged in."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import django

django.setup()

from bench_web import PEOPLE, Work  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402 - Django must know its settings first
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from spoorboek.apps.cases.kinds import list_kinds  # noqa: E402
from spoorboek.apps.cases.models import Case, CaseText, Participation  # noqa: E402
from spoorboek.apps.letters.models import Letter, Publication, PublishedFigure  # noqa: E402
from spoorboek.apps.people.models import Person  # noqa: E402
from spoorboek.rules.case_access import CaseLevel, CaseRule  # noqa: E402

SEED = 20250224
AT = datetime(2025, 2, 24, 9, 30, tzinfo=UTC)
FIRST_DAY, DAYS = date(2015, 1, 1), 3600
PLACES = ("Havenkade", "Stationsplein", "Parkweg", "Industrieweg", "Marktstraat", "Singel")
LEVELS = tuple(CaseLevel)
_BATCH = 2000


def fill_city(count: int) -> str:
    """Write invented cases of every kind and level, each with an owner and guests; return one's number."""
    rng = random.Random(SEED)  # noqa: S311 - an example, no secret
    people = list(get_user_model().objects.filter(username__in=PEOPLE).order_by("username"))
    kinds = list(list_kinds())
    for begin in range(0, count, _BATCH):
        rows = [_make_case(rng, place, kinds, people) for place in range(begin, min(begin + _BATCH, count))]
        cases = Case.objects.bulk_create(rows)
        Participation.objects.bulk_create(
            Participation(case=case, person=person, rule=CaseRule.TEAM.value, groups=" base content ")
            for case in cases
            for person in rng.sample(people, rng.choice((0, 1, 1, 2)))
        )
        CaseText.objects.bulk_create(
            CaseText(case=case, section="situation", body=f"Verzonnen: {case.title}", entered_at=AT)
            for case in cases
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    leader = next(person for person in people if person.username == "regisseur")
    found = Case.objects.filter(owner=leader, closed_on=None).order_by("pk").last()
    assert found is not None
    return found.number


def _make_case(rng: random.Random, place: int, kinds: list[str], people: list[Person]) -> Case:
    opened = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    closed = opened + timedelta(days=rng.randrange(20, 400)) if rng.random() < 0.8 else None
    street = rng.choice(PLACES)
    return Case(
        number=f"C-{opened.year}-{place:06d}",
        kind=rng.choice(kinds),
        title=f"Verzonnen casus {place} {street}",
        theme="ondermijning",
        place=f"{street} {rng.randrange(1, 200)}",
        opened_on=opened,
        closed_on=closed,
        status="closed" if closed else "open",
        level=rng.choice(LEVELS).value,
        owner=rng.choice(people),
        invented=True,
        entered_at=AT,
    )


def fill_letters(count: int) -> None:
    """Publish copies of the published letters of the example until there are ``count``, a week apart."""
    originals = list(Publication.objects.select_related("letter", "revision").order_by("pk"))
    for place in range(Letter.objects.count(), count):
        model = originals[place % len(originals)]
        letter, revision, figures = model.letter, model.revision, list(model.figures.all())
        letter.pk, letter.slug = None, f"{letter.slug}-{place}"
        letter.title, letter.dated_on = f"{letter.title} ({place})", letter.dated_on - timedelta(weeks=place)
        letter.save()
        revision.pk, revision.letter = None, letter
        revision.save()
        publication = Publication.objects.get(pk=model.pk)
        publication.pk, publication.letter, publication.revision = None, letter, revision
        publication.save()
        for figure in figures:
            figure.pk, figure.publication = None, publication
        PublishedFigure.objects.bulk_create(figures)
        originals = list(
            Publication.objects.select_related("letter", "revision").order_by("pk")[: len(originals)]
        )


PLAN = "integraal-veiligheidsplan-2023-2026"
LETTER = "uitvoeringsplan-ondermijning-2023-2024"
FIGURE = "mma-reports"


def list_work(number: str) -> tuple[Work, ...]:
    """Return what is measured; ``number`` is a case that the first of the people leads."""
    return (
        Work("start page", "/"),
        Work("registrations", "/registraties/"),
        Work("list of signals", "/registraties/signalen/"),
        Work("list of measures", "/registraties/maatregelen/"),
        Work("agenda", "/agenda/"),
        Work("plans", "/plan/"),
        Work("one plan", f"/plan/{PLAN}/"),
        Work("promised against reported", f"/plan/{PLAN}/beloften/"),
        Work("commitments", f"/plan/{PLAN}/toezeggingen/"),
        Work("figures", "/cijfers/"),
        Work("one figure", f"/cijfers/{FIGURE}/"),
        Work("passport", f"/cijfers/{FIGURE}/2024/GM0505/"),
        Work("letters", "/brieven/"),
        Work("published letter", f"/brieven/{LETTER}/"),
        Work("public page", "/openbaar/"),
        Work("factsheet of an area", "/openbaar/factsheets/gebied/GM0505/"),
        Work("list of 25 cases", "/casussen/"),
        Work("list, tenth page", "/casussen/?pagina=10"),
        Work("list, one kind and open", "/casussen/?soort=undermining&status=open"),
        Work("one case", f"/casussen/{number}/"),
        Work("search by number", f"/zoeken/?q={number}"),
        Work("search by words", "/zoeken/?q=Havenkade"),
        Work("search by a rare word", "/zoeken/?q=Verzonnen+1999"),
        Work("list of cases by words", "/casussen/?zoek=Havenkade"),
        Work(
            "save a decision",
            f"/casussen/{number}/nieuw/besluit/",
            {"text": "Verzonnen besluit UNIQUE", "decided_on": AT.date().isoformat()},
        ),
    )


def open_sessions(usernames: tuple[str, ...]) -> dict[str, str]:
    """Log people in, past the second step, and return their session by name."""
    return {name: _log_in(name).cookies["sessionid"].value for name in usernames}


def count_queries(path: str, form: dict[str, str] | None) -> int:
    """Return how many queries a page asks for, for the first of the people; raise when it does not work."""
    client = _log_in(PEOPLE[0])
    if form is None:
        # What was worked out before is remembered until something changes: the second time counts.
        client.get(path)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path) if form is None else client.post(path, form)
    if answer.status_code not in {200, 302, 303}:
        raise RuntimeError(f"{path} answers {answer.status_code}")
    return len(asked)


def _log_in(username: str) -> Client:
    client = Client(SERVER_NAME="localhost")
    user = get_user_model().objects.get(username=username)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    # What they said they look for: each page of cases asks it once in a session.
    session = client.session
    session["purpose:cases"] = session["purpose:signals"] = "meten"
    session.save()
    return client
