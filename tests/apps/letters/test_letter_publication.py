"""Publication: one transaction, files that are checked, commitments kept, corrections in a chain."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from tests.letter_world import AT, DRAFT, EVALUATION, EXECUTION, LATER, PLAN, SIGNERS, person, publish

from spoorboek.apps.access.errors import NotFoundError, NotPermittedError
from spoorboek.apps.access.viewer import ANONYMOUS, Viewer
from spoorboek.apps.audit.models import Event
from spoorboek.apps.exchange.city_file import Order
from spoorboek.apps.exchange.route import approve_letter
from spoorboek.apps.indicators.registers import REGISTERS
from spoorboek.apps.intake.register_actions import withdraw_registration
from spoorboek.apps.letters import publishing
from spoorboek.apps.letters.actions import save_revision, start_letter, submit_letter
from spoorboek.apps.letters.changes import list_changes_since
from spoorboek.apps.letters.errors import LetterError
from spoorboek.apps.letters.explaining import explain_letter_claim
from spoorboek.apps.letters.models import Letter, Publication, PublishedFigure
from spoorboek.apps.letters.publications import find_drift, list_printed, list_published
from spoorboek.apps.letters.publishing import publish_letter
from spoorboek.apps.letters.queries import (
    build_letter,
    check_letter,
    get_letter,
    get_manifest,
    get_published_file,
    list_letters,
    list_revisions,
    view_letter,
)
from spoorboek.apps.plans.queries import read_family
from spoorboek.documents.manifest import FIGURES_NAME, MANIFEST_NAME
from spoorboek.documents.readers.pdf import read_pdf
from spoorboek.rules.letter_lifecycle import LetterStatus
from spoorboek.rules.letter_verification import PublishedFile, verify_letter
from spoorboek.rules.word_lists import set_own_words

pytestmark = pytest.mark.django_db

PLACE = "prettig om in te wonen"
OFFICE = ("auteur", "toetser", "gegevensbeheerder", "regisseur")
EVERYBODY = [*OFFICE, "kernteamlid", "jurist", "inspecteur", "privacyfunctionaris", "raadslid", "beheerder"]
READS: dict[str, Callable[[Viewer, str], object]] = {
    "view": lambda viewer, slug: view_letter(viewer, slug, at=AT),
    "check": lambda viewer, slug: check_letter(viewer, slug, at=AT),
    "build": lambda viewer, slug: build_letter(viewer, slug, at=AT),
    "revisions": list_revisions,
}


def viewer_of(name: str) -> Viewer:
    return ANONYMOUS if name == "anoniem" else person(name)


def approve(slug: str) -> None:
    people = [person(name) for name in SIGNERS]
    approve_letter(order=Order(slug), author=person("auteur"), people=people, at=AT)


def take_back_a_business(number: str = "ICB-2023-0003") -> None:
    register = REGISTERS["inspected-businesses"]
    withdraw_registration(
        register=register, number=number, reason="dubbel", by=person("inspecteur"), at=LATER
    )


def a_correction(of: str, name: str) -> str:
    source = list_revisions(person("auteur"), of)[0].source
    header = source.split("\n")
    header = [line for line in header if not line.startswith("corrects:")]
    text = "\n".join(header).replace(f"slug: {of}", f"slug: {name}\ncorrects: {of}", 1)
    return start_letter(source=text, by=person("auteur"), at=LATER)


def test_a_published_letter_is_everybodys_and_has_a_fingerprint() -> None:
    digest = publish(EXECUTION)

    row = get_letter(ANONYMOUS, EXECUTION)
    assert (row.status, row.fingerprint) == (LetterStatus.PUBLISHED, digest)
    assert row.published_at == AT
    event = Event.objects.order_by("-sequence").first()
    assert event is not None and event.details["digest"] == digest


def test_a_letter_keeps_the_own_words_of_its_day_and_verifies_without_them_elsewhere() -> None:
    head = "versions:\n  - {version: '1', valid_from: 2020-01-01, reference: schrijfwijzer, "
    set_own_words(head + "add: {firm: [spectaculair*]}}\n")
    try:
        digest = publish(EXECUTION)
    finally:
        set_own_words("")

    manifest = json.loads(get_manifest(ANONYMOUS, EXECUTION))
    assert manifest["words"]["add"] == {"firm": ["spectaculair*"]}
    claim = manifest["claims"][0]
    explained = explain_letter_claim(ANONYMOUS, EXECUTION, claim["entry"]["id"], at=LATER)
    assert explained.verdict == claim["verdict"]["verdict"]
    content = read_pdf(get_published_file(ANONYMOUS, EXECUTION, "pdf"))
    files = (content.attachments[MANIFEST_NAME], content.attachments[FIGURES_NAME])
    found = verify_letter(PublishedFile(*files, content.pages), fingerprint=digest)
    assert found.is_genuine and found.own_words.startswith("versie 1")


@pytest.mark.parametrize("who", [*EVERYBODY, "anoniem"])
def test_a_draft_exists_for_the_office_only(who: str) -> None:
    viewer = viewer_of(who)
    seen = {row.slug for row in list_letters(viewer)}

    assert seen == ({EXECUTION, EVALUATION, DRAFT} if who in OFFICE else set())
    for read in READS.values():
        if who in OFFICE:
            assert read(viewer, EXECUTION)
        else:
            with pytest.raises(NotFoundError):
                read(viewer, EXECUTION)


@pytest.mark.parametrize("who", [*EVERYBODY, "anoniem"])
def test_of_a_published_letter_everybody_sees_the_files_and_only_the_office_the_work(who: str) -> None:
    publish(EXECUTION)
    viewer = viewer_of(who)

    assert [row.slug for row in list_letters(viewer) if row.published_at] == [EXECUTION]
    assert get_published_file(viewer, EXECUTION, "pdf").startswith(b"%PDF")
    assert get_manifest(viewer, EXECUTION)
    for read in READS.values():
        if who not in OFFICE:
            with pytest.raises(NotFoundError):
                read(viewer, EXECUTION)


@pytest.mark.parametrize("who", ["toetser", "gegevensbeheerder", "raadslid", "beheerder"])
def test_only_who_may_publish_does(who: str) -> None:
    approve(EXECUTION)

    with pytest.raises(NotPermittedError):
        publish_letter(slug=EXECUTION, by=person(who), at=AT)


def test_a_letter_that_is_not_approved_is_not_published() -> None:
    with pytest.raises(LetterError, match="de status is 'concept'"):
        publish_letter(slug=EXECUTION, by=person("auteur"), at=AT)


def test_a_figure_that_changes_after_the_last_step_stops_publication() -> None:
    approve(EXECUTION)
    take_back_a_business()

    with pytest.raises(LetterError, match="veranderd sinds de goedkeuring"):
        publish_letter(slug=EXECUTION, by=person("auteur"), at=LATER)

    assert not Publication.objects.exists()


def test_a_publication_that_breaks_halfway_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    approve(EXECUTION)
    events = Event.objects.count()

    def break_down(**_: Any) -> None:
        raise RuntimeError("stroom weg")

    monkeypatch.setattr(publishing, "record", break_down)
    with pytest.raises(RuntimeError):
        publish_letter(slug=EXECUTION, by=person("auteur"), at=AT)

    assert get_letter(person("auteur"), EXECUTION).status is LetterStatus.APPROVED
    assert (Publication.objects.count(), PublishedFigure.objects.count()) == (0, 0)
    assert Event.objects.count() == events
    assert not [
        row for row in read_family(ANONYMOUS, PLAN).list_commitments() if row.commitment.discharged_by
    ]


def test_a_published_letter_does_not_change_any_more() -> None:
    publish(EXECUTION)
    source = list_revisions(person("auteur"), EXECUTION)[0].source

    with pytest.raises(LetterError, match="verandert niet meer"):
        save_revision(slug=EXECUTION, source=source + "\n", based_on=1, by=person("auteur"), at=LATER)
    with pytest.raises(LetterError):
        submit_letter(slug=EXECUTION, by=person("auteur"), at=LATER)


@pytest.mark.parametrize("model", [Publication, PublishedFigure])
def test_the_database_refuses_to_change_a_publication(model: type) -> None:
    publish(EXECUTION)
    row = model.objects.first()  # type: ignore[attr-defined]

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        row.save()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.filter(pk=row.pk)._raw_delete("default")  # type: ignore[attr-defined]


def test_a_file_that_was_altered_in_the_archive_is_not_given_out() -> None:
    publish(EXECUTION)
    kept = Publication.objects.get().pdf_sha256
    (path,) = (one for one in settings.DATA_DIR.rglob(f"{kept}*") if one.is_file())
    path.chmod(0o600)
    path.write_bytes(path.read_bytes() + b" ")

    with pytest.raises(LetterError, match="niet meer wat er is gepubliceerd"):
        get_published_file(ANONYMOUS, EXECUTION, "pdf")


def test_what_a_draft_has_no_file_for_says_so() -> None:
    with pytest.raises(LetterError, match="nog niet gepubliceerd"):
        get_manifest(person("auteur"), EXECUTION)


def test_a_commitment_that_the_letter_reports_on_is_kept_by_it() -> None:
    publish(EVALUATION)

    said = {row.commitment.code: row.commitment for row in read_family(ANONYMOUS, PLAN).list_commitments()}
    assert said["feedback-after-two-years"].discharged_by == EVALUATION
    assert said["nuisance-letter-2025"].discharged_by == ""


def test_corrections_are_a_chain_with_links_both_ways() -> None:
    publish(EXECUTION)
    first = a_correction(EXECUTION, "verbeterd")
    assert get_letter(ANONYMOUS, EXECUTION).corrected_by == ""
    with pytest.raises(LetterError, match="heeft al een correctie"):
        a_correction(EXECUTION, "nog-een")

    publish_correction(first)
    second = a_correction(first, "nog-beter")
    publish_correction(second)

    rows = {row.slug: row for row in list_letters(ANONYMOUS)}
    assert (rows[EXECUTION].corrected_by, rows[first].corrects) == (first, EXECUTION)
    assert (rows[first].corrected_by, rows[second].corrects) == (second, first)
    assert [rows[slug].status for slug in (EXECUTION, first, second)] == [
        LetterStatus.CORRECTED,
        LetterStatus.CORRECTED,
        LetterStatus.PUBLISHED,
    ]
    assert {one.slug: one.is_corrected for one in list_published(ANONYMOUS)}[EXECUTION]


def publish_correction(slug: str) -> None:
    approve(slug)
    publish_letter(slug=slug, by=person("auteur"), at=LATER)


def test_only_a_published_letter_is_corrected() -> None:
    with pytest.raises(LetterError, match="corrigeren"):
        a_correction(EXECUTION, "verbeterd")


def test_a_printed_figure_is_found_with_its_sentence_and_verdict() -> None:
    publish(EVALUATION)

    (row,) = list_printed(ANONYMOUS, "mma-reports@2024@GM0505")
    assert (row.text, row.verdict) == ("104", "supported_with_note")
    assert row.sentence.startswith("Via Meld Misdaad Anoniem kwamen meer meldingen binnen")
    cells = [one.sentence for one in list_printed(ANONYMOUS, "nuisance-youth@2019@GM0505")]
    assert cells[0].endswith(", 2019: 688")


def test_a_claim_is_shown_with_its_numbers_filled_in() -> None:
    claims = {one.claim_id: one for one in check_letter(person("auteur"), EVALUATION, at=AT).claims}

    flow = next(one for one in claims.values() if one.entry["claim"] == "flow")
    assert flow.words == "In 2024 kwamen er 25 nieuwe casussen bij, naast 7 die doorliepen uit 2023."
    assert not [one.words for one in claims.values() if "?" in one.words]


def test_nothing_drifts_while_no_figure_changes() -> None:
    publish(EXECUTION)

    drift = find_drift(person("auteur"), EXECUTION, at=LATER)

    assert (drift.changed, drift.flipped) == ((), ())


def test_a_record_that_is_corrected_later_shows_under_the_published_letter() -> None:
    publish(EXECUTION)
    before = get_published_file(ANONYMOUS, EXECUTION, "pdf")
    take_back_a_business()

    drift = find_drift(person("auteur"), EXECUTION, at=LATER)

    assert [(one.key.split("@")[0], one.then, one.now) for one in drift.changed] == [
        ("inspected-businesses", 18, 17)
    ]
    assert drift.flipped == ()
    assert get_published_file(ANONYMOUS, EXECUTION, "pdf") == before


def test_a_sentence_that_flips_is_named_with_what_it_is_now() -> None:
    publish(EXECUTION)
    register = REGISTERS["closures"]
    row = register.model._default_manager.filter(is_withdrawn=False).order_by("pk").first()
    assert row is not None
    withdraw_registration(
        register=register, number=row.number, reason="bezwaar gegrond", by=person("jurist"), at=LATER
    )

    drift = find_drift(person("auteur"), EXECUTION, at=LATER)

    assert drift.changed
    assert [one.verdict_then for one in drift.flipped] == ["supported_with_note"]
    assert drift.flipped[0].verdict_now == "does_not_add_up"


def test_drift_is_for_who_sees_figures() -> None:
    publish(EXECUTION)

    with pytest.raises(NotPermittedError):
        find_drift(person("raadslid"), EXECUTION, at=LATER)
    with pytest.raises(NotFoundError):
        find_drift(person("jurist"), EVALUATION, at=LATER)


def test_the_manifest_says_who_by_role_and_never_by_name() -> None:
    publish(EVALUATION)

    manifest = json.loads(get_manifest(ANONYMOUS, EVALUATION))
    text = json.dumps(manifest)
    assert [one["role"] for one in manifest["approvals"]] == ["gegevensbeheerder", "toetser", "toetser"]
    overrides = [one for claim in manifest["claims"] for one in claim.get("overrides", ())]
    assert [(one["verdict"], one["by"]) for one in overrides] == [("disclosure_review", "auteur")]
    assert "Voorbeeld" not in text.replace("Voorbeeld: de registraties", "")


def test_an_approval_over_the_published_text_shows_no_changes() -> None:
    publish(EXECUTION)

    changed = list_changes_since(person("toetser"), EXECUTION, "content", at=AT + timedelta(days=1))

    assert (changed.lines, changed.numbers) == ((), ())


def test_a_letter_is_kept_with_the_plan_it_is_about() -> None:
    assert Letter.objects.get(slug=EXECUTION).plan is not None
