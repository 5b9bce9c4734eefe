"""What everybody may read: without cookies, kept by whoever reads it, and as data too."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.letter_world import DRAFT, EXECUTION, PLAN
from tests.web.addresses import PATTERNS, PLAIN_PAGES
from tests.web.conftest import PageClient

from spoorboek.web.doors import PUBLIC

ATOM = "{http://www.w3.org/2005/Atom}"
LETTER = f"/brieven/{EXECUTION}/"
OPEN = sorted(
    path
    for path, door in PLAIN_PAGES.items()
    if door == PUBLIC and not (PATTERNS[path].name or "").startswith(("account_", "mfa_"))
)
OF_ONE_THING = [
    LETTER,
    f"{LETTER}bestand/pdf/",
    f"{LETTER}bestand/cijfers/",
    f"{LETTER}bestand/kolommen/",
    f"/plan/{PLAN}/",
    f"/plan/{PLAN}/beloften/",
    f"/plan/{PLAN}/beloften-bestand/xlsx/",
    "/openbaar/factsheets/thema/ondermijning/",
    "/openbaar/factsheets/gebied/GM0505/",
]


@pytest.mark.parametrize("path", [*OPEN, *OF_ONE_THING])
def test_public_page_sets_no_cookie_and_is_not_sent_twice(page_of: PageClient, path: str) -> None:
    client = page_of("")
    answer = client.get(path)
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert "Cookie" in answer.headers["Vary"]
    again = client.get(path, headers={"if-none-match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", [LETTER, "/openbaar/", "/openbaar/catalogus.ttl"])
def test_page_of_somebody_who_is_logged_in_is_kept_by_nobody(page_of: PageClient, path: str) -> None:
    answer = page_of("auteur").get(path)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


def test_published_file_says_since_when_it_is_so(page_of: PageClient) -> None:
    client = page_of("")
    answer = client.get(f"{LETTER}bestand/manifest/")
    since = answer.headers["Last-Modified"]
    assert since == "Mon, 24 Feb 2025 09:00:00 GMT"
    again = client.get(f"{LETTER}bestand/manifest/", headers={"if-modified-since": since})
    assert again.status_code == 304


def test_language_is_chosen_without_a_token_and_then_kept_apart(page_of: PageClient) -> None:
    client = Client(enforce_csrf_checks=True)
    dutch = client.get("/openbaar/").headers["ETag"]
    assert client.post("/taal/", {"language": "en", "next": "/openbaar/"}).status_code == 302
    english = client.get("/openbaar/", headers={"if-none-match": dutch})
    assert english.status_code == 200
    assert 'lang="en"' in english.content.decode()


def test_feed_names_each_letter_the_same_wherever_the_site_stands(page_of: PageClient) -> None:
    client = page_of("")
    feeds = [
        ElementTree.fromstring(client.get("/openbaar/brieven.atom", headers={"host": host}).content)
        for host in ("localhost", "127.0.0.1")
    ]
    names = [[one.text for one in feed.iter(f"{ATOM}id")] for feed in feeds]
    assert names[0] == names[1]
    assert len(names[0]) == len(set(names[0])) == 2
    entry = feeds[0].find(f"{ATOM}entry")
    assert entry is not None
    for needed in ("title", "id", "updated", "published", "link", "summary"):
        assert entry.find(ATOM + needed) is not None, needed
    assert entry.find(f"{ATOM}link").attrib["href"] == f"http://localhost{LETTER}"  # type: ignore[union-attr]


def test_catalogue_names_each_published_letter_and_plan_and_no_draft(page_of: PageClient) -> None:
    text = page_of("auteur").get("/openbaar/catalogus.jsonld").content.decode()
    sets = [node for node in json.loads(text)["@graph"] if node["@type"] == "dcat:Dataset"]
    assert f"http://testserver{LETTER}#gegevens" in {node["@id"] for node in sets}
    assert f"http://testserver/plan/{PLAN}/#gegevens" in {node["@id"] for node in sets}
    assert DRAFT not in text


def test_every_file_in_the_catalogue_can_be_had(page_of: PageClient) -> None:
    client = page_of("")
    graph = json.loads(client.get("/openbaar/catalogus.jsonld").content)["@graph"]
    files = [node for node in graph if node["@type"] == "dcat:Distribution"]
    for node in files:
        answer = client.get(node["dcat:downloadURL"]["@id"].removeprefix("http://testserver"))
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].partition(";")[0] in node["dcat:mediaType"]["@id"]
    assert len(files) > 4


@pytest.mark.parametrize("path", ["/openbaar/cijfers.csv", f"{LETTER}bestand/cijfers/"])
def test_table_tells_where_its_columns_are_described(page_of: PageClient, path: str) -> None:
    client = page_of("")
    answer = client.get(path)
    described_at, _, rest = answer.headers["Link"].removeprefix("<").partition(">")
    assert 'rel="describedby"' in rest
    described = json.loads(client.get(described_at.removeprefix("http://testserver")).content)
    assert described["url"] == f"http://testserver{path}"
    header, *rows = csv.reader(io.StringIO(answer.content.decode()))
    columns = described["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == header
    wrong = [
        (column["name"], text)
        for row in rows
        for column, text in zip(columns, row, strict=True)
        if not fits(column, text)
    ]
    assert wrong == []
    assert rows


def fits(column: dict[str, object], text: str) -> bool:
    """Tell whether a cell is of the type that its description gives."""
    if text in column.get("null", [""]):  # type: ignore[operator]
        return not column.get("required")
    tests = {
        "decimal": lambda each: float(each) is not None,
        "integer": lambda each: each.isdecimal(),
        "boolean": lambda each: each in ("true", "false"),
        "gYear": lambda each: each.isdecimal() and len(each) == 4,
    }
    parts = text.split(str(column["separator"])) if "separator" in column else [text]
    test = tests.get(str(column["datatype"]), bool)
    return all(test(each) for each in parts)


@pytest.mark.parametrize("path", [path for path in (*OPEN, *OF_ONE_THING) if path.startswith("/openbaar/")])
def test_public_page_asks_at_most_fifteen_questions(
    page_of: PageClient, django_assert_max_num_queries: DjangoAssertNumQueries, path: str
) -> None:
    client = page_of("")
    client.get(path)
    with django_assert_max_num_queries(15):
        client.get(path)
