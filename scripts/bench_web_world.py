"""The city that ``bench_web.py`` measures: thousands of registrations, and people who are logged in."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402 - Django must know its settings first
from django.db import connection, models  # noqa: E402
from django.test import Client  # noqa: E402
from scripts.bench_web import Work  # noqa: E402
from scripts.page_walk import look, say_purpose, walk  # noqa: E402

from spoorboek.apps.access.registration import Registration  # noqa: E402
from spoorboek.apps.cases.kinds import list_kinds  # noqa: E402
from spoorboek.apps.cases.models import Case, CaseText, Participation  # noqa: E402
from spoorboek.apps.intake.models import Signal  # noqa: E402
from spoorboek.apps.interventions.activity_models import Activity  # noqa: E402
from spoorboek.apps.interventions.inspection_models import InspectedBusiness, InspectionDay  # noqa: E402
from spoorboek.apps.interventions.measure_models import Measure, PoliceReport  # noqa: E402
from spoorboek.apps.letters.models import Letter, Publication, PublishedFigure  # noqa: E402
from spoorboek.apps.people.models import Person  # noqa: E402
from spoorboek.rules.case_access import CaseLevel, CaseRule  # noqa: E402
from spoorboek.web.urls import urlpatterns  # noqa: E402

SEED = 20250224
AT = datetime(2025, 2, 24, 9, 30, tzinfo=UTC)
FIRST_DAY, DAYS = date(2015, 1, 1), 3600
PLACES = ("Havenkade", "Stationsplein", "Parkweg", "Industrieweg", "Marktstraat", "Singel")
LEVELS = tuple(CaseLevel)
PEOPLE = ("regisseur", "kernteamlid", "jurist", "partner")
"""Who lead cases and take part in them, and look at the same time: one who sees all, three who see a part."""
WALKERS = (*PEOPLE, "auteur", "inspecteur", "privacyfunctionaris", "gegevensbeheerder", "beheerder", "")
"""Who walk to every page, the last without logging in."""
_BATCH = 2000
_REGISTERS: tuple[tuple[type[Registration], int], ...] = (
    (Signal, 1),
    (PoliceReport, 10),
    (Measure, 10),
    (Activity, 10),
    (InspectionDay, 40),
    (InspectedBusiness, 10),
)
"""What is copied from the example until there is one for each so many cases."""


def fill_city(count: int) -> str:
    """Write invented registrations, each case with an owner and guests, as far as they are not there yet.

    Returns the number of a case that the first of the people leads.
    """
    rng = random.Random(SEED)  # noqa: S311 - an example, no secret
    people = list(get_user_model().objects.filter(username__in=PEOPLE).order_by("username"))
    kinds = list(list_kinds())
    for begin in range(Case.objects.count(), count, _BATCH):
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
    for model, cases_each in _REGISTERS:
        _fill_register(rng, model, count // cases_each)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    leader = next(person for person in people if person.username == PEOPLE[0])
    found = Case.objects.filter(owner=leader, closed_on=None).order_by("pk").last()
    assert found is not None
    return found.number


def _fill_register(rng: random.Random, model: type[Registration], count: int) -> None:
    """Copy what the example has, on other days, until there are ``count``."""
    present = model._default_manager.count()
    examples = list(model._default_manager.order_by("pk")[:200])
    days = list(InspectionDay.objects.values_list("pk", flat=True))
    for begin in range(present, count, _BATCH):
        rows = []
        for place in range(begin, min(begin + _BATCH, count)):
            row = model(
                **{f.attname: getattr(examples[place % len(examples)], f.attname) for f in model._meta.fields}
            )
            row.pk, row.number, row.invented = None, f"B-{place:06d}", True
            shift = timedelta(days=rng.randrange(DAYS) - DAYS // 2)
            for day in (f.name for f in model._meta.fields if type(f) is models.DateField):
                if (stands := getattr(row, day)) is not None:
                    setattr(row, day, min(stands + shift, AT.date()))
            if isinstance(row, InspectedBusiness):
                row.day_id, row.business = rng.choice(days), f"bedrijf-{place}"
            if isinstance(row, PoliceReport | Measure):
                row.premises = f"{rng.choice(PLACES)} {rng.randrange(1, 2000)}"
            rows.append(row)
        model._default_manager.bulk_create(rows)


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
    originals = list(Publication.objects.select_related("letter", "revision").order_by("pk")[:2])
    for place in range(Letter.objects.count(), count):
        publication = Publication.objects.select_related("letter", "revision").get(
            pk=originals[place % len(originals)].pk
        )
        letter, revision, figures = publication.letter, publication.revision, list(publication.figures.all())
        letter.pk, letter.slug = None, f"{letter.slug}-{place}"
        letter.title, letter.dated_on = f"{letter.title} ({place})", letter.dated_on - timedelta(weeks=place)
        letter.save()
        revision.pk, revision.letter = None, letter
        # Each letter is a text of its own, as in use: nothing that was read of one serves for another.
        revision.source += f"\n\nDit is verzonnen brief {chr(65 + place % 26)}{'a' * (place // 26)}.\n"
        revision.save()
        publication.pk, publication.letter, publication.revision = None, letter, revision
        manifest = json.loads(publication.manifest)
        about = {"slug": letter.slug, "title": letter.title, "dated_on": letter.dated_on.isoformat()}
        manifest["letter"] |= about
        publication.manifest = json.dumps(manifest)
        publication.manifest_digest = hashlib.sha256(publication.manifest.encode()).hexdigest()
        publication.save()
        for figure in figures:
            figure.pk, figure.publication = None, publication
        PublishedFigure.objects.bulk_create(figures)


PLAN = "integraal-veiligheidsplan-2023-2026"
FIGURE = "mma-reports"


def list_work(number: str, is_wanted: Callable[[str], bool]) -> Iterator[Work]:
    """Yield what people do all day, with its queries, as far as its name is wanted.

    ``number`` is a case that the first of the people leads.
    """
    day = AT.date().isoformat()
    decision = {"text": "Verzonnen besluit UNIQUE", "decided_on": day}
    signal = {"channel": "collega", "received_on": day, "summary": "Verzonnen UNIQUE", "theme": "drugs"}
    known = {
        "kijk": "1",
        "channel": "collega",
        "received_on": day,
        "place": "Havenkade 7",
        "theme": "drugs",
    }
    for name, path, form in (
        ("list of 25 cases", "/casussen/", None),
        ("list of cases, tenth page", "/casussen/?pagina=10", None),
        ("list of cases, one kind and open", "/casussen/?soort=undermining&status=open", None),
        ("list of cases by words", "/casussen/?zoek=Havenkade", None),
        ("one case", f"/casussen/{number}/", None),
        ("search by number", f"/zoeken/?q={number}", None),
        ("search by words", "/zoeken/?q=Havenkade", None),
        ("search by a rare word", "/zoeken/?q=Verzonnen+1999", None),
        ("save a decision", f"/casussen/{number}/nieuw/besluit/", decision),
        ("list of signals", "/signalen/", None),
        ("list of signals by words", "/signalen/?zoek=Havenkade", None),
        ("what is known here already", "/signalen/nieuw/", known),
        ("save a signal", "/signalen/nieuw/", signal),
        ("passport of a count", f"/cijfers/{FIGURE}/2024/GM0505/", None),
        ("promised against reported", f"/plan/{PLAN}/beloften/", None),
    ):
        if is_wanted(name):
            yield Work(name, path, form, _list_who_may(path), count_queries(path, form))


def _list_who_may(path: str) -> tuple[str, ...]:
    return tuple(name for name in PEOPLE if _log_in(name).get(path).status_code == HTTPStatus.OK)


def list_pages(is_wanted: Callable[[str], bool]) -> Iterator[Work]:
    """Yield every page that somebody can walk to, once, with who met it first and what it asked.

    The walk ends when no page is left of which the name is wanted; those without a key are looked at first.
    """
    names = {f"/{one.pattern}": one.name or f"/{one.pattern}" for one in urlpatterns}
    waiting = {name for name in names.values() if is_wanted(name)}
    plain = sorted((path for path in names if "<" not in path), key=lambda path: names[path] not in waiting)
    met: set[str] = set()
    for name in WALKERS:
        if not waiting:
            return
        for page in walk(_log_in(name), plain, met):
            if page.name in waiting:
                yield Work(page.name, page.path, None, (name,), page.queries)
            waiting.discard(page.name)
            if not waiting:
                return


def open_sessions(usernames: Iterable[str]) -> dict[str, str]:
    """Log people in, past the second step, and return their session by name; nobody has none."""
    return {name: _log_in(name).cookies["sessionid"].value if name else "" for name in usernames}


def count_queries(path: str, form: dict[str, str] | None) -> int:
    """Return how many queries a page asks for, for the first of the people; raise when it does not work."""
    client = _log_in(PEOPLE[0])
    if form is None:
        # What was worked out before is remembered until something changes: the second time counts.
        client.get(path)
    answer, count = look(client, path, form)
    is_saved = form is not None and "kijk" not in form
    if answer.status_code != (HTTPStatus.FOUND if is_saved else HTTPStatus.OK):
        raise RuntimeError(f"{path} answers {answer.status_code}")
    return count


def _log_in(username: str) -> Client:
    client = Client(SERVER_NAME="localhost")
    if username:
        user = get_user_model().objects.get(username=username)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        say_purpose(client, "meten")
    return client
