"""What somebody tries who means harm: other people's addresses, borrowed hosts, smuggled files, formulas."""

from __future__ import annotations

import csv
import io

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.leaks.answers import fingerprint_of_database, texts_of_folder
from tests.leaks.commands_of_house import run
from tests.leaks.matrix import list_all_visits, list_web_viewers, open_client
from tests.leaks.world import World, list_viewers

ELSEWHERE = (
    "https://kwaad.example/",
    "//kwaad.example/",
    "/\\kwaad.example",
    "javascript:alert(1)",
    "https:kwaad",
)
FORMULA = ("=", "+", "@", "\t", "\r")
TRAVERSALS = (
    "../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/secret_key",
    "....//",
    "%00",
    "..\\..\\",
)


@pytest.mark.parametrize("place", ELSEWHERE)
def test_nobody_is_sent_elsewhere_after_logging_in(world: World, place: str) -> None:
    person = get_user_model().objects.get(username="half")
    person.set_password("een lang wachtwoord")
    person.save()
    data = {"login": "half", "password": "een lang wachtwoord", "next": place}
    answer = Client().post(f"/inloggen/?next={place}", data)
    assert answer.status_code == 302
    assert "kwaad" not in answer.headers["Location"].partition("?")[0]
    assert not answer.headers["Location"].startswith(("//", "/\\", "javascript:"))


@pytest.mark.parametrize("place", ELSEWHERE)
def test_nobody_is_sent_elsewhere_after_choosing_a_language(world: World, place: str) -> None:
    answer = Client().post("/taal/", {"language": "en", "next": place}, headers={"Referer": place})
    assert "kwaad" not in answer.headers["Location"]
    assert not answer.headers["Location"].startswith("javascript:")


@pytest.mark.parametrize("path", ["/", "/inloggen/", "/hoe-wij-tellen/", "/bestaat-niet/"])
def test_a_borrowed_host_name_is_refused(world: World, path: str) -> None:
    assert Client().get(path, headers={"Host": "kwaad.example"}).status_code == 400
    assert "kwaad" not in Client().get(path, headers={"X-Forwarded-Host": "kwaad.example"}).content.decode()


def test_a_session_from_before_logging_in_is_not_kept(world: World) -> None:
    client = Client()
    client.get("/inloggen/")
    session = client.session
    session["mine"] = "planted"
    session.save()
    client.cookies["sessionid"] = planted = session.session_key
    person = get_user_model().objects.get(username="half")
    person.set_password("een lang wachtwoord")
    person.save()
    client.post("/inloggen/", {"login": "half", "password": "een lang wachtwoord"})
    assert client.cookies["sessionid"].value != planted
    other = Client()
    other.cookies["sessionid"] = planted
    assert other.get("/mijn-account/").status_code == 302


@pytest.mark.parametrize("name", TRAVERSALS)
def test_a_name_that_climbs_out_of_its_folder_is_nothing(world: World, name: str) -> None:
    client = open_client(next(who for who in list_web_viewers() if who.name == "auteur"))
    for before in (
        "/plan/",
        "/brieven/",
        "/beheer/bronnen/",
        "/cijfers/",
        "/static/",
        "/registraties/signalen/",
    ):
        for after in ("", "/", "/bestand/", "/bestand/pdf/"):
            assert client.get(f"{before}{name}{after}").status_code in (301, 302, 400, 404)


@pytest.mark.parametrize("address", ["/zoeken/?q=a%00", "/beheer/logboek/?onderwerp=%00", "/plan/a%00/"])
def test_a_character_that_no_database_takes_is_refused_with_a_page(world: World, address: str) -> None:
    client = open_client(next(who for who in list_web_viewers() if who.name == "beheerder"))
    assert client.get(address).status_code == 400


def test_an_upload_that_is_huge_broken_or_hostile_gets_a_page(world: World) -> None:
    client = open_client(next(who for who in list_web_viewers() if who.name == "gegevensbeheerder"))
    code = world.names["source"][0]
    before = fingerprint_of_database()
    for address in (f"/beheer/bronnen/{code}/inlezen/", "/nakijken/"):
        for name, content in (
            ("../../groot.csv", b"x" * 6_000_000),
            ("bom.xlsx", b"PK\x03\x04" + b"\0" * 100),
            ("brief.pdf", b"%PDF-1.7 kapot"),
            ("\0.csv", b"\xff\xfe\0"),
        ):
            file = SimpleUploadedFile(name, content)
            answer = client.post(address, {"file": file, "bestand": file, "retrieved_on": "2024-01-01"})
            assert answer.status_code in (200, 400, 413), (address, name)
        kind = "multipart/form-data; boundary=x"
        for body in (b"--x\r\nContent-Disposition: form-data; name=", b"", b"--x--", b"\0" * 100):
            assert client.post(address, body, content_type=kind).status_code in (200, 400), address
        fields = {f"veld{number}": "x" for number in range(1100)}
        assert client.post(address, fields).status_code == 400
        assert client.post(address, {"purpose": "x" * 6_000_000}).status_code in (200, 400, 413)
    assert fingerprint_of_database() == before


def test_no_table_for_spreadsheets_holds_a_formula(world: World, tmp_path: object) -> None:
    client = open_client(next(who for who in list_web_viewers() if who.name == "auteur"))
    tables = {}
    for visit in list_all_visits(world):
        if visit.address.name in {"letter_file", "passport_table"}:
            answer = client.get(visit.href)
            if answer.status_code == 200 and "text/csv" in answer.headers["Content-Type"]:
                tables[visit.href] = answer.content.decode()
    assert len(tables) >= 3
    assert formulas_in(tables) == []


def test_no_exported_table_holds_a_formula(world: World, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("export") / "uit"
    who = next(who for who in list_viewers() if who.name == "auteur")
    run(who, ("export", str(folder)), folder)
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("figures.csv")]
    assert names == ["figures.csv"]
    assert any("zq" in text for text in texts_of_folder(folder))
    assert formulas_in({"figures.csv": (folder / "figures.csv").read_text()}) == []


def formulas_in(tables: dict[str, str]) -> list[str]:
    """Return each cell that a spreadsheet would run."""
    cells = [
        (name, cell)
        for name, text in tables.items()
        for row in csv.reader(
            io.StringIO(text.removeprefix("\ufeff")), delimiter=";" if ";" in text[:200] else ","
        )
        for cell in row
    ]
    return [f"{name}: {cell}" for name, cell in cells if cell.startswith(FORMULA)]


def test_a_number_that_is_asked_for_in_another_way_is_still_hidden(world: World) -> None:
    client = open_client(next(who for who in list_web_viewers() if who.name == "ziet-niets"))
    number = world.names["casussen"][0]
    for other in (
        number.lower(),
        f"{number}%20",
        f"{number}%00",
        f"{number};",
        f"{number}'--",
        f"{number}%0a",
    ):
        for after in ("", "verbeteren/", "intrekken/"):
            assert client.get(f"/casussen/{other}/{after}").status_code in (302, 400, 404)
    assert number not in client.get(f"/zoeken/?q={number[:8]}").content.decode()


def test_a_hidden_case_cannot_be_named_as_what_follows_or_probed_by_its_number(world: World) -> None:
    client = open_client(next(who for who in list_web_viewers() if who.name == "ziet-niets"))
    hidden = world.names["casussen"][0]
    said = {
        "kind": "riec",
        "title": "t",
        "theme": "t",
        "opened_on": "2023-02-01",
        "area_code": "GM0505",
        "level": "open",
    }
    absent = hidden[:-4] + "NNNN"
    pages = [
        client.post("/casussen/nieuw/", {**said, "signals": number}).content.decode()
        for number in (hidden, absent)
    ]
    assert "bestaat niet" in pages[0]
    assert pages[0].replace(hidden, "*").count("bestaat niet") == pages[1].replace(absent, "*").count(
        "bestaat niet"
    )
    answer = client.post("/casussen/nieuw/", {**said, "number": hidden, "follows": hidden})
    assert answer.status_code == 302
    assert hidden not in answer.headers["Location"]
