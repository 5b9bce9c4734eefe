"""Keeping an audit: who sees it, what is decided, how long it is kept, and the letter it becomes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import LazySettings
from tests.letter_world import AT, PLAN, person

from spoorboek.apps.access.errors import NotFoundError, NotPermittedError
from spoorboek.apps.letter_audits.actions import (
    decide_finding,
    delete_audit,
    delete_expired_audits,
    keep_audit,
    start_letter_from_audit,
)
from spoorboek.apps.letter_audits.errors import LetterAuditError
from spoorboek.apps.letter_audits.queries import build_report, get_audit, list_audits
from spoorboek.apps.letters.queries import view_letter
from spoorboek.documents.readers.audit_text import AuditText, read_audit_text
from spoorboek.documents.writers.docx import write_docx
from spoorboek.documents.writers.html import write_page
from spoorboek.figures.period import Period
from spoorboek.rules.letter_audit.finding_choice import FindingChoice
from spoorboek.rules.letter_audit.letter_source import SourceHeader

pytestmark = pytest.mark.django_db

TEXT = """# Terugblik

Via Meld Misdaad Anoniem kwamen 88 meldingen binnen in 2023 en 104 meldingen in 2024.
Wij zien steeds meer meldingen.

Er waren in 2024 61.234 vliegende tapijten.
"""


def read(text: str = TEXT) -> AuditText:
    return read_audit_text(text.encode(), "brief.md")


def keep(username: str = "auteur", plan: str = "") -> str:
    return keep_audit(title="Onze terugblik", text=read(), by=person(username), at=AT, plan=plan)


def test_numbers_are_traced_to_the_figures_that_are_known_here() -> None:
    result = get_audit(person("auteur"), keep(plan=PLAN)).result
    tied = {one["quote"]: one["figure"] for one in result["numbers"] if one["figure"]}
    assert tied["88"].startswith("mma-reports@2023")
    assert tied["104"].startswith("mma-reports@2024")
    assert result["traced"] == len(tied)
    untraced = [one["quote"] for one in result["findings"] if one["kind"] == "untraceable"]
    assert untraced == ["61.234"]


def test_counted_promises_of_the_plan_that_do_not_come_back_are_named() -> None:
    findings = get_audit(person("auteur"), keep(plan=PLAN)).result["findings"]
    missing = [one["why"] for one in findings if one["kind"] == "not_reported_back"]
    assert missing
    assert all(why.startswith("Beloofd zijn") for why in missing)


def test_an_audit_exists_for_who_brought_it_and_for_who_checks_letters() -> None:
    code = keep("auteur")
    assert [row.code for row in list_audits(person("toetser"))] == [code]
    assert list_audits(person("gegevensbeheerder")) == ()
    with pytest.raises(NotFoundError):
        get_audit(person("gegevensbeheerder"), code)


def test_a_council_member_cannot_keep_an_audit() -> None:
    with pytest.raises(NotPermittedError):
        keep("raadslid")


def test_a_dismissal_needs_a_reason() -> None:
    code = keep()
    said = {"code": code, "finding": 1, "by": person("auteur"), "at": AT}
    with pytest.raises(LetterAuditError, match="waarom"):
        decide_finding(choice=FindingChoice.DISMISSED, reason="", **said)
    decide_finding(choice=FindingChoice.DISMISSED, reason="Dit staat in de bijlage.", **said)
    decide_finding(choice=FindingChoice.ACCEPTED, reason="", **said)
    assert get_audit(person("auteur"), code).decisions[1].choice is FindingChoice.ACCEPTED


def test_a_letter_without_text_is_refused() -> None:
    with pytest.raises(LetterAuditError, match="geen tekst"):
        keep_audit(title="leeg", text=AuditText("  "), by=person("auteur"), at=AT)


def test_an_audit_is_gone_after_its_days(settings: pytest.FixtureRequest) -> None:
    settings.AUDIT_RETENTION_DAYS = 10  # type: ignore[attr-defined]
    keep()
    cleaner = person("beheerder")
    assert delete_expired_audits(by=cleaner, at=AT + timedelta(days=10)) == 0
    assert delete_expired_audits(by=cleaner, at=AT + timedelta(days=11)) == 1
    assert list_audits(person("auteur")) == ()


def test_a_report_names_the_kind_the_words_and_the_decision() -> None:
    code = keep()
    decide_finding(
        code=code,
        finding=1,
        choice=FindingChoice.DISMISSED,
        reason="Wij weten dit.",
        by=person("auteur"),
        at=AT,
    )
    document = build_report(person("auteur"), code)
    page = write_page(document)
    assert "weggelegd. Wij weten dit." in page
    assert "Opmerkingen naar soort" in page and "Over 1 opmerking is beslist." in page
    assert write_docx(document).startswith(b"PK")


def test_an_audit_becomes_a_letter_with_its_numbers_tied() -> None:
    header = SourceHeader(
        letter_type="raadsinformatiebrief",
        slug="uit-een-oude-brief",
        title="Uit een oude brief",
        dated_on=AT.date(),
        case_number="2025-1",
        plan=PLAN,
        period=Period.parse("2023..2024"),
        area="GM0505",
    )
    slug = start_letter_from_audit(code=keep(plan=PLAN), header=header, by=person("auteur"), at=AT)
    source = view_letter(person("auteur"), slug, at=AT).source
    assert '[88]{figure="mma-reports" period="2023"}' in source
    assert "vliegende tapijten" in source


def test_an_audit_of_which_the_key_is_lost_says_so_and_takes_no_other_with_it(settings: LazySettings) -> None:
    settings.FIELD_KEY_FILE, settings.FIELD_KEYS = None, ["vroeger"]
    lost = keep()
    settings.FIELD_KEYS = ["nu"]
    kept = keep()
    rows = {row.code: row for row in list_audits(person("auteur"))}
    assert [rows[code].can_be_opened for code in (lost, kept)] == [False, True]
    assert rows[lost].finding_count == 0
    delete_audit(code=lost, by=person("auteur"), at=AT)
    assert [row.code for row in list_audits(person("auteur"))] == [kept]
