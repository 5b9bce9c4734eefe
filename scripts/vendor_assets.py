"""Fetch the pinned parts of the pages from the npm registry and keep only what the pages use.

Run it by hand after changing a version here; the result is committed. It writes
``src/spoorboek/web/static/vendor`` with a manifest (package, version, licence, sha256 per file) and
the licence texts. ``--check`` compares the files with the manifest and fetches nothing.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

STATIC = Path(__file__).resolve().parents[1] / "src" / "spoorboek" / "web" / "static"
VENDOR = STATIC / "vendor"
COMPONENTS, TOKENS = "components.css", "tokens.css"


@dataclass(frozen=True)
class Package:
    """One pinned package: files kept as they are, and style sheets from which parts are taken."""

    name: str
    version: str
    licence: str
    licence_file: str = "LICENSE.md"
    kept: dict[str, str] = field(default_factory=dict)
    components: str = ""
    blocks: tuple[str, ...] = ()
    """Class names (block of BEM) whose rules are taken from ``components``; all when empty."""
    tokens: str = ""


PACKAGES = [
    Package(
        "@utrecht/component-library-css",
        "9.0.4",
        "EUPL-1.2",
        components="dist/index.css",
        blocks=(
            "utrecht-alert",
            "utrecht-breadcrumb-nav",
            "utrecht-form-field-description",
            "utrecht-form-field-error-message",
            "utrecht-form-label",
            "utrecht-table",
            "utrecht-textarea",
            "utrecht-textbox",
            "utrecht-select",
        ),
    ),
    Package("@nl-design-system-candidate/button-css", "1.1.0", "EUPL-1.2", components="dist/button.css"),
    Package("@nl-design-system-candidate/link-css", "2.0.3", "EUPL-1.2", components="dist/link.css"),
    Package("@nl-design-system-candidate/heading-css", "1.1.3", "EUPL-1.2", components="dist/heading.css"),
    Package(
        "@nl-design-system-candidate/paragraph-css", "2.1.3", "EUPL-1.2", components="dist/paragraph.css"
    ),
    Package(
        "@nl-design-system-candidate/skip-link-css", "1.0.5", "EUPL-1.2", components="dist/skip-link.css"
    ),
    Package(
        "@nl-design-system-candidate/data-badge-css", "1.0.5", "EUPL-1.2", components="dist/data-badge.css"
    ),
    Package(
        "@nl-design-system-unstable/voorbeeld-design-tokens", "7.4.1", "EUPL-1.2", tokens="dist/theme.css"
    ),
    Package("htmx.org", "4.0.1", "0BSD", "LICENSE", kept={"dist/htmx.min.js": "htmx.min.js"}),
    Package(
        "@fontsource-variable/noto-sans",
        "5.3.0",
        "OFL-1.1",
        "LICENSE",
        kept={
            f"files/noto-sans-{part}.woff2": f"noto-sans-{part}.woff2"
            for part in ("latin-wght-normal", "latin-wght-italic", "latin-ext-wght-normal")
        },
    ),
    Package(
        "maplibre-gl",
        "6.17.0",
        "BSD-3-Clause",
        "LICENSE.txt",
        # Without its style sheet: that holds its buttons as data, which our pages do not allow.
        kept={f"dist/maplibre-gl{part}.mjs": f"maplibre-gl{part}.mjs" for part in ("", "-worker")},
    ),
]


def fetch(package: Package, into: Path) -> Path:
    """Unpack one pinned package and return its folder."""
    wanted = f"{package.name}@{package.version}"
    done = subprocess.run(
        ["npm", "pack", "--silent", wanted], cwd=into, check=True, capture_output=True, text=True
    )
    folder = into / re.sub(r"\W+", "-", package.name)
    with tarfile.open(into / done.stdout.split()[-1]) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def split_rules(css: str) -> Iterator[tuple[str, str]]:
    """Yield the selector (or at-rule) and the body of each rule on the top level."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    depth, start, opened = 0, 0, 0
    for place, sign in enumerate(css):
        if sign == "{":
            depth += 1
            opened = place if depth == 1 else opened
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : place].strip()
                start = place + 1
        elif sign == ";" and depth == 0:
            start = place + 1


def _is_wanted(selector: str, blocks: tuple[str, ...]) -> bool:
    # Variants that no page of ours uses, and the twins that the packages keep for their own tests.
    if re.search(r"html-content|rich-text|--test-|__test-|--arrows|--pressed|--positive|--busy", selector):
        return False
    return not blocks or any(
        re.search(rf"\.{block}(?![a-z-])|\.{block}(__|--)", selector) for block in blocks
    )


def take_rules(css: str, blocks: tuple[str, ...]) -> str:
    """Return the rules for these blocks, one a line, media queries included."""
    taken = []
    for selector, body in split_rules(css):
        if selector.startswith(("@media", "@supports")):
            inner = take_rules(body, blocks)
            taken += [f"{selector} {{\n{inner}}}\n"] if inner else []
        elif not selector.startswith("@") and _is_wanted(selector, blocks):
            taken.append(" ".join(f"{selector} {{{body}}}".split()) + "\n")
    return "".join(taken)


def take_tokens(css: str, users: str) -> str:
    """Return the basic design tokens, and the others only where ``users`` (a style sheet) lead to them."""
    declared = dict(re.findall(r"(--[\w-]+):\s*([^;]+);", css))
    wanted: set[str] = set()
    asked = set(re.findall(r"var\(\s*(--[\w-]+)", users))
    asked |= {name for name in declared if name.startswith("--basis-")}
    while asked:
        name = asked.pop()
        if name in declared and name not in wanted:
            wanted.add(name)
            asked |= set(re.findall(r"var\(\s*(--[\w-]+)", declared[name]))
    lines = "".join(f"  {name}: {declared[name]};\n" for name in sorted(wanted))
    return f".voorbeeld-theme {{\n{lines}}}\n"


def digest(path: Path) -> str:
    """Return the sha256 of a file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def vendor() -> None:
    """Fetch everything and write the folder and its manifest anew."""
    (VENDOR / "licences").mkdir(parents=True, exist_ok=True)
    rules, tokens, rows = "", "", []
    with tempfile.TemporaryDirectory() as temporary:
        for package in PACKAGES:
            folder = fetch(package, Path(temporary))
            licence = VENDOR / "licences" / f"{package.name.strip('@').replace('/', '-')}.txt"
            licence.write_bytes((folder / package.licence_file).read_bytes())
            files = [licence]
            for source, target in package.kept.items():
                (VENDOR / target).write_bytes((folder / source).read_bytes())
                files.append(VENDOR / target)
            if package.components:
                rules += take_rules((folder / package.components).read_text(), package.blocks)
                files.append(VENDOR / COMPONENTS)
            if package.tokens:
                tokens = (folder / package.tokens).read_text()
                files.append(VENDOR / TOKENS)
            rows.append((package, files))
    head = "/* Parts of the packages in MANIFEST.json (EUPL-1.2), chosen by scripts/vendor_assets.py. */\n"
    (VENDOR / COMPONENTS).write_text(head + rules)
    (VENDOR / TOKENS).write_text(head + take_tokens(tokens, rules))
    manifest = [
        {
            "package": package.name,
            "version": package.version,
            "licence": package.licence,
            "files": {str(path.relative_to(VENDOR)): digest(path) for path in files},
        }
        for package, files in rows
    ]
    path = VENDOR / "MANIFEST.json"
    # What vendor_editor.py put there stays.
    names = {package.name for package in PACKAGES}
    others = (
        [row for row in json.loads(path.read_text()) if row["package"] not in names] if path.exists() else []
    )
    path.write_text(json.dumps([*manifest, *others], indent=2) + "\n")


def find_differences() -> list[str]:
    """Return a sentence for every file that is not as the manifest says."""
    manifest = json.loads((VENDOR / "MANIFEST.json").read_text())
    said = {name: digest for row in manifest for name, digest in row["files"].items()}
    there = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()} - {
        "MANIFEST.json"
    }
    wrong = [f"{name} is in the manifest and not in the folder" for name in sorted(said.keys() - there)]
    wrong += [f"{name} is in the folder and not in the manifest" for name in sorted(there - said.keys())]
    return wrong + [
        f"{name} is not what was fetched"
        for name in sorted(said.keys() & there)
        if digest(VENDOR / name) != said[name]
    ]


def main() -> int:
    """Fetch, or with ``--check`` only compare."""
    if "--check" not in sys.argv:
        vendor()
    differences = find_differences()
    print("\n".join(differences) or "vendored files are as the manifest says")
    return 1 if differences else 0


if __name__ == "__main__":
    raise SystemExit(main())
