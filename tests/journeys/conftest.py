"""A real browser, a running server and people who log in with password and code.

    def test_journey(enter, look):
        page = enter("auteur")
        page.goto("/brieven/")
        look(page, "/brieven/")

``visit()`` opens a browser window that is not logged in; ``enter(username)`` one that is; ``look(page,
path)`` opens a page at a phone's and a desk's width and checks it with axe; ``picture(page, name)`` takes a
picture for the manual, when pytest runs with ``--pictures``. The server runs in its own
process on its own database (``world.py``), made once for all journeys: a journey leaves alone what
another may need. Without Chromium the journeys are skipped with a sentence.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from tests.conftest import MISSING

CHROMIUM = Path(os.environ.get("SPOORBOEK_CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
WIDTHS = (390, 1440)
PATIENCE_SECONDS = 30
PICTURE_SIZE: ViewportSize = {"width": 1200, "height": 1100}

Visit = Callable[..., Page]
Enter = Callable[[str], Page]
Look = Callable[[Page, str], None]
Picture = Callable[[Page, str], None]
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "handleiding" / "beeld"


@dataclass(frozen=True)
class World:
    """The running server and who can log in: password and secret by username."""

    url: str
    logins: dict[str, tuple[str, str]]
    cookies: dict[str, list[Any]]
    """Of who logged in already: a code works once, so the next journey goes on with the same session."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pictures", action="store_true", help="take the pictures of the manual")
    parser.addoption("--everybody", action="store_true", help="let everybody walk over every page")


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with serve_world(tmp_path_factory.mktemp("world")) as served:
        yield served


@contextmanager
def serve_world(folder: Path, *arguments: str) -> Iterator[World]:
    """Make a world in an empty folder (``arguments`` are for ``world.py``) and serve it meanwhile."""
    surroundings = {key: value for key, value in os.environ.items() if not key.startswith("SPOORBOEK_")}
    surroundings |= {"SPOORBOEK_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "spoorboek.conf.settings"}
    if tables := os.environ.get("SPOORBOEK_TEST_TABLES"):
        arguments += ("--tables", tables)
    made = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("world.py")), *arguments],
        env=surroundings,
        check=True,
        capture_output=True,
        text=True,
    )
    logins = {name: (password, secret) for name, password, secret in json.loads(made.stdout)}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address, application = f"127.0.0.1:{port}", "spoorboek.web.wsgi:application"
    command = [sys.executable, "-m", "waitress", f"--listen={address}", application]
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(command, env=surroundings, stdout=log, stderr=log)
        try:
            _wait_for(f"http://{address}/hoe-wij-tellen/")
            yield World(f"http://{address}", logins, {})
        finally:
            server.terminate()
            server.wait(PATIENCE_SECONDS)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"{MISSING}Chromium; installeer het Debian-pakket chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser, world: World) -> Iterator[Visit]:
    """Open a window that is not logged in; every complaint of the browser fails the test."""
    windows, complaints = [], []

    def open_window(**options: Any) -> Page:
        context = browser.new_context(base_url=world.url, locale="nl-NL", **options)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        windows.append(context)
        return page

    yield open_window
    for context in windows:
        context.close()
    assert [line for line in complaints if "404 (Not Found)" not in line] == []


@pytest.fixture
def enter(visit: Visit, world: World) -> Enter:
    """Open a window in which this person is logged in."""

    def log_in(username: str) -> Page:
        page = visit()
        if username in world.cookies:
            page.context.add_cookies(world.cookies[username])
            return page
        password, secret = world.logins[username]
        page.goto("/inloggen/")
        page.get_by_label("Gebruikersnaam").fill(username)
        page.get_by_label("Wachtwoord").fill(password)
        page.get_by_role("main").get_by_role("button", name="Inloggen").click()
        counter = list(yield_hotp_counters_from_time())[1]
        page.get_by_label("Code").fill(format_hotp_value(hotp_value(secret, counter)))
        page.get_by_role("button", name="Verder").click()
        page.get_by_role("navigation", name="Hoofdmenu").wait_for()
        world.cookies[username] = list(page.context.cookies())
        return page

    return log_in


@pytest.fixture
def look() -> Look:
    """Open a page at each width: axe finds nothing, and nothing sticks out sideways."""

    def open_and_check(page: Page, path: str) -> None:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(path)
            found = Axe().run(page)
            assert found.violations_count == 0, f"{path} at {width} px: {found.generate_report()}"
            assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth"), path

    return open_and_check


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Picture:
    """Take the picture of a page for the manual, when that was asked for."""
    is_asked = bool(request.config.getoption("pictures", False))

    def take(page: Page, name: str) -> None:
        if is_asked:
            page.set_viewport_size(PICTURE_SIZE)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=PICTURES / f"{name}.png")

    return take


def _wait_for(url: str) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with urllib.request.urlopen(url):
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
