"""The vendored files are what was fetched, and none of it is proprietary."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from scripts import vendor_editor
from scripts.vendor_assets import PACKAGES, VENDOR, find_differences, take_rules, take_tokens

FREE = {"EUPL-1.2", "0BSD", "OFL-1.1", "MIT", "BSD-3-Clause"}


def test_every_file_is_as_the_manifest_says() -> None:
    assert find_differences() == []


def test_manifest_names_the_pinned_packages_with_free_licences() -> None:
    manifest = json.loads((VENDOR / "MANIFEST.json").read_text())
    pinned = [*((p.name, p.version) for p in PACKAGES), *vendor_editor.PACKAGES.items()]
    assert [(row["package"], row["version"]) for row in manifest] == pinned
    assert {row["licence"] for row in manifest} <= FREE
    assert all(any(name.startswith("licences/") for name in row["files"]) for row in manifest)


@pytest.mark.parametrize("name", ["@utrecht/design-tokens", "@rijkshuisstijl-community/design-tokens"])
def test_proprietary_house_styles_are_never_shipped(name: str) -> None:
    assert name not in {package.name for package in PACKAGES}


def test_changed_file_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "MANIFEST.json").write_text(json.dumps([{"files": {"a.css": "0" * 64, "b.css": "0" * 64}}]))
    (tmp_path / "a.css").write_text("a {}")
    (tmp_path / "c.css").write_text("c {}")
    monkeypatch.setattr("scripts.vendor_assets.VENDOR", tmp_path)
    assert [line.split()[0] for line in find_differences()] == ["b.css", "c.css", "a.css"]


def test_only_rules_of_the_chosen_blocks_are_taken() -> None:
    css = ".a {x: 1} .ab {x: 2} .a--big {x: 3} @media print {.a__b {x: 4} .c {x: 5}} .a--test-hover {x: 6}"
    assert take_rules(css, ("a",)).split() == (
        ".a {x: 1} .a--big {x: 3} @media print { .a__b {x: 4} }".split()
    )


def test_tokens_are_followed_to_the_end() -> None:
    tokens = ".t { --a: var(--b); --b: 1px; --c: 2px; --basis-d: 3px; }"
    taken = take_tokens(tokens, ".x { margin: var(--a) }")
    assert "--a" in taken
    assert "--b" in taken
    assert "--basis-d" in taken
    assert "--c" not in taken
