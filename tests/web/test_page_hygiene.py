"""What holds for every page: strict policy, nothing inline, nothing from elsewhere, labels, one title."""

from __future__ import annotations

import gzip
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client
from tests.web.addresses import PLAIN_PAGES
from tests.web.conftest import ClientOf

from spoorboek.documents.house_style import HouseStyle, write_house_css
from spoorboek.rules.roles import Role

STATIC = Path(__file__).resolve().parents[2] / "src" / "spoorboek" / "web" / "static"
EXTERNAL = re.compile(r"""(?:src|href|action|url\()\s*=?\s*["']?(?:https?:)?//""")
FILES = frozenset(path for path in PLAIN_PAGES if "herstelcodes/bestand" in path)
"""Addresses that give a text to keep, or send back to who may not have it; no page."""
ROLES = [Role.ANONYMOUS, Role.ADMINISTRATOR, Role.COORDINATOR, Role.COUNCIL_MEMBER]


class Found(HTMLParser):
    """What a page holds that the tests ask about."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.fields: list[dict[str, str]] = []
        self.labelled: set[str] = set()
        self.ids: list[str] = []
        self.headings: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(tag)
        self.inline += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        if tag == "label":
            self.labelled.add(given.get("for", ""))
        if tag in ("input", "select", "textarea") and given.get("type") not in ("hidden", "submit"):
            self.fields.append(given)
        if "id" in given:
            self.ids.append(given["id"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(tag)


def list_pages(client: Client) -> list[tuple[str, str]]:
    """Return every page that opens for this client, and the page for an unknown address."""
    answers = [(path, client.get(path)) for path in [*PLAIN_PAGES, "/bestaat-niet/"] if path not in FILES]
    return [
        (path, answer.content.decode())
        for path, answer in answers
        if answer.status_code in (200, 404) and "html" in answer.headers["Content-Type"]
    ]


@pytest.mark.parametrize("role", ROLES)
def test_every_page_keeps_the_policy_and_has_labels_ids_and_headings_in_order(
    client_of: ClientOf, role: Role
) -> None:
    wrong = [f"{path}: {said}" for path, page in list_pages(client_of(role)) for said in list_wrongs(page)]
    assert not wrong, "\n".join(wrong)


def list_wrongs(page: str) -> Iterator[str]:
    """Yield what the policy refuses in a page, and what somebody who cannot see it would miss."""
    found = Found(page)
    yield from (f"{each} is inline" for each in found.inline)
    yield from (f"{each} comes from elsewhere" for each in EXTERNAL.findall(page))
    yield from (f"{each} has no label" for each in found.fields if each.get("id", "?") not in found.labelled)
    yield from (f"id {each} stands there twice" for each, count in Counter(found.ids).items() if count > 1)
    levels = [int(heading[1]) for heading in found.headings]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} main headings"
    if any(after > before + 1 for before, after in itertools.pairwise(levels)):
        yield f"a level of heading is skipped: {levels}"


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ('<h1>A</h1><p style="color:red">', "p style is inline"),
        (
            '<h1>A</h1><script src="https://elders.example/x.js"></script>',
            'src="https:// comes from elsewhere',
        ),
        ('<h1>A</h1><input id="naam">', "has no label"),
        ('<h1 id="a">A</h1><p id="a">', "id a stands there twice"),
        ("<h2>A</h2>", "0 main headings"),
        ("<h1>A</h1><h3>B</h3>", "a level of heading is skipped: [1, 3]"),
    ],
)
def test_what_is_wrong_with_a_page_is_seen(page: str, said: str) -> None:
    assert [said in found for found in list_wrongs(page)] == [True]


@pytest.mark.parametrize("path", ["/inloggen/", "/", "/bestaat-niet/", "/hoe-wij-tellen/"])
def test_policy_allows_only_our_own_files(client_of: ClientOf, path: str) -> None:
    for role in (Role.ANONYMOUS, Role.AUTHOR):
        answer = client_of(role).get(path)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "data:" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        is_shared = path == "/hoe-wij-tellen/" and role is Role.ANONYMOUS
        assert ("public" if is_shared else "no-store") in answer.headers["Cache-Control"]
        assert "camera=()" in answer.headers["Permissions-Policy"]


@pytest.mark.parametrize("sheet", sorted(STATIC.rglob("*.css")), ids=lambda path: path.name)
def test_style_sheets_load_nothing_from_elsewhere(sheet: Path) -> None:
    assert not re.search(r"@import|url\(\s*[\"']?(?:https?:|//|data:)", sheet.read_text())


def test_every_token_that_our_own_style_sheets_use_exists() -> None:
    sheets = {path: path.read_text() for path in STATIC.rglob("*.css")}
    house = write_house_css(HouseStyle())
    declared = set(re.findall(r"(--[\w-]+)\s*:", " ".join([*sheets.values(), house])))
    own = " ".join(text for path, text in sheets.items() if path.parent.name == "spoorboek")
    assert set(re.findall(r"var\(\s*(--[\w-]+)", own)) - declared == set()


def test_first_page_is_light(client_of: ClientOf) -> None:
    page = client_of(Role.ANONYMOUS).get("/inloggen/").content
    files = re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js|svg))"', page.decode())
    sizes = [len(gzip.compress((STATIC / name).read_bytes())) for name in files]
    assert sum(sizes) + len(gzip.compress(page)) < 100_000


def test_language_is_dutch_whatever_the_browser_asks_and_english_when_chosen(client_of: ClientOf) -> None:
    client = client_of(Role.AUTHOR)
    assert "Hoofdmenu" in client.get("/", headers={"accept-language": "en"}).content.decode()
    client.post("/taal/", {"language": "en", "next": "/"})
    page = client.get("/").content.decode()
    assert 'lang="en"' in page
    assert "Main menu" in page
