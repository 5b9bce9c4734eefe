"""The catalogue and the description of tables hold what their standards ask for."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest

from spoorboek.documents.figures_csv import COLUMNS, write_figures_csv
from spoorboek.documents.open_data.catalogue import (
    PREFIXES,
    Catalogue,
    CataloguedFile,
    CataloguedSet,
    Publisher,
    list_nodes,
)
from spoorboek.documents.open_data.csvw import FIGURE_TYPES, TableAbout, describe_figures
from spoorboek.documents.open_data.turtle import write_turtle

AT = datetime(2025, 2, 24, 9, 30, tzinfo=UTC)
SITE = "https://veiligheid.example"
REQUIRED = {
    "dcat:Catalog": {"dct:title", "dct:description", "dct:publisher", "dcat:contactPoint", "dcat:dataset"},
    "dcat:Dataset": {"dct:title", "dct:description", "dct:identifier", "dct:publisher", "dct:creator"}
    | {"dct:accessRights", "dcat:contactPoint", "dcat:theme"},
    "dcat:Distribution": {"dcat:accessURL", "dct:license"},
    "foaf:Agent": {"foaf:name"},
    "skos:Concept": {"skos:prefLabel"},
    "skos:ConceptScheme": {"dct:title"},
}
"""What DCAT-AP-NL 3.0.0 makes obligatory, with what it takes over from DCAT-AP 3.0."""


def make_catalogue(title: str = "Brief") -> Catalogue:
    table = CataloguedFile("Cijfers", f"{SITE}/cijfers.csv", "text/csv", f"{SITE}/kolommen")
    one = CataloguedSet("urn:uuid:1", title, "Een brief.", f"{SITE}/brief/", [table], issued_at=AT)
    publisher = Publisher("Gemeente Voorbeeld", "GM0001", f"{SITE}/hoe/")
    return Catalogue(f"{SITE}/catalogus", "Open data", "Alles.", f"{SITE}/", f"{SITE}/hoe/", publisher, [one])


@pytest.mark.parametrize("kind", REQUIRED)
def test_catalogue_has_what_the_profile_asks(kind: str) -> None:
    nodes = [node for node in list_nodes(make_catalogue()) if node["@type"] == kind]
    assert nodes
    assert [REQUIRED[kind] - set(node) for node in nodes if REQUIRED[kind] - set(node)] == []


def test_everything_that_our_own_nodes_point_at_is_in_the_catalogue() -> None:
    nodes = list_nodes(make_catalogue())
    known = {node["@id"] for node in nodes}
    pointed = {
        each["@id"]
        for node in nodes
        for name, value in node.items()
        if name in {"dcat:dataset", "dcat:distribution", "dct:publisher", "dcat:contactPoint", "dcat:theme"}
        for each in (value if isinstance(value, list) else [value])
    }
    assert pointed <= known


def test_municipality_is_named_as_the_government_names_it() -> None:
    found = next(node for node in list_nodes(make_catalogue()) if node["@type"] == "foaf:Agent")
    assert found["@id"] == "https://identifier.overheid.nl/tooi/id/gemeente/gm0001"


def test_turtle_says_the_same_in_its_own_form() -> None:
    node = {
        "@id": "https://a.example/x y",
        "@type": ["dcat:Dataset", "foaf:Document"],
        "dct:title": {"@value": 'Een "brief"\nmet \\', "@language": "nl"},
        "dct:issued": {"@value": "2025-02-24", "@type": "xsd:date"},
        "dcat:theme": [{"@id": "https://a.example/1"}, {"@id": "https://a.example/2"}],
    }
    lines = write_turtle({"dcat": "d#", "dct": "t#", "foaf": "f#", "xsd": "x#"}, [node]).decode().splitlines()
    assert lines[:4] == [
        "@prefix dcat: <d#> .",
        "@prefix dct: <t#> .",
        "@prefix foaf: <f#> .",
        "@prefix xsd: <x#> .",
    ]
    assert lines[5:] == [
        "<https://a.example/x%20y> a dcat:Dataset, foaf:Document ;",
        r'    dct:title "Een \"brief\"\nmet \\"@nl ;',
        '    dct:issued "2025-02-24"^^xsd:date ;',
        "    dcat:theme <https://a.example/1>, <https://a.example/2> .",
    ]


def test_turtle_refuses_a_name_that_nobody_declared() -> None:
    with pytest.raises(ValueError, match="known prefix"):
        write_turtle(PREFIXES, [{"@id": "x", "@type": "owl:Thing"}])


def test_hostile_title_stays_one_text() -> None:
    hostile = '" . <https://kwaad.example/> a dcat:Catalog . "'
    text = write_turtle(PREFIXES, list_nodes(make_catalogue(hostile))).decode()
    assert r'dct:title "\" . <https://kwaad.example/> a dcat:Catalog . \""@nl' in text


def test_description_has_the_columns_of_the_table_in_their_order() -> None:
    described = describe_figures(TableAbout(f"{SITE}/cijfers.csv", "Cijfers", "Gemeente Voorbeeld", AT))
    header = next(csv.reader(io.StringIO(write_figures_csv([]).decode())))
    columns = described["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == header == list(COLUMNS)
    assert [column["titles"]["und"] for column in columns] == header
    assert all(column["dc:description"] for column in columns)
    assert described["tableSchema"]["primaryKey"] in header


def test_words_for_no_value_are_no_numbers_for_a_reader() -> None:
    assert set(FIGURE_TYPES["value"].absent) == {"", "missing", "suppressed", "undefined"}
