"""The project speaks of itself alone, its links lead on, and the glossary knows every word of users."""

from __future__ import annotations

import enum
import importlib
import pkgutil
import re
import subprocess
import tomllib
from pathlib import Path

import yaml
from django.apps import apps

import spoorboek.figures
import spoorboek.rules

ROOT = Path(__file__).resolve().parents[2]
HOSTS = ("pypi" + ".org", "python" + "hosted", "registry.npm" + "js", "deb.debian" + ".org")
MACHINE = re.compile(r"(?<![\w.])/(work|root|farm)/|bash_job" + "s")


def tracked_text_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    suffixes = {"", *".py .md .toml .txt .in .yaml .yml .html .css .js .csv .json .typ .po".split()}
    return [ROOT / name for name in listed if Path(name).suffix in suffixes and (ROOT / name).is_file()]


def test_no_file_names_an_index_or_a_path_of_one_machine() -> None:
    guilty = []
    for path in tracked_text_files():
        if "vendor" in path.parts:
            continue
        text = path.read_text(errors="replace")
        if any(host in text for host in HOSTS) or MACHINE.search(text):
            guilty.append(str(path.relative_to(ROOT)))
    assert not guilty


def test_every_lock_line_has_a_hash() -> None:
    for name in ("core", "server", "test"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text()
        packages = re.findall(r"^[a-zA-Z0-9_.\-\[\]]+==.*$", text, re.MULTILINE)
        assert packages
        assert all(line.rstrip().endswith("\\") for line in packages)


def test_an_installation_carries_every_file_of_the_house() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    patterns = settings["tool"]["setuptools"]["package-data"]["spoorboek"]
    names = subprocess.run(
        ["git", "ls-files", "src/spoorboek"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert names
    carried = [*patterns, "**/*.py"]
    assert not [name for name in names if not any(Path(name).match(pattern) for pattern in carried)]


def glossary_names() -> set[str]:
    rows = re.findall(r"^\| `([^`]+)` \|", (ROOT / "GLOSSARY.md").read_text(), re.MULTILINE)
    assert len(rows) == len(set(rows)), "a name stands twice in the glossary"
    return set(rows)


def test_every_model_stands_in_the_glossary() -> None:
    models = {m.__name__ for m in apps.get_models() if m.__module__.startswith("spoorboek.apps.")}
    assert not sorted(models - glossary_names())


def test_every_enumeration_of_figures_and_rules_stands_in_the_glossary() -> None:
    names: set[str] = set()
    for package in (spoorboek.figures, spoorboek.rules):
        for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            module = importlib.import_module(found.name)
            for value in vars(module).values():
                if not (isinstance(value, type) and issubclass(value, enum.Enum)):
                    continue
                if value.__module__ == found.name:
                    names.add(value.__name__)
    assert names
    assert not sorted(names - glossary_names())


def test_every_indicator_of_the_example_stands_in_the_glossary() -> None:
    catalogue = yaml.safe_load((ROOT / "examples" / "dordrecht" / "indicators.yaml").read_text())
    codes = {definition["code"] for definition in catalogue["indicators"]}
    assert codes
    assert not sorted(codes - glossary_names())


def test_every_page_of_the_manual_says_something_and_is_in_its_list() -> None:
    manual = ROOT / "docs" / "handleiding"
    listed = (manual / "README.md").read_text()
    for page in sorted(manual.glob("*.md")):
        assert page.read_text().startswith("# "), f"{page.name} has no title"
        assert len(page.read_text().split()) > 60, f"{page.name} says next to nothing"
        assert page.name == "README.md" or f"({page.name})" in listed, f"{page.name} is not in the list"


def test_every_setting_stands_in_the_manual() -> None:
    source = (ROOT / "src" / "spoorboek" / "conf" / "environment.py").read_text()
    names = set(re.findall(r'"(SPOORBOEK_[A-Z_]+)"', source))
    told = set(re.findall(r"`(SPOORBOEK_[A-Z_]+)`", (ROOT / "docs/handleiding/instellingen.md").read_text()))
    assert names
    assert names == told


def test_every_link_between_documents_leads_somewhere() -> None:
    broken = []
    for path in tracked_text_files():
        if path.suffix == ".md" and "data" not in path.parts:
            for target in re.findall(r"\]\(([^)\s#]+)", path.read_text()):
                if "://" not in target and not (path.parent / target).exists():
                    broken.append(f"{path.relative_to(ROOT)}: {target}")
    assert not broken
