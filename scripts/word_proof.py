"""Two hundred invented letters go to Word and come back, some edited by a hand that leaves every tie alone.

    python -m scripts.word_proof [--letters 200] [--libreoffice 0]

Each letter must come back to its own bytes when nobody touched it, and with every tie when words around the
ties were changed. With ``--libreoffice N`` the first N are opened and saved by LibreOffice on the way.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.unit.working_copy.invented_letters import invent_letter
from tests.unit.working_copy.word_hands import a_working_copy, before_end, edit, paragraph, run

from spoorboek.documents.source.letter import parse_letter
from spoorboek.documents.working_copy.read_back import read_back


def main() -> int:
    """Run the proof; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=200)
    parser.add_argument("--libreoffice", type=int, default=0)
    asked = parser.parse_args()
    began = time.perf_counter()
    broken = [seed for seed in range(asked.letters) if not holds(seed, is_saved=seed < asked.libreoffice)]
    took = time.perf_counter() - began
    print(f"{asked.letters - len(broken)} van de {asked.letters} brieven heel terug, in {took:.0f} s")
    print(f"niet heel: {broken}" if broken else "geen enkele koppeling weg")
    return 1 if broken else 0


def holds(seed: int, *, is_saved: bool = False) -> bool:
    """Tell whether one letter comes back whole, untouched and edited."""
    letter = parse_letter(invent_letter(random.Random(seed)))  # noqa: S311
    content = a_working_copy(letter, verdicts={})
    if is_saved:
        content = save_with_libreoffice(content)
    if read_back(content).source != letter.text:
        return False
    back = read_back(edit(content, before_end(paragraph(run("Een zin erbij.")))))
    return back.kept_count == back.tie_count and "Een zin erbij." in back.source


def save_with_libreoffice(content: bytes) -> bytes:
    """Return the file as LibreOffice saves it."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "brief.docx").write_bytes(content)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", f"{folder}/uit"]
        subprocess.run([*command, f"{folder}/brief.docx"], check=True, capture_output=True, timeout=180)
        return (Path(folder) / "uit" / "brief.docx").read_bytes()


if __name__ == "__main__":
    sys.exit(main())
