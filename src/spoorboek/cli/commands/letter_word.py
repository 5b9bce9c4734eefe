"""``spoorboek letter to-word`` and ``from-word``: a letter to Word and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from spoorboek.cli.dutch import DutchCommand
from spoorboek.cli.exit_codes import ExitCode
from spoorboek.cli.files import get_file, is_file_name, make_folder, read_text
from spoorboek.cli.output import say, write_json
from spoorboek.cli.session import Session, get_now, pass_session
from spoorboek.cli.word_report import as_data, list_sentences

if TYPE_CHECKING:
    from spoorboek.documents.working_copy.report import ReadBack


@click.command("to-word", cls=DutchCommand)
@click.argument("which", metavar="BESTAND|NAAM")
@click.option("--out", metavar="MAP", default=".", help="Waar het werkbestand komt; anders de huidige map.")
@pass_session
def to_word(session: Session, which: str, out: str) -> None:
    """Maak een werkbestand voor Word, dat terug kan worden ingelezen.

    \b
    Voorbeeld:
      spoorboek --as auteur letter to-word concept.md --out uit
    """
    reader = session.get_reader()
    from spoorboek.apps.letters.working_copies import build_source_copy, build_working_copy

    if is_file_name(which):
        name, content = get_file(which).stem, build_source_copy(reader, read_text(which), at=get_now())
    else:
        name, content = which, build_working_copy(reader, which, at=get_now())
    path = make_folder(out) / f"werkbestand-{name}.docx"
    path.write_bytes(content)
    say(str(path))


@click.command("from-word", cls=DutchCommand)
@click.argument("file", metavar="BESTAND.docx")
@click.option("--out", metavar="BESTAND.md", default="", help="Waar de tekst komt; anders op het scherm.")
@click.option("--refuse-changes", is_flag=True, help="Lees zonder de wijzigingen die zijn bijgehouden.")
@click.option(
    "--refuse", "refused", metavar="NUMMER", type=int, multiple=True, help="Lees zonder deze ene wijziging."
)
@click.option("--json", "as_json", is_flag=True, help="Antwoord als JSON, met alles wat er is gevonden.")
def from_word(file: str, out: str, refuse_changes: bool, refused: tuple[int, ...], as_json: bool) -> None:
    """Lees een werkbestand uit Word terug in als tekst. Zonder database, zonder netwerk.

    Vertelt welke getallen met de hand zijn gewijzigd en welke koppelingen weg zijn. Eindigt met code 1 als er
    een koppeling weg is.

    \b
    Voorbeeld:
      spoorboek letter from-word werkbestand-concept.docx --out concept.md
    """
    from spoorboek.documents.working_copy.read_back import Reading, read_back

    content = get_file(file).read_bytes()
    back = read_back(content, Reading(takes_changes=not refuse_changes))
    if refused and not refuse_changes:
        back = read_back(content, Reading(taken=_leave_out(refused, back)))
    if out:
        Path(out).write_text(back.source, encoding="utf-8")
    if as_json:
        write_json(as_data(back))
    else:
        for sentence in list_sentences(back):
            say(sentence, err=not out)
        if not out:
            say(back.source.rstrip("\n"))
    if back.lost:
        raise click.exceptions.Exit(int(ExitCode.WRONG))


def _leave_out(refused: tuple[int, ...], back: ReadBack) -> frozenset[int]:
    numbers = frozenset(one.number for one in back.changes)
    if unknown := sorted(set(refused) - numbers):
        raise click.UsageError(
            f"Wijziging {unknown[0]} staat niet in dit bestand; er zijn er {len(numbers)}."
        )
    return numbers - frozenset(refused)
