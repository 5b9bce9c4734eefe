"""The catalogue of what is published, by the Dutch profile of the data catalogue vocabulary.

The profile is DCAT-AP-NL 3.0.0 (Geonovum, adopted on 12 December 2024), with the properties that it makes
obligatory and most that it recommends. It holds too for 3.0.1, which only allows more than one contact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

PROFILE = "https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/"
PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_AUTHORITY = "http://publications.europa.eu/resource/authority"
_LANGUAGE = f"{_AUTHORITY}/language/NLD"
_LICENCE = f"{_AUTHORITY}/licence/CC_BY_4_0"
_OPEN = f"{_AUTHORITY}/access-right/PUBLIC"
_THEMES = {"JUST": "Justitie, rechtsstelsel en openbare veiligheid", "GOVE": "Overheid en publieke sector"}
_FORMATS = {
    "text/csv": "CSV",
    "application/json": "JSON",
    "application/pdf": "PDF",
    "application/yaml": "TEXT",
}
_MEDIA = "http://www.iana.org/assignments/media-types"

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Publisher:
    """The municipality: its name, its code of Statistics Netherlands and a page where one reaches it."""

    name: str
    code: str
    contact: str


@dataclass(frozen=True, slots=True)
class CataloguedFile:
    """One form of a data set: its address, its media type and, of a table, what describes its columns."""

    title: str
    address: str
    media_type: str
    described_by: str = ""


@dataclass(frozen=True, slots=True)
class CataloguedSet:
    """One data set. ``identifier`` stays the same wherever the site stands; ``page`` is for people."""

    identifier: str
    title: str
    description: str
    page: str
    files: Sequence[CataloguedFile]
    keywords: Sequence[str] = ()
    issued_at: datetime | None = None
    changed_at: datetime | None = None
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that is published. ``address`` is that of the catalogue itself."""

    address: str
    title: str
    description: str
    page: str
    guide: str
    publisher: Publisher
    sets: Sequence[CataloguedSet]
    changed_at: datetime | None = None


def write_catalogue(catalogue: Catalogue) -> Node:
    """Return the catalogue as JSON-LD 1.1.

    Parameters: ``catalogue``. Returns JSON values. Errors: none.
    """
    return {"@context": PREFIXES, "@graph": list_nodes(catalogue)}


def list_nodes(catalogue: Catalogue) -> list[Node]:
    """Return the nodes of the catalogue, first itself, then each set with its files.

    Parameters: ``catalogue``. Returns nodes as ``write_turtle`` takes them. Errors: none.
    """
    publisher = catalogue.publisher
    nodes: list[Node] = [_describe_catalogue(catalogue)]
    for one in catalogue.sets:
        nodes += [_describe_set(one, catalogue), *_describe_files(one)]
    return [*nodes, *_list_named(publisher, catalogue)]


def name_publisher(publisher: Publisher) -> str:
    """Return the address that names a municipality in the register of the Dutch government (TOOI).

    Parameters: ``publisher``; one without a code is named by its page. Returns an address. Errors: none.
    """
    if not publisher.code:
        return f"{publisher.contact}-uitgever"
    return f"https://identifier.overheid.nl/tooi/id/gemeente/{publisher.code.lower()}"


def _describe_catalogue(catalogue: Catalogue) -> Node:
    node: Node = {
        "@id": catalogue.address,
        "@type": "dcat:Catalog",
        "dct:title": _words(catalogue.title),
        "dct:description": _words(catalogue.description),
        "dct:publisher": _link(name_publisher(catalogue.publisher)),
        "dct:creator": _link(name_publisher(catalogue.publisher)),
        "dcat:contactPoint": _link(_contact(catalogue)),
        "dct:language": _link(_LANGUAGE),
        "dct:license": _link(_LICENCE),
        "dct:conformsTo": _link(PROFILE),
        "dct:spatial": _link(_place(catalogue)),
        "dcat:themeTaxonomy": _link(f"{_AUTHORITY}/data-theme"),
        "foaf:homepage": _link(catalogue.page),
    }
    if catalogue.changed_at is not None:
        node["dct:modified"] = _moment(catalogue.changed_at)
    if catalogue.sets:
        node["dcat:dataset"] = [_link(_name_set(one)) for one in catalogue.sets]
    return node


def _describe_set(one: CataloguedSet, catalogue: Catalogue) -> Node:
    municipality = name_publisher(catalogue.publisher)
    node: Node = {
        "@id": _name_set(one),
        "@type": "dcat:Dataset",
        "dct:title": _words(one.title),
        "dct:description": _words(one.description),
        "dct:identifier": {"@value": one.identifier},
        "dct:publisher": _link(municipality),
        "dct:creator": _link(municipality),
        "dcat:contactPoint": _link(_contact(catalogue)),
        "dct:accessRights": _link(_OPEN),
        "dct:language": _link(_LANGUAGE),
        "dct:spatial": _link(_place(catalogue)),
        "dcat:theme": [_link(_name_theme(code)) for code in _THEMES],
        "dcat:landingPage": _link(one.page),
        "foaf:page": _link(catalogue.guide),
        "dcat:distribution": [_link(_name_file(each)) for each in one.files],
    }
    if one.keywords:
        node["dcat:keyword"] = [_words(each) for each in one.keywords]
    if one.issued_at is not None:
        node["dct:issued"] = _moment(one.issued_at)
    if one.changed_at is not None:
        node["dct:modified"] = _moment(one.changed_at)
    if one.replaced_by:
        node["dct:isReplacedBy"] = _link(f"{one.replaced_by}#gegevens")
    return node


def _describe_files(one: CataloguedSet) -> Iterator[Node]:
    for each in one.files:
        node: Node = {
            "@id": _name_file(each),
            "@type": "dcat:Distribution",
            "dct:title": _words(each.title),
            "dcat:accessURL": _link(each.address),
            "dcat:downloadURL": _link(each.address),
            "dct:license": _link(_LICENCE),
            "dct:language": _link(_LANGUAGE),
            "dct:format": _link(f"{_AUTHORITY}/file-type/{_FORMATS[each.media_type]}"),
            "dcat:mediaType": _link(f"{_MEDIA}/{each.media_type}"),
        }
        if each.described_by:
            node["dct:conformsTo"] = _link(each.described_by)
        yield node


def _list_named(publisher: Publisher, catalogue: Catalogue) -> Iterator[Node]:
    """What the sets point at: a receiver that cannot look it up elsewhere still knows what it is."""
    yield _named(name_publisher(publisher), "foaf:Agent", "foaf:name", publisher.name)
    contact = _named(_contact(catalogue), ["vcard:Organization", "vcard:Kind"], "vcard:fn", publisher.name)
    yield contact | {"vcard:hasURL": _link(publisher.contact)}
    yield _named(_place(catalogue), "dct:Location", "skos:prefLabel", publisher.name)
    yield _named(_OPEN, "dct:RightsStatement", "skos:prefLabel", "openbaar")
    yield _named(_LANGUAGE, "dct:LinguisticSystem", "skos:prefLabel", "Nederlands")
    yield _named(_LICENCE, "dct:LicenseDocument", "skos:prefLabel", "CC BY 4.0")
    yield _named(f"{_AUTHORITY}/data-theme", "skos:ConceptScheme", "dct:title", "Thema van gegevens")
    for code, title in _THEMES.items():
        theme = _named(_name_theme(code), "skos:Concept", "skos:prefLabel", title)
        yield theme | {"skos:inScheme": _link(f"{_AUTHORITY}/data-theme")}
    files = [each for one in catalogue.sets for each in one.files]
    for media in sorted({each.media_type for each in files}):
        yield {"@id": f"{_MEDIA}/{media}", "@type": ["dct:MediaType", "dct:MediaTypeOrExtent"]}
    for kind in sorted({_FORMATS[each.media_type] for each in files}):
        yield {"@id": f"{_AUTHORITY}/file-type/{kind}", "@type": "dct:MediaTypeOrExtent"}
    for address in sorted({PROFILE, *(each.described_by for each in files if each.described_by)}):
        yield {"@id": address, "@type": "dct:Standard"}
    for address in sorted({catalogue.page, catalogue.guide, *(one.page for one in catalogue.sets)}):
        yield {"@id": address, "@type": "foaf:Document"}


def _named(address: str, kind: str | list[str], name: str, words: str) -> Node:
    return {"@id": address, "@type": kind, name: _words(words)}


def _name_set(one: CataloguedSet) -> str:
    return f"{one.page}#gegevens"


def _name_file(each: CataloguedFile) -> str:
    return f"{each.address}#bestand"


def _name_theme(code: str) -> str:
    return f"{_AUTHORITY}/data-theme/{code}"


def _contact(catalogue: Catalogue) -> str:
    return f"{catalogue.address}#contact"


def _place(catalogue: Catalogue) -> str:
    return f"{catalogue.address}#gebied"


def _words(text: str) -> Node:
    return {"@value": text, "@language": "nl"}


def _link(address: str) -> Node:
    return {"@id": address}


def _moment(at: datetime) -> Node:
    return {"@value": at.isoformat(), "@type": "xsd:dateTime"}
