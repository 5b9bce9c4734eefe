"""A municipality's own ladder and protocol take the place of ours from their first day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from spoorboek.apps.intake.protocol import get_present_version, get_signal_protocol
from spoorboek.apps.interventions.ladders import (
    check_subjects,
    find_ladder,
    get_ladder,
    list_ladders,
    list_own_ladders,
)
from spoorboek.rules.ladders import shipped
from spoorboek.rules.ladders.errors import LadderError
from spoorboek.rules.parameters.dated import FOLDER
from spoorboek.rules.protocols.signal_protocol import FOLDER as PROTOCOLS

OURS = FOLDER / "ladders" / "street_dealing_heuvelland.yaml"


@pytest.fixture
def own_folder(settings: Any, tmp_path: Path) -> Path:
    (tmp_path / "ladders").mkdir()
    (tmp_path / "protocols").mkdir()
    settings.CONFIGURATION_DIR = tmp_path
    return tmp_path


def test_own_ladder_proposes_from_its_first_day_and_ours_before(own_folder: Path) -> None:
    text = OURS.read_text(encoding="utf-8").replace("code: street-dealing-heuvelland", "code: own-table")
    text = text.replace("kind: ordinal", "subject: street_dealing\nkind: ordinal").replace(
        "2022-01-01", "2024-03-01"
    )
    (own_folder / "ladders" / "own.yaml").write_text(text, encoding="utf-8")
    before, after = (find_ladder("street_dealing", day) for day in (date(2024, 2, 29), date(2024, 3, 1)))
    assert before is not None and before.code == "street-dealing-dordrecht"
    assert after is not None and after.code == "own-table"
    assert get_ladder("street-dealing-dordrecht") == before


def test_own_ladder_by_the_code_of_ours_stands_for_ours(own_folder: Path) -> None:
    text = OURS.read_text(encoding="utf-8").replace("(Heuvelland)", "(nieuw)")
    (own_folder / "ladders" / "own.yaml").write_text(text, encoding="utf-8")
    assert get_ladder("street-dealing-heuvelland").title.endswith("(nieuw)")
    assert len(list_ladders()) == len(shipped.list_ladders())


@pytest.mark.parametrize("is_listed", [False, True])
def test_own_ladder_is_about_what_a_report_can_be_about(own_folder: Path, is_listed: bool) -> None:
    text = OURS.read_text(encoding="utf-8").replace("kind: ordinal", "subject: mooring\nkind: ordinal")
    (own_folder / "ladders" / "own.yaml").write_text(text, encoding="utf-8")
    if is_listed:
        subjects = "report_subjects:\n  mooring: {title: ligplaatsen, reference: eigen verordening}\n"
        (own_folder / "value_lists.yaml").write_text(subjects, encoding="utf-8")
        check_subjects(list_own_ladders())
    else:
        with pytest.raises(LadderError, match="gaat over 'mooring'"):
            check_subjects(list_own_ladders())


def test_without_a_table_there_is_none() -> None:
    assert find_ladder("other", date(2024, 1, 1)) is None
    with pytest.raises(LadderError, match="'onbekend' bestaat niet"):
        get_ladder("onbekend")


def test_own_protocol_weighs_when_it_is_chosen(own_folder: Path, settings: Any) -> None:
    text = (PROTOCOLS / "landelijk.yaml").read_text(encoding="utf-8")
    (own_folder / "protocols" / "eigen.yaml").write_text(text.replace("keep_months: 12", "keep_months: 6"))
    settings.SIGNAL_PROTOCOL = "eigen"
    assert get_present_version(date(2024, 1, 1)).keep_months == 6
    assert get_signal_protocol("landelijk").versions[0].keep_months == 12
