"""Fetch the pinned parts of the editor from the npm registry and bundle them into one file.

Run it by hand after changing a version here; the result is committed. ProseMirror is a set of small packages
that find each other by name, which a browser cannot do, so esbuild joins them into one module. The output is
the same on every run: versions are pinned, names are sorted. The rows go into the same manifest as the other
vendored files, which ``scripts/vendor_assets.py --check`` compares.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

from scripts.vendor_assets import VENDOR, digest

ESBUILD = "0.28.2"
BUNDLE = "prosemirror.js"
PACKAGES = {
    "orderedmap": "2.1.1",
    "prosemirror-commands": "1.7.2",
    "prosemirror-gapcursor": "1.4.1",
    "prosemirror-history": "1.5.1",
    "prosemirror-inputrules": "1.6.0",
    "prosemirror-keymap": "1.2.3",
    "prosemirror-model": "1.25.13",
    "prosemirror-schema-list": "1.6.0",
    "prosemirror-state": "1.4.4",
    "prosemirror-tables": "1.8.5",
    "prosemirror-transform": "1.12.6",
    "prosemirror-view": "1.42.9",
    "rope-sequence": "1.3.4",
    "w3c-keyname": "2.2.8",
}
"""Every package in the bundle with its version; all MIT."""
EXPORTS = {
    "prosemirror-commands": (
        "baseKeymap, chainCommands, createParagraphNear, exitCode, joinBackward, liftEmptyBlock, "
        "newlineInCode, selectNodeBackward, setBlockType, splitBlock, toggleMark"
    ),
    "prosemirror-gapcursor": "gapCursor",
    "prosemirror-history": "history, redo, redoDepth, undo, undoDepth",
    "prosemirror-inputrules": "InputRule, inputRules, textblockTypeInputRule, wrappingInputRule",
    "prosemirror-keymap": "keydownHandler, keymap",
    "prosemirror-model": "DOMParser, DOMSerializer, Fragment, Node, Schema, Slice",
    "prosemirror-schema-list": "liftListItem, sinkListItem, splitListItem, wrapInList",
    "prosemirror-state": "EditorState, NodeSelection, Plugin, PluginKey, Selection, TextSelection",
    "prosemirror-tables": (
        "addColumnAfter, addColumnBefore, addRowAfter, addRowBefore, deleteColumn, deleteRow, deleteTable, "
        "goToNextCell, isInTable, tableEditing"
    ),
    "prosemirror-view": "Decoration, DecorationSet, EditorView",
}
"""What our own modules use."""


def bundle() -> None:
    """Install the pinned packages in a temporary folder, join them, and keep the licences."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        wanted = {**PACKAGES, "esbuild": ESBUILD}
        (folder / "package.json").write_text(
            json.dumps({"private": True, "dependencies": wanted, "overrides": PACKAGES})
        )
        _run(folder, "npm", "install", "--silent", "--no-audit", "--no-fund")
        lines = [f'export {{ {names} }} from "{package}";' for package, names in EXPORTS.items()]
        (folder / "entry.js").write_text("\n".join(lines) + "\n")
        _run(
            folder,
            "node_modules/.bin/esbuild",
            "entry.js",
            "--bundle",
            "--minify",
            "--format=esm",
            "--target=es2020",
            "--legal-comments=none",
            f"--outfile={VENDOR / BUNDLE}",
        )
        rows = [_keep_licence(folder, package) for package in PACKAGES]
    _write_manifest(rows)


def _keep_licence(folder: Path, package: str) -> dict[str, object]:
    source = folder / "node_modules" / package
    said = json.loads((source / "package.json").read_text())
    if (said["version"], said["license"]) != (PACKAGES[package], "MIT"):
        raise ValueError(
            f"{package} is {said['version']} ({said['license']}), expected {PACKAGES[package]} (MIT)"
        )
    licence = VENDOR / "licences" / f"{package}.txt"
    licence.write_bytes((source / "LICENSE").read_bytes())
    names = (f"licences/{package}.txt", BUNDLE)
    return {
        "package": package,
        "version": PACKAGES[package],
        "licence": "MIT",
        "files": {name: digest(VENDOR / name) for name in names},
    }


def _write_manifest(rows: list[dict[str, object]]) -> None:
    path = VENDOR / "MANIFEST.json"
    others = [row for row in json.loads(path.read_text()) if row["package"] not in PACKAGES]
    path.write_text(json.dumps([*others, *rows], indent=2) + "\n")


def _run(folder: Path, *words: str) -> None:
    subprocess.run(words, cwd=folder, check=True, capture_output=True, text=True)


if __name__ == "__main__":
    bundle()
