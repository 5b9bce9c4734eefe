"""``spoorboek audit``: look through a letter by anybody, and throw away audits that have had their time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from spoorboek.cli.dutch import DutchCommand
from spoorboek.cli.exit_codes import ExitCode
from spoorboek.cli.failures import Failure
from spoorboek.cli.files import STDIN, get_file, read_bytes
from spoorboek.cli.output import write_json
from spoorboek.cli.own_words import configuration_option, use_own_words
from spoorboek.cli.session import Session, get_now, pass_session
from spoorboek.cli.wording import VERDICT_WORDS
from spoorboek.documents.errors import DocumentError

if TYPE_CHECKING:
    from spoorboek.documents.readers.audit_text import AuditText
    from spoorboek.rules.letter_audit.letter_audit import LetterAudit
    from spoorboek.rules.letter_audit.model import Finding

_LONGEST = 90


@click.command(cls=DutchCommand)
@click.argument("file", metavar="BESTAND|-")
@click.option(
    "--plan", metavar="NAAM", default="", help="Trek na tegen dit plan en de cijfers die hier staan."
)
@click.option(
    "--earlier", metavar="BESTAND", default="", help="Een eerdere brief: komt terug wat daarin is beloofd?"
)
@click.option(
    "--language",
    type=click.Choice(["nl", "en"]),
    default=None,
    help="De taal van de brief; zonder deze optie volgt die uit de tekst.",
)
@click.option("--json", "as_json", is_flag=True, help="Antwoord als JSON.")
@configuration_option
@pass_session
def audit(
    session: Session,
    file: str,
    plan: str,
    earlier: str,
    language: str | None,
    as_json: bool,
    configuration: str,
) -> None:
    """Kijk een brief van wie dan ook na: tekst, Markdown, Word, PDF of webpagina.

    Elk getal, elke periode en elk woord van verandering: wat klopt, wat niet, wat niet te herleiden is.
    Zonder --plan is geen database nodig. Eindigt met code 1 als er iets niet klopt.

    \b
    Voorbeelden:
      spoorboek audit jaarverslag.pdf
      spoorboek audit terugblik.docx --earlier uitvoeringsplan.docx --json
      spoorboek audit annual-report.pdf --language en
      spoorboek --as auteur audit terugblik.txt --plan integraal-veiligheidsplan-2023-2026
    """
    use_own_words("" if plan else configuration)
    text = _read(file)
    before = _read(earlier) if earlier else None
    try:
        found = _audit(session, text, plan, before, language)
    except DocumentError as error:
        raise Failure(f"'{file}' is niet na te kijken: {error}", ExitCode.USAGE) from error
    if as_json:
        write_json(found.to_json())
    else:
        _write(found, has_figures=bool(plan))
    if found.is_wrong:
        raise click.exceptions.Exit(int(ExitCode.WRONG))


def _audit(
    session: Session, text: AuditText, plan: str, earlier: AuditText | None, language: str | None
) -> LetterAudit:
    if not plan:
        from spoorboek.rules.letter_audit.letter_audit import audit_letter

        return audit_letter(text, earlier=earlier, language=language)
    reader = session.get_reader()
    from spoorboek.apps.letter_audits.auditing import run_audit

    return run_audit(reader, text, plan=plan, earlier=earlier, at=get_now(), language=language)


def _read(path: str) -> AuditText:
    from spoorboek.documents.readers.audit_text import read_audit_text

    try:
        content = read_bytes(path) if path == STDIN else get_file(path).read_bytes()
        return read_audit_text(content, None if path == STDIN else Path(path).name)
    except Failure as error:
        # A letter that is not there or not to be read is one thing for whoever calls this: no audit.
        raise Failure(error.message, ExitCode.USAGE) from error
    except (DocumentError, OSError) as error:
        raise Failure(f"'{path}' is niet te lezen: {error}", ExitCode.USAGE) from error


def _write(found: LetterAudit, *, has_figures: bool) -> None:
    for finding in found.findings:
        _write_finding(finding)
    if has_figures:
        click.echo(f"{found.traced} getallen horen bij een cijfer dat hier staat.")
    numbers = f"{len(found.numbers)} getallen, datums en perioden gevonden"
    click.echo(
        f"{numbers}; {len(found.holding)} getoetste zinnen kloppen, {len(found.findings)} opmerkingen."
    )


def _write_finding(finding: Finding) -> None:
    sign = VERDICT_WORDS[finding.verdict.value].sign
    quote = " ".join(finding.quote.split())
    shown = quote if len(quote) <= _LONGEST else f"{quote[:_LONGEST]}..."
    click.echo(f'{sign} Bladzijde {finding.page} "{shown}": {finding.title.lower()}')
    click.echo(f"    {finding.why}")
    if finding.better:
        click.echo(f"    Beter: {finding.better}")


@click.command("expire-audits", cls=DutchCommand)
@click.option("--json", "as_json", is_flag=True, help="Antwoord als JSON.")
@pass_session
def expire_audits(session: Session, as_json: bool) -> None:
    """Gooi nagekeken brieven weg die hun tijd hebben gehad (SPOORBOEK_AUDIT_DAYS). Zet dit elke nacht klaar.

    \b
    Voorbeeld:
      spoorboek --as beheerder expire-audits
    """
    writer = session.get_writer()
    from spoorboek.apps.letter_audits.actions import delete_expired_audits

    count = delete_expired_audits(by=writer, at=get_now())
    if as_json:
        write_json(_as_data(count))
    else:
        click.echo(f"{count} nagekeken brieven weggegooid.")


def _as_data(count: int) -> dict[str, Any]:
    return {"deleted": count}
