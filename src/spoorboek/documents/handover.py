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
_MADE_AT = (2000, 1, 1, 0, 0, 0)
CHECKSUMS_NAME = "controlegetallen.sha256"
METADATA_XML_NAME = "metagegevens.xml"
METADATA_JSON_NAME = "metagegevens.json"


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
    root = ET.Element("MDTO", {"xmlns": _NAMESPACE})
    record = ET.SubElement(root, "informatieobject")
    _add_identity(
        record, about.case_number or about.slug, "zaaksysteem" if about.case_number else "Spoorboek"
    )
    _add_identity(record, about.fingerprint, "Spoorboek, vingerafdruk van de publicatie")
    ET.SubElement(record, "naam").text = about.title
    _add_term(record, "aggregatieniveau", "Archiefstuk", "Begrippenlijst Aggregatieniveaus MDTO")
    _add_term(record, "classificatie", about.kind, "Briefsoorten van de gemeente")
    ET.SubElement(record, "raadpleeglocatie").append(_reference("raadpleeglocatieOnline", about.address))
    _add_coverage(record, about)
    ET.SubElement(record, "taal").text = "nl"
    _add_event(record, "Creatie", about.dated_on.isoformat())
    _add_event(record, "Publicatie", about.published_at.isoformat())
    _add_term(
        record, "waardering", "Nog niet gewaardeerd", "Vul aan volgens de selectielijst van de gemeente"
    )
    for name in sorted(checksums):
        part = ET.SubElement(record, "heeftRepresentatie")
        ET.SubElement(part, "verwijzingNaam").text = name
        _add_identity(part, checksums[name], "SHA-256", "verwijzingIdentificatie")
    former = ET.SubElement(record, "archiefvormer")
    ET.SubElement(former, "verwijzingNaam").text = f"Gemeente {about.municipality}"
    limits = ET.SubElement(record, "beperkingGebruik")
    _add_term(limits, "beperkingGebruikType", "Openbaar", "Begrippenlijst BeperkingGebruikType")
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


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
