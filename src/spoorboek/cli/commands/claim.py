"""``spoorboek claim``: judge and explain claims that come in as JSON. Needs no database."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import click

from spoorboek.cli.dutch import DutchCommand, DutchGroup
from spoorboek.cli.exit_codes import ExitCode
from spoorboek.cli.failures import Failure
from spoorboek.cli.files import STDIN, read_text
from spoorboek.cli.output import say, write_json
from spoorboek.cli.own_words import configuration_option, use_own_words
from spoorboek.cli.wording import VERDICT_WORDS


@click.group(cls=DutchGroup)
def claim() -> None:
    """Beweringen toetsen: bewijzen de cijfers wat de woorden zeggen?"""


@claim.command("test", cls=DutchCommand)
@click.argument("file", metavar="[BESTAND]", default=STDIN)
@click.option("--json", "as_json", is_flag=True, help="Antwoord als JSON, in de volgorde van de invoer.")
@configuration_option
def test(file: str, as_json: bool, configuration: str) -> None:
    """Toets een lijst beweringen (JSON) uit BESTAND, of uit de invoer als u niets of - opgeeft.

    Een bewering die niet goed is geschreven, krijgt een fout; de andere worden toch getoetst. De opdracht
    eindigt dan met code 2. Een oordeel dat een bewering niet klopt, is geen fout: dan is de code 0.

    \b
    Voorbeelden:
      spoorboek claim test beweringen.json
      cat beweringen.json | spoorboek claim test --json
      echo '[{"id": "mma", "claim": "rises", "kind": "count", "source_type": "registered",
        "points": [{"period": "2023", "value": 88}, {"period": "2024", "value": 104}],
        "from": "2023", "to": "2024"}]' | spoorboek claim test
    """
    from spoorboek.rules.claims.judge import judge_claims

    use_own_words(configuration)
    entries = _read_entries(read_text(file))
    answers = judge_claims(entries)
    if as_json:
        write_json(answers)
    else:
        for entry, answer in zip(entries, answers, strict=True):
            say("\n".join(_describe(entry, answer)))
    if any("error" in answer for answer in answers):
        raise click.exceptions.Exit(int(ExitCode.USAGE))


@claim.command("explain", cls=DutchCommand)
@click.argument("claim_id", metavar="ID")
@click.argument("file", metavar="[BESTAND]", default=STDIN)
@click.option("--json", "as_json", is_flag=True, help="Antwoord als JSON.")
@configuration_option
def explain(claim_id: str, file: str, as_json: bool, configuration: str) -> None:
    """Leg uit hoe de bewering ID uit BESTAND (JSON) is getoetst, en wat het oordeel anders had gemaakt.

    De andere beweringen in het bestand tellen mee: wat in één deel van een brief staat, weegt samen.

    \b
    Voorbeelden:
      spoorboek claim explain mma beweringen.json
      cat beweringen.json | spoorboek claim explain mma --json
    """
    from spoorboek.rules.claims.errors import ClaimError
    from spoorboek.rules.explanations import explain_claim

    use_own_words(configuration)
    try:
        found = explain_claim(_read_entries(read_text(file)), claim_id)
    except ClaimError as error:
        raise Failure(f"De bewering '{claim_id}' is niet te lezen: {error}", ExitCode.USAGE) from error
    if found is None:
        raise Failure(f"Er is geen bewering met id '{claim_id}'.", ExitCode.NOT_FOUND)
    if as_json:
        write_json(json.loads(json.dumps(asdict(found), default=str)))
        return
    verdict, test = VERDICT_WORDS[found.verdict], found.explanation
    lines = [f'{verdict.sign} {found.claim_id} "{found.words}": {verdict.words}', f"  {found.why}"]
    lines += [f"  Beter: {found.better}"] if found.better else []
    lines += ["", f"Hoe getoetst: {test.title}", f"  {test.formula}"]
    lines += [f"  {name}: {value}" for name, value in (*test.inputs, *test.outcomes)]
    lines += [f"  Bron: {test.source}", "", "Het oordeel was anders geweest als:"]
    lines += [f"  - {flip.what}: {VERDICT_WORDS[flip.verdict].words}" for flip in found.flips]
    if not found.flips:
        lines.append("  - (geen enkele kleine wijziging maakt het anders)")
    say("\n".join(lines))


def _read_entries(text: str) -> list[Any]:
    try:
        data = json.loads(text, object_pairs_hook=_read_object)
    except RecursionError as error:
        raise Failure("De invoer is te diep genest.", ExitCode.BAD_INPUT) from error
    except json.JSONDecodeError as error:
        sentence = f"De invoer is geen JSON: regel {error.lineno}, teken {error.colno}."
        raise Failure(sentence, ExitCode.BAD_INPUT) from error
    except ValueError as error:
        raise Failure("In de invoer staat een getal dat te groot is.", ExitCode.BAD_INPUT) from error
    if not isinstance(data, list):
        raise Failure("De invoer is een lijst van beweringen: [ {...}, {...} ].", ExitCode.BAD_INPUT)
    return data


def _read_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """JSON lets a name stand twice and keeps the last; a claim may not lose a word that way."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(name for name in found if sum(name == other for other, _ in pairs) > 1)
        raise Failure(f"In de invoer staat '{twice[:40]}' twee keer in een object.", ExitCode.BAD_INPUT)
    return found


def _describe(entry: Any, answer: Mapping[str, Any]) -> list[str]:
    words = entry.get("words") if isinstance(entry, Mapping) else None
    name = f"{answer['id']}" + (f' "{words}"' if words else "")
    if "error" in answer:
        return [f"! {name}: niet te lezen", f"    {answer['error']}"]
    verdict = VERDICT_WORDS[answer["verdict"]]
    lines = [f"{verdict.sign} {name}: {verdict.words}", f"    {answer['why']}"]
    if answer["better"]:
        lines.append(f"    Beter: {answer['better']}")
    if answer["also"]:
        lines.append(f"    Ook: {', '.join(VERDICT_WORDS[code].words for code in answer['also'])}")
    return lines
