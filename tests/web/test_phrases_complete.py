"""Whoever makes a new Dutch sentence below the web gives it its English one."""

from __future__ import annotations

from scripts.dutch_left import looks_dutch
from tests.web.dutch_templates import SOURCE, list_templates, normalise

from spoorboek.web.phrasebook import read_phrases

MADE_IN = ("rules/claims", "rules/hotspots", "rules/clocks", "rules/ladders", "rules/protocols", "apps")
NOT_ON_A_PAGE = {
    "rules/claims/ladder.py": "the better sentence, which is for the letter",
    "rules/claims/own_words.py": "a file of the municipality, read when the program starts",
    "rules/claims/entry": "words of an entry on the command line",
    "rules/hotspots/satscan": "files of SaTScan, on the command line",
    "rules/hotspots/weighed_places.py": "files with areas, on the command line",
    "rules/hotspots/letter_text.py": "text for a letter",
    "rules/hotspots/kept_numbers.py": "names and counting rules of figures, which are printed in letters",
    "rules/ladders/coverage.py": "a file of the municipality, read when the program starts",
    "rules/ladders/ladder.py": "a file of the municipality, read when the program starts",
    "rules/ladders/reader.py": "a file of the municipality, read when the program starts",
    "apps/accounts/mail_words.py": "e-mail, written in each language",
    "apps/accounts/start_lines.py": "said by gettext; another test holds them together",
    "apps/exchange/city_file.py": "a city in files, on the command line",
    "apps/exchange/list_mapping.py": "what somebody may write for yes and no",
    "apps/exchange/loading.py": "a city in files, on the command line",
    "apps/exchange/queries.py": "a city in files, on the command line",
    "apps/exchange/route.py": "a city in files, on the command line",
    "apps/exchange/starting.py": "a city in files, on the command line",
    "apps/indicators/actions.py": "files with counting rules, on the command line",
    "apps/indicators/definition": "files with counting rules, on the command line",
    "apps/indicators/derived_origin.py": "files with counting rules, on the command line",
    "apps/indicators/promise_progress.py": "a promise in the words of the plan, with its day",
    "apps/accounts/promises.py": "a promise in the words of the plan, with its day",
    "apps/cases/export_queries.py": "a file to take along",
    "apps/intake/channels.py": "a file of the municipality, read when the program starts",
    "apps/interventions/measure_files.py": "the file for objection and appeal, a Dutch document",
    "apps/interventions/ladders.py": "a file of the municipality, read when the program starts",
    "apps/letter_audits/models.py": "how the administration of the database calls a row",
    "apps/letter_audits/report.py": "a report to take along",
    "apps/letters/models.py": "how the administration of the database calls a row",
    "apps/people/demo.py": "invented people",
    "apps/people/key_actions.py": "keys, on the command line",
    "apps/sources/source_file.py": "files with sources, on the command line",
}
"""Where a sentence needs no English one, and why."""
LAWS = ("Awb, artikel", "Gemeentewet, artikel")
"""A place in a law is cited in the language of the law."""


def test_every_dutch_sentence_below_the_web_has_its_english_one() -> None:
    known = {normalise(dutch) for dutch in read_phrases("en")}
    left = [
        f"{place}:{line}: {text}"
        for floor in MADE_IN
        for path in sorted((SOURCE / floor).rglob("*.py"))
        if "migrations" not in path.parts
        and not (place := path.relative_to(SOURCE).as_posix()).startswith(tuple(NOT_ON_A_PAGE))
        for line, text in list_templates(path)
        if " " in text.strip() and looks_dutch(text) and normalise(text) not in known
        if not text.startswith(LAWS)
    ]
    assert not left, "\n".join(left)


def test_no_exception_is_for_a_file_that_is_gone() -> None:
    assert [place for place in NOT_ON_A_PAGE if not list(SOURCE.glob(f"{place}*"))] == []
