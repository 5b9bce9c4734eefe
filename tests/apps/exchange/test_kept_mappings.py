"""A kept mapping belongs to a team: another organisation neither sees nor overwrites it."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

import pytest
from django.apps import apps
from tests.apps.registers.register_factories import AT, a_person, a_viewer

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.exchange.list_imports import (
    choose_mapping,
    drop_list_mapping,
    keep_list_mapping,
    list_kept_mappings,
)
from spoorboek.apps.exchange.list_mapping import propose_mapping
from spoorboek.apps.exchange.models import KeptMapping
from spoorboek.apps.intake.registers import SIGNALS
from spoorboek.apps.people.models import Organisation
from spoorboek.rules.roles import Role
from spoorboek.services.tables.sheets import read_sheet

pytestmark = pytest.mark.django_db

WRITER = a_viewer(Role.COORDINATOR)
HEADER = ["Kenmerk", "Kanaal", "Ontvangen op", "Thema", "Samenvatting"]
LIST = ";".join(HEADER).encode() + b"\nK1;politie;1-2-2023;ondermijning;Verzonnen\n"


def test_a_mapping_of_one_team_is_neither_seen_nor_replaced_nor_thrown_away_by_another() -> None:
    ours, theirs = (replace(WRITER, organisation_id=number) for number in ("1", "2"))
    mapping = propose_mapping(SIGNALS, HEADER)
    other = replace(mapping, date_format="jmd")
    keep_list_mapping(register=SIGNALS, name="lijst", mapping=mapping, by=ours, at=AT)
    assert list_kept_mappings(theirs, SIGNALS) == {}
    with pytest.raises(NotFoundError) as hidden:
        drop_list_mapping(register=SIGNALS, name="lijst", by=theirs, at=AT)
    with pytest.raises(NotFoundError) as absent:
        choose_mapping(theirs, SIGNALS, read_sheet(LIST), "lijst")
    assert str(hidden.value) == str(absent.value)
    keep_list_mapping(register=SIGNALS, name="lijst", mapping=other, by=theirs, at=AT)
    assert list_kept_mappings(ours, SIGNALS) == {"lijst": mapping}
    assert list_kept_mappings(theirs, SIGNALS) == {"lijst": other}
    colleague = replace(ours, person_id="99", name="collega")
    drop_list_mapping(register=SIGNALS, name="lijst", by=colleague, at=AT)
    assert list_kept_mappings(ours, SIGNALS) == {}
    assert list_kept_mappings(theirs, SIGNALS) == {"lijst": other}


def test_a_mapping_of_somebody_without_a_team_is_their_own() -> None:
    one, other = (replace(WRITER, person_id=number) for number in ("11", "12"))
    mapping = propose_mapping(SIGNALS, HEADER)
    keep_list_mapping(register=SIGNALS, name="lijst", mapping=mapping, by=one, at=AT)
    assert list_kept_mappings(one, SIGNALS) and not list_kept_mappings(other, SIGNALS)


def test_a_mapping_from_before_teams_goes_to_the_team_of_who_kept_it() -> None:
    team = Organisation.objects.create(slug="noord", name="Team Noord")
    keeper = a_person("bewaarder")
    keeper.organisation = team
    keeper.save()
    by = replace(WRITER, person_id=str(keeper.pk))
    mapping = propose_mapping(SIGNALS, HEADER)
    for name, who in (("van noord", by), ("van niemand", WRITER)):
        keep_list_mapping(register=SIGNALS, name=name, mapping=mapping, by=who, at=AT)
    KeptMapping.objects.update(owner="")
    import_module("spoorboek.apps.exchange.migrations.0002_mappings_of_a_team").give_to_the_team(apps, None)
    owners = dict(KeptMapping.objects.values_list("name", "owner"))
    assert owners == {"van noord": f"organisation:{team.pk}", "van niemand": "person:"}
