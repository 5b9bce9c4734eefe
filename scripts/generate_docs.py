"""Write the generated pages of docs/naslag, or check that they are what they would be.

Generated: the lifecycle diagrams, the catalogue of indicators, the command line reference and the
spec pages. Everything comes from the code and the example; nothing here is written by hand.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import yaml
from spec_pages import list_spec_pages

from spoorboek.cli.main import main as command_line
from spoorboek.rules.letter_audit.finding_kind import FindingKind
from spoorboek.rules.letter_audit.letter_audit import LISTED
from spoorboek.rules.letter_lifecycle import LETTER_LIFECYCLE
from spoorboek.rules.lifecycle import render_mermaid
from spoorboek.rules.measure_lifecycles import (
    CLOSURE_LIFECYCLE,
    FORFEITURE_LIFECYCLE,
    MEASURE_LIFECYCLE,
    ORDER_LIFECYCLE,
)
from spoorboek.rules.plan_lifecycle import PLAN_LIFECYCLE
from spoorboek.rules.referrals import REFERRAL_LIFECYCLE
from spoorboek.rules.register_lifecycles import CASE_LIFECYCLE, ENQUIRY_LIFECYCLE, SIGNAL_LIFECYCLE

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "naslag"
NOTICE = "<!-- Gemaakt door `make docs`; verander de bron, niet deze bladzijde. -->\n"


def lifecycles() -> str:
    """Return the page with a diagram per lifecycle."""
    diagrams = {
        "Versie van een plan": render_mermaid(PLAN_LIFECYCLE),
        "Signaal": render_mermaid(SIGNAL_LIFECYCLE),
        "Bronvraag": render_mermaid(ENQUIRY_LIFECYCLE),
        "Casus": render_mermaid(CASE_LIFECYCLE),
        "Doorverwijzing van een casus": render_mermaid(REFERRAL_LIFECYCLE),
        "Maatregel": render_mermaid(MEASURE_LIFECYCLE),
        "Sluiting": render_mermaid(CLOSURE_LIFECYCLE),
        "Last onder dwangsom": render_mermaid(ORDER_LIFECYCLE),
        "Verbeurde dwangsom": render_mermaid(FORFEITURE_LIFECYCLE),
        "Brief": render_mermaid(LETTER_LIFECYCLE),
    }
    parts = [NOTICE, "# Levenslopen\n"]
    parts += [f"## {title}\n\n```mermaid\n{diagram.rstrip()}\n```\n" for title, diagram in diagrams.items()]
    return "\n".join(parts)


def indicators() -> str:
    """Return the catalogue of indicators of the example city."""
    catalogue = yaml.safe_load((ROOT / "examples" / "dordrecht" / "indicators.yaml").read_text())
    rows = [NOTICE, "# Indicatoren van de voorbeeldstad\n"]
    rows += ["| code | cijfer | eenheid | soort | bron | zo tellen we |", "|---|---|---|---|---|---|"]
    for item in catalogue["indicators"]:
        rule = " ".join(str(item["counting_rule"]).split())
        rows.append(
            f"| `{item['code']}` | {item['title']} | {item['unit']} | {item['kind']} "
            f"| {item['source_type']} | {rule} |"
        )
    return "\n".join(rows) + "\n"


def _commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None and not child.hidden:
                yield from _commands(child, f"{path} {name}")


def reference() -> str:
    """Return the help of every command."""
    parts = [NOTICE, "# Opdrachtregel\n"]
    for path, command in _commands(command_line, "spoorboek"):
        context = click.Context(command, info_name=path, max_content_width=100, terminal_width=100)
        parts.append(f"## `{path}`\n\n```text\n{command.get_help(context).rstrip()}\n```\n")
    return "\n".join(parts)


def findings() -> str:
    """Return the list of what the audit of letters can find, with the verdict that it gives."""
    rows = [NOTICE, "# Wat het nakijken van een brief kan vinden\n"]
    rows += [
        "`spoorboek audit BESTAND --json` geeft per opmerking een van deze codes als `kind`. `severity` is "
        "`number` (een gedrukt getal klopt niet), `conclusion` (de conclusie draait om) of `note`. Een "
        "oordeel van de toets zelf gaat voor: een opmerking kan dan een ander `verdict` hebben.\n",
        "| `kind` | opmerking | `verdict` | wat het is |",
        "|---|---|---|---|",
    ]
    rows += [
        f"| `{one.value}` | {one.title} | `{one.verdict.value}` | {one.sentence} |" for one in FindingKind
    ]
    rows += [
        "\n## Getallen\n",
        "`numbers` heeft elk getal, elke datum en elke periode, met `quote`, `start`, `end`, `page`, `kind`, "
        "`value`, `unit`, `period` en `figure` (het cijfer, als er een bij hoort).\n",
        "| `kind` van een getal |",
        "|---|",
    ]
    rows += [f"| `{one}` |" for one in sorted(kind.value for kind in LISTED)]
    return "\n".join(rows) + "\n"


def main() -> int:
    """Write the pages, or with --check say which differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, fail on a difference")
    check = parser.parse_args().check
    pages = {
        "levenslopen.md": lifecycles(),
        "indicatoren.md": indicators(),
        "opdrachtregel.md": reference(),
        "nakijken.md": findings(),
        **list_spec_pages(NOTICE),
    }
    stale = [n for n, text in pages.items() if not (TARGET / n).exists() or (TARGET / n).read_text() != text]
    left = sorted(path.name for path in TARGET.glob("*.md") if path.name not in pages)
    if check:
        for name in stale:
            print(f"docs/naslag/{name} is not what the code says: run `make docs`")
        for name in left:
            print(f"docs/naslag/{name} comes from nothing any more: run `make docs`")
        return 1 if stale or left else 0
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in left:
        (TARGET / name).unlink()
    for name, text in pages.items():
        (TARGET / name).write_text(text)
    print(f"{len(pages)} pages, {len(stale)} changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
