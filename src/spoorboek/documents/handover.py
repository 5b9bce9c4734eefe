"""The package of a published letter for the council information system: files, metadata and checksums."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree as ET  # nosec B405

_NAMESPACE = "https://www.nationaalarchief.nl/mdto"
_SCHEMA = "https://www.nationaalarchief.nl/mdto/MDTO-XML1.0.1.xsd"
_MADE_AT = (2000, 1, 1, 0, 0, 0)
CHECKSUMS_NAME = "controlegetallen.sha256"
METADATA_XML_NAME = "metagegevens.xml"
METADATA_JSON_NAME = "metagegevens.json"
FILE_METADATA_ENDING = ".bestand.mdto.xml"
_SHA = "SHA-256"
_FINGERPRINT = "Spoorboek, vingerafdruk van de publicatie"
_FORMATS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "csv": "text/csv",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverAbout:
    """What is said about a letter when it is handed over.

    ``address``: where it can be read. ``status``: a word. ``corrects`` and ``corrected_by`` are addresses, or
    empty. ``retracted_because`` is the reason when it was taken back.
    """

    slug: str
    title: str
    kind: str
    municipality: str
    case_number: str
    dated_on: date
    published_at: datetime
    period_first: date
    period_last: date
    area: str
    address: str
    fingerprint: str
    status: str
    corrects: str = ""
    corrected_by: str = ""
    retracted_because: str = ""


def write_handover(about: HandoverAbout, files: Mapping[str, bytes]) -> bytes:
    """Return the package as a ZIP file: the files, metadata as XML and JSON, and the SHA-256 of each.

    Parameters: ``about`` the letter; ``files``, content by name. Returns bytes, the same for the same input.
    The checksums are in the form that ``sha256sum --check`` reads; the XML has the shape of MDTO, the Dutch
    standard for metadata of government information. Errors: none. Source: Nationaal Archief, MDTO 1.0.1.
    """
    checksums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    packed = {
        **files,
        METADATA_XML_NAME: _write_xml(about, checksums),
        METADATA_JSON_NAME: _write_json(about, files, checksums),
        **{
            f"{name}{FILE_METADATA_ENDING}": _write_file_xml(about, name, content, checksums[name])
            for name, content in files.items()
        },
    }
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in packed.items()}
    packed[CHECKSUMS_NAME] = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(packed):
            package.writestr(_entry(f"{about.slug}/{name}"), packed[name])
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    """A fixed moment and owner, so that the same letter always gives the same package."""
    entry = zipfile.ZipInfo(name, _MADE_AT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry


def _write_json(about: HandoverAbout, files: Mapping[str, bytes], checksums: Mapping[str, str]) -> bytes:
    said: dict[str, Any] = {
        "naam": about.title,
        "soort": about.kind,
        "gemeente": about.municipality,
        "zaaknummer": about.case_number,
        "datum": about.dated_on.isoformat(),
        "gepubliceerd_op": about.published_at.isoformat(),
        "periode": {"van": about.period_first.isoformat(), "tot_en_met": about.period_last.isoformat()},
        "gebied": about.area,
        "adres": about.address,
        "vingerafdruk": about.fingerprint,
        "status": about.status,
        "corrigeert": about.corrects,
        "gecorrigeerd_door": about.corrected_by,
        "ingetrokken_omdat": about.retracted_because,
        "taal": "nl",
        "openbaarheid": "openbaar",
        "bestanden": [
            {"naam": name, "omvang": len(files[name]), "sha256": checksums[name]} for name in sorted(files)
        ],
    }
    kept = {key: value for key, value in said.items() if value}
    return (json.dumps(kept, ensure_ascii=False, indent=2) + "\n").encode()


def _write_xml(about: HandoverAbout, checksums: Mapping[str, str]) -> bytes:
    root = _open_root()
    record = ET.SubElement(root, "informatieobject")
    _add_identity(
        record, about.case_number or about.slug, "zaaksysteem" if about.case_number else "Spoorboek"
    )
    _add_identity(record, about.fingerprint, _FINGERPRINT)
    ET.SubElement(record, "naam").text = about.title
    _add_term(record, "aggregatieniveau", "Archiefstuk", "Begrippenlijst Aggregatieniveaus MDTO")
    _add_term(record, "classificatie", about.kind, "Briefsoorten van de gemeente")
    ET.SubElement(record, "raadpleeglocatie").append(_reference("raadpleeglocatieOnline", about.address))
    _add_coverage(record, about)
    ET.SubElement(record, "taal").text = "nl"
    _add_event(record, "Creatie", about.dated_on.isoformat())
    _add_event(record, "Publicatie", about.published_at.isoformat(timespec="seconds"))
    _add_term(
        record, "waardering", "Nog niet gewaardeerd", "Vul aan volgens de selectielijst van de gemeente"
    )
    for name in sorted(checksums):
        part = ET.SubElement(record, "heeftRepresentatie")
        ET.SubElement(part, "verwijzingNaam").text = name
        _add_identity(part, checksums[name], _SHA, "verwijzingIdentificatie")
    former = ET.SubElement(record, "archiefvormer")
    ET.SubElement(former, "verwijzingNaam").text = _name_former(about.municipality)
    limits = ET.SubElement(record, "beperkingGebruik")
    _add_term(limits, "beperkingGebruikType", "Openbaar", "Begrippenlijst BeperkingGebruikType")
    return _close_root(root)


def _write_file_xml(about: HandoverAbout, name: str, content: bytes, checksum: str) -> bytes:
    """What MDTO asks of each file (bestand): the letter names it by the same identification."""
    root = _open_root()
    file = ET.SubElement(root, "bestand")
    _add_identity(file, checksum, _SHA)
    ET.SubElement(file, "naam").text = name
    ET.SubElement(file, "omvang").text = str(len(content))
    kind = _FORMATS.get(name.rpartition(".")[2], "application/octet-stream")
    _add_term(file, "bestandsformaat", kind, "IANA Media Types")
    sum_of = ET.SubElement(file, "checksum")
    _add_term(sum_of, "checksumAlgoritme", _SHA, "Begrippenlijst ChecksumAlgoritme MDTO")
    ET.SubElement(sum_of, "checksumWaarde").text = checksum
    ET.SubElement(sum_of, "checksumDatum").text = about.published_at.isoformat(timespec="seconds")
    letter = ET.SubElement(file, "isRepresentatieVan")
    ET.SubElement(letter, "verwijzingNaam").text = about.title
    _add_identity(letter, about.fingerprint, _FINGERPRINT, "verwijzingIdentificatie")
    return _close_root(root)


def _open_root() -> ET.Element:
    said = {"xmlns": _NAMESPACE, "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance"}
    return ET.Element("MDTO", {**said, "xsi:schemaLocation": f"{_NAMESPACE} {_SCHEMA}"})


def _close_root(root: ET.Element) -> bytes:
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _name_former(municipality: str) -> str:
    is_whole = municipality.casefold().startswith("gemeente ")
    return municipality if is_whole else f"Gemeente {municipality}"


def _add_identity(above: ET.Element, mark: str, source: str, name: str = "identificatie") -> None:
    identity = ET.SubElement(above, name)
    ET.SubElement(identity, "identificatieKenmerk").text = mark
    ET.SubElement(identity, "identificatieBron").text = source


def _add_term(above: ET.Element, name: str, label: str, listed_in: str) -> None:
    term = ET.SubElement(above, name)
    ET.SubElement(term, "begripLabel").text = label
    named = ET.SubElement(term, "begripBegrippenlijst")
    ET.SubElement(named, "verwijzingNaam").text = listed_in


def _reference(name: str, text: str) -> ET.Element:
    made = ET.Element(name)
    made.text = text
    return made


def _add_coverage(record: ET.Element, about: HandoverAbout) -> None:
    time = ET.SubElement(record, "dekkingInTijd")
    _add_term(time, "dekkingInTijdType", "Looptijd", "Begrippenlijst DekkingInTijdType")
    ET.SubElement(time, "dekkingInTijdBegindatum").text = about.period_first.isoformat()
    ET.SubElement(time, "dekkingInTijdEinddatum").text = about.period_last.isoformat()
    place = ET.SubElement(record, "dekkingInRuimte")
    ET.SubElement(place, "verwijzingNaam").text = f"{about.municipality} ({about.area})"


def _add_event(record: ET.Element, kind: str, moment: str) -> None:
    event = ET.SubElement(record, "event")
    _add_term(event, "eventType", kind, "Begrippenlijst EventTypes")
    ET.SubElement(event, "eventTijd").text = moment
