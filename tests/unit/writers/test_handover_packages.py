"""The package for the council information system: complete, checkable, the same every time."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

from lxml import etree

from spoorboek.documents.handover import HandoverAbout, write_handover

ABOUT = HandoverAbout(
    slug="korte-brief",
    title="Korte brief & meer",
    kind="Raadsinformatiebrief",
    municipality="Voorbeeldstad",
    case_number="2024-1",
    dated_on=date(2024, 6, 1),
    published_at=datetime(2024, 6, 3, 9, tzinfo=UTC),
    period_first=date(2023, 1, 1),
    period_last=date(2023, 12, 31),
    area="GM0505",
    address="https://example.org/brieven/korte-brief/",
    fingerprint="ab" * 32,
    status="gepubliceerd",
)
FILES = {"korte-brief.pdf": b"%PDF", "manifest.json": b"{}"}
MDTO = "{https://www.nationaalarchief.nl/mdto}"


def unpack() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(write_handover(ABOUT, FILES))) as package:
        assert package.testzip() is None
        return {name.removeprefix("korte-brief/"): package.read(name) for name in package.namelist()}


def test_every_file_is_in_it_with_a_checksum_that_holds() -> None:
    found = unpack()

    sums = dict(reversed(line.split("  ")) for line in found["controlegetallen.sha256"].decode().splitlines())
    assert set(sums) == set(found) - {"controlegetallen.sha256"}
    assert all(hashlib.sha256(found[name]).hexdigest() == said for name, said in sums.items())
    assert {name: found[name] for name in FILES} == FILES


def test_metadata_say_the_same_in_both_forms() -> None:
    found = unpack()
    said = json.loads(found["metagegevens.json"])
    record = ET.fromstring(found["metagegevens.xml"]).find(f"{MDTO}informatieobject")

    assert record is not None
    assert record.findtext(f"{MDTO}naam") == said["naam"] == "Korte brief & meer"
    assert record.findtext(f"{MDTO}identificatie/{MDTO}identificatieKenmerk") == said["zaaknummer"]
    assert record.findtext(f"{MDTO}dekkingInTijd/{MDTO}dekkingInTijdEinddatum") == "2023-12-31"
    assert record.findtext(f"{MDTO}raadpleeglocatie/{MDTO}raadpleeglocatieOnline") == said["adres"]
    named = [one.findtext(f"{MDTO}verwijzingNaam") for one in record.findall(f"{MDTO}heeftRepresentatie")]
    assert named == [file["naam"] for file in said["bestanden"]] == sorted(FILES)


ORDER = (
    "identificatie naam aggregatieniveau classificatie trefwoord omschrijving raadpleeglocatie dekkingInTijd "
    "dekkingInRuimte taal event waardering bewaartermijn informatiecategorie isOnderdeelVan bevatOnderdeel "
    "heeftRepresentatie aanvullendeMetagegevens gerelateerdInformatieobject archiefvormer betrokkene "
    "activiteit beperkingGebruik"
).split()
"""The elements of an information object in the order of MDTO 1.0.1."""
NEEDED = {"identificatie", "naam", "waardering", "archiefvormer", "beperkingGebruik"}
ORDER_OF_FILE = "identificatie naam omvang bestandsformaat checksum URLBestand isRepresentatieVan".split()


SCHEMA = Path(__file__).resolve().parents[2] / "data" / "mdto" / "MDTO-XML1.0.1.xsd"


def test_metadata_of_the_letter_and_of_each_file_are_valid_mdto() -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    found = {name: content for name, content in unpack().items() if name.endswith(".xml")}
    assert len(found) == 1 + len(FILES)
    for name, content in found.items():
        assert schema.validate(etree.fromstring(content)), f"{name}: {schema.error_log}"
    wrong = found["metagegevens.xml"].replace(b"<archiefvormer>", b"<vormer>").replace(b"</archief", b"</")
    assert not schema.validate(etree.fromstring(wrong))


def names_in(parent: ET.Element | None) -> list[str]:
    assert parent is not None
    return [child.tag.removeprefix(MDTO) for child in parent]


def test_letter_and_files_follow_the_order_of_the_standard_and_name_each_other() -> None:
    found = unpack()
    record = ET.fromstring(found["metagegevens.xml"]).find(f"{MDTO}informatieobject")
    names = names_in(record)
    assert names == sorted(names, key=ORDER.index)
    assert set(names) >= NEEDED
    assert record is not None
    reference = f"{MDTO}heeftRepresentatie/{MDTO}verwijzingIdentificatie/{MDTO}identificatieKenmerk"
    named = {one.text for one in record.findall(reference)}
    for name, content in FILES.items():
        file = ET.fromstring(found[f"{name}.bestand.mdto.xml"]).find(f"{MDTO}bestand")
        assert file is not None
        assert names_in(file) == [one for one in ORDER_OF_FILE if one != "URLBestand"]
        assert file.findtext(f"{MDTO}identificatie/{MDTO}identificatieKenmerk") in named
        assert file.findtext(f"{MDTO}omvang") == str(len(content))
        kept = file.findtext(f"{MDTO}checksum/{MDTO}checksumWaarde")
        assert kept == hashlib.sha256(content).hexdigest()


def test_a_municipality_is_called_so_once() -> None:
    for name, said in (("Voorbeeldstad", "Gemeente Voorbeeldstad"), ("Gemeente Ons", "Gemeente Ons")):
        made = write_handover(replace(ABOUT, municipality=name), FILES)
        with zipfile.ZipFile(io.BytesIO(made)) as package:
            assert f">{said}<" in package.read("korte-brief/metagegevens.xml").decode()


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert write_handover(ABOUT, FILES) == write_handover(ABOUT, dict(reversed(FILES.items())))
