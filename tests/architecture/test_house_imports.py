"""The pure floors are a library: they work where Django is absent, and no model points forward."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field

SOURCE = Path(__file__).resolve().parents[2] / "src"
ROOMS = [config.label for config in apps.get_app_configs() if config.name.startswith("spoorboek.apps.")]

IMPORT_EVERYTHING = """
import importlib, pkgutil, sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "django":
            raise ModuleNotFoundError("Django is absent in this test")
sys.meta_path.insert(0, Absent())
package = importlib.import_module("spoorboek.{floor}")
names = [m.name for m in pkgutil.walk_packages(package.__path__, package.__name__ + ".")]
for name in names:
    importlib.import_module(name)
print(len(names))
"""


@pytest.mark.parametrize("floor", ["stats", "figures", "documents", "rules"])
def test_a_pure_floor_is_imported_without_django(floor: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT_EVERYTHING.format(floor=floor)],
        capture_output=True,
        text=True,
        cwd=SOURCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 0


def test_the_rooms_are_registered_in_the_order_of_the_policy_cycle() -> None:
    assert ROOMS[:4] == ["access", "audit", "people", "areas"]
    assert ROOMS[-5:] == ["hotspots", "letters", "accounts", "letter_audits", "exchange"]


def room(model: type) -> str:
    return model.__module__.removeprefix("spoorboek.apps.").split(".")[0]


def test_no_relation_of_a_model_points_forward_in_the_policy_cycle() -> None:
    own = [m for m in apps.get_models() if m.__module__.startswith("spoorboek.apps.")]
    assert own
    forward = [
        f"{model.__name__}.{field.name} -> {field.related_model.__name__}"
        for model in own
        for field in model._meta.get_fields()
        if isinstance(field, Field) and field.is_relation and isinstance(field.related_model, type)
        if field.related_model.__module__.startswith("spoorboek.apps.")
        and ROOMS.index(room(field.related_model)) > ROOMS.index(room(model))
    ]
    assert not forward
