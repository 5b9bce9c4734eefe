"""The configuration of the example city can be read, and says where each version comes from."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from spoorboek.rules.case_kinds import CaseKind, read_case_kinds

ROOT = Path(__file__).resolve().parents[2]
CITY = ROOT / "examples" / "dordrecht" / "configuration" / "case_kinds.yaml"
HOUSE = ROOT / "src" / "spoorboek" / "rules" / "parameters" / "case_kinds.yaml"


@pytest.fixture(scope="module")
def kinds() -> dict[str, CaseKind]:
    return read_case_kinds(CITY.read_text(encoding="utf-8"))


def test_city_knows_every_kind_that_the_house_knows(kinds: dict[str, CaseKind]) -> None:
    assert set(kinds) == set(read_case_kinds(HOUSE.read_text(encoding="utf-8")))


def test_only_the_undermining_kind_has_a_version_of_its_own(kinds: dict[str, CaseKind]) -> None:
    assert {code for code, kind in kinds.items() if len(kind.versions) > 1} == {"undermining"}
    before, after = kinds["undermining"].versions
    assert set(after.phases) - set(before.phases) == {"weighing"}


def test_starting_value_says_that_a_lawyer_must_look_at_it(kinds: dict[str, CaseKind]) -> None:
    references = [version.reference for kind in kinds.values() for version in kind.versions]
    starting = [reference for reference in references if reference.startswith("Startwaarde")]
    assert starting
    assert all(reference.startswith("Startwaarde, na te kijken door een jurist") for reference in starting)
    assert all(references)


def test_every_file_of_the_city_is_one_that_the_program_reads_at_its_start(tmp_path: Path) -> None:
    env = {**os.environ, "SPOORBOEK_CONFIGURATION": str(CITY.parent), "SPOORBOEK_DATA_DIR": str(tmp_path)}
    env["DJANGO_SETTINGS_MODULE"] = "spoorboek.conf.settings"
    asked = "import django; django.setup(); " + "; ".join(
        (
            "from spoorboek.apps.intake.channels import CHANNELS",
            "from spoorboek.apps.access.listed_fields import list_values",
            "from spoorboek.apps.access.roles import list_roles",
            "from spoorboek.rules.claims.own_words import list_own_words",
            "from spoorboek.rules.parameters.dated import get_parameters",
            "print(CHANNELS['wijkspreekuur'].title, dict(list_values('sectors'))['port'], len(list_roles()))",
            "print(len(list_own_words()), get_parameters('clocks')['views'].values[-1].value)",
        )
    )
    done = subprocess.run([sys.executable, "-c", asked], env=env, capture_output=True, text=True, check=True)
    assert done.stdout == "wijkspreekuur haven en binnenvaart 13\n2 3\n"
