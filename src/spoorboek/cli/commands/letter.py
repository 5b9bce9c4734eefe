"""``spoorboek letter``: list, check, build and verify letters."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from spoorboek.cli.commands.letter_word import from_word, to_word
from spoorboek.cli.dutch import DutchCommand, DutchGroup
from spoorboek.cli.exit_codes import ExitCode
from spoorboek.cli.failures import Failure
from spoorboek.cli.files import get_file, is_file_name, make_folder, read_text
from spoorboek.cli.output import say, write_json, write_table
from spoorboek.cli.session import Session, get_now, pass_session
from spoorboek.cli.wording import VERDICT_WORDS

if TYPE_CHECKING:
    from spoorboek.apps.letters.checking import CheckedClaim, LetterCheck
    from spoorboek.rules.letter_verification import Verification

FORMS = ("pdf", "docx", "html")
_UNREADABLE = replace(VERDICT_WORDS["error"], sign="!")


@click.group(cls=DutchGroup)
def letter() -> None:
    """Brieven aan de raad: nakijken, maken en een gepubliceerde brief narekenen."""


letter.add_command(to_word)
letter.add_command(from_word)


@letter.command("list", cls=DutchCommand)
@click.option("--json", "as_json", is_flag=True, help="Antwoord als JSON.")
@pass_session
def list_all(session: Session, as_json: bool) -> None:
    """Toon de brieven die u mag zien, de nieuwste eerst.

    \b
    Voorbeeld:
      spoorboek --as auteur letter list
    """
    reader = session.get_reader()
    from spoorboek.apps.letters.queries import list_letters

    rows = list_letters(reader)
    if as_json:
        write_json(
            [
                {
                    "slug": row.slug,
                    "title": row.title,
                    "dated_on": row.dated_on.isoformat(),
                    "case_number": row.case_number,
                    "status": row.status.value,
                    "fingerprint": row.fingerprint,
                }
                for row in rows
            ]
        )
    elif not rows:
        say("Er zijn geen brieven die u mag zien.")
    else:
        cells = [(row.slug, row.dated_on.isoformat(), row.status_word, row.fingerprint[:12]) for row in rows]
        write_table(cells, ("brief", "datum", "status", "vingerafdruk"))


@letter.command(cls=DutchCommand)
@click.argument("which", metavar="BESTAND|NAAM")
@click.option("--json", "as_json", is_flag=True, help="Antwoord als JSON.")
@pass_session
def check(session: Session, which: str, as_json: bool) -> None:
    """Kijk een brief na: een bestand (.md), of een brief die hier al staat.

    Elke bewering wordt getoetst, elk getal herleid, elke belofte gezocht. Eindigt met code 1 als de brief nog
    niet naar goedkeuring kan.

    \b
    Voorbeelden:
      spoorboek --as auteur letter check concept.md
      spoorboek --as toetser letter check uitvoeringsplan-ondermijning-2023-2024 --json
    """
    reader, now = session.get_reader(), get_now()
    from spoorboek.apps.letters.queries import check_letter, check_source

    if is_file_name(which):
        found = check_source(reader, read_text(which), at=now)
    else:
        found = check_letter(reader, which, at=now)
    if as_json:
        write_json(_check_as_data(found))
    else:
        _write_check(found)
    if found.reasons:
        raise click.exceptions.Exit(int(ExitCode.WRONG))


@letter.command(cls=DutchCommand)
@click.argument("which", metavar="BESTAND|NAAM")
@click.option("--out", metavar="MAP", default=".", help="Waar de bestanden komen; anders de huidige map.")
@click.option("--json", "as_json", is_flag=True, help="Antwoord als JSON.")
@pass_session
def build(session: Session, which: str, out: str, as_json: bool) -> None:
    """Maak een brief als PDF, Word en webpagina. Een gepubliceerde brief komt uit het archief.

    \b
    Voorbeelden:
      spoorboek --as auteur letter build concept.md --out uit
      spoorboek letter build uitvoeringsplan-ondermijning-2023-2024 --out uit
    """
    reader = session.get_reader()
    name, files, digest = _build_file(reader, which) if is_file_name(which) else build_kept(reader, which)
    folder = make_folder(out)
    paths = [folder / f"{name}.{form}" for form in FORMS]
    for path, content in zip(paths, files, strict=True):
        path.write_bytes(content)
    if as_json:
        write_json({"files": [str(path) for path in paths], "fingerprint": digest})
        return
    for path in paths:
        say(str(path))
    say(f"Vingerafdruk: {digest}")


def build_kept(reader: Any, slug: str) -> tuple[str, tuple[bytes, ...], str]:
    """Return name, files and fingerprint of a letter that is kept here."""
    from spoorboek.apps.letters.queries import build_letter, get_letter, get_published_file

    row = get_letter(reader, slug)
    if row.published_at is not None:
        return slug, tuple(get_published_file(reader, slug, form) for form in FORMS), row.fingerprint
    built = build_letter(reader, slug, at=get_now())
    return slug, (built.pdf, built.docx, built.html), built.manifest.digest


def _build_file(reader: Any, which: str) -> tuple[str, tuple[bytes, ...], str]:
    from spoorboek.apps.letters.queries import build_source

    built = build_source(reader, read_text(which), at=get_now())
    return get_file(which).stem, (built.pdf, built.docx, built.html), built.manifest.digest


@letter.command(cls=DutchCommand)
@click.argument("file", metavar="BESTAND.pdf")
@click.option("--fingerprint", metavar="HEX", default=None, help="De vingerafdruk die is gepubliceerd.")
@click.option("--json", "as_json", is_flag=True, help="Antwoord als JSON.")
def verify(file: str, fingerprint: str | None, as_json: bool) -> None:
    """Reken een gepubliceerde brief na uit wat in de PDF zelf zit. Zonder database, zonder netwerk.

    Vindt een gewijzigd cijfer op een bladzijde, in de tabel of in het bewijs. Alleen met --fingerprint is
    zeker dat het de brief is die de gemeente publiceerde. De controle leest tekst; wat er als plaatje
    overheen is getekend, blijkt alleen uit de sha256 van het bestand. Die staat bij de brief op de website.
    Eindigt met code 1 als er iets niet klopt.

    \b
    Voorbeeld:
      spoorboek letter verify brief.pdf --fingerprint 3f8a...
    """
    from spoorboek.documents.manifest import FIGURES_NAME, MANIFEST_NAME
    from spoorboek.documents.readers.pdf import read_pdf
    from spoorboek.rules.letter_verification import PublishedFile, verify_letter

    raw = get_file(file).read_bytes()
    content, file_sha256 = read_pdf(raw), hashlib.sha256(raw).hexdigest()
    for name in (MANIFEST_NAME, FIGURES_NAME):
        if name not in content.attachments:
            sentence = f"In '{file}' zit geen {name}: dit is geen brief van Spoorboek."
            raise Failure(sentence, ExitCode.BAD_INPUT)
    attached = content.attachments
    published = PublishedFile(attached[MANIFEST_NAME], attached[FIGURES_NAME], content.pages)
    outcome = verify_letter(published, fingerprint=fingerprint)
    if as_json:
        write_json(_verification_as_data(outcome, fingerprint is not None) | {"sha256": file_sha256})
    else:
        _write_verification(outcome, fingerprint is not None)
        say(f"sha256 van dit bestand: {file_sha256}")
    if not outcome.is_genuine:
        raise click.exceptions.Exit(int(ExitCode.WRONG))


def _check_as_data(found: LetterCheck) -> dict[str, Any]:
    claims = [
        {**claim.verdict, "line": claim.place.line, "words": claim.words, "open": list(claim.open_codes)}
        for claim in found.claims
    ]
    return {
        "ready": not found.reasons,
        "reasons": list(found.reasons),
        "claims": claims,
        "problems": [{"line": one.line, "sentence": one.sentence} for one in found.problems],
        "untied": [{"line": one.line, "sentence": one.sentence} for one in found.untied],
        "silent": list(found.silent),
    }


def _write_check(found: LetterCheck) -> None:
    for claim in found.claims:
        if claim.open_codes or not claim.is_number:
            _write_claim(claim)
    for problem in (*found.problems, *found.untied):
        say(f"! {problem}")
    held = sum(not claim.open_codes for claim in found.claims)
    say(f"{held} van de {len(found.claims)} beweringen en getallen houden stand.")
    say(" ".join(found.reasons) or "De brief kan ter goedkeuring.")


def _write_claim(claim: CheckedClaim) -> None:
    verdict = claim.verdict
    said = VERDICT_WORDS[verdict["verdict"]] if "verdict" in verdict else _UNREADABLE
    say(f'{said.sign} Regel {claim.place.line} "{claim.words}": {said.words}')
    say(f"    {verdict.get('why') or verdict.get('error')}")
    if verdict.get("better") and claim.open_codes:
        say(f"    Beter: {verdict['better']}")


def _verification_as_data(outcome: Verification, has_fingerprint: bool) -> dict[str, Any]:
    return {
        "genuine": outcome.is_genuine,
        "compared_with_fingerprint": has_fingerprint,
        "letter": outcome.slug,
        "fingerprint": outcome.digest,
        "figures": outcome.figure_count,
        "claims": outcome.claim_count,
        "numbers": outcome.number_count,
        "own_words": outcome.own_words,
        "findings": [{"check": one.check.value, "sentence": one.sentence} for one in outcome.findings],
    }


def _write_verification(outcome: Verification, has_fingerprint: bool) -> None:
    from spoorboek.rules.letter_verification import CHECK_LABELS, Check

    failed = {finding.check for finding in outcome.findings}
    for one in Check:
        if one is Check.FINGERPRINT and not has_fingerprint:
            say("- niet vergeleken met een gepubliceerde vingerafdruk (--fingerprint)")
        elif outcome.digest or one in failed:
            say(f"{'x' if one in failed else 'v'} {CHECK_LABELS[one]}")
    for finding in outcome.findings:
        say(f"    {finding.sentence}")
    if outcome.own_words:
        say(f"- ook getoetst met eigen woorden van de gemeente, {outcome.own_words}")
    counts = (
        f"{outcome.figure_count} cijfers, {outcome.claim_count} oordelen, {outcome.number_count} getallen"
    )
    if outcome.is_genuine:
        say(f"Brief '{outcome.slug}' klopt: {counts} nagerekend.\nVingerafdruk: {outcome.digest}")
    else:
        say("Deze brief is niet zoals hij is gepubliceerd.")
