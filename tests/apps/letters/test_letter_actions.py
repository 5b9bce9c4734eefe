"""Writing a letter and taking it through its approval route."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.letter_world import AT, DRAFT, EVALUATION, EXECUTION, LATER, person

from spoorboek.apps.access.errors import NotFoundError, NotPermittedError
from spoorboek.apps.access.viewer import ANONYMOUS
from spoorboek.apps.audit.models import Event
from spoorboek.apps.indicators.registers import REGISTERS
from spoorboek.apps.intake.register_actions import withdraw_registration
from spoorboek.apps.letters.actions import (
    approve_step,
    keep_letter_type,
    save_revision,
    send_back,
    set_aside,
    start_letter,
    submit_letter,
)
from spoorboek.apps.letters.changes import list_changes_since
from spoorboek.apps.letters.errors import ConflictError, LetterError, LetterTextError, NotReadyError
from spoorboek.apps.letters.models import Letter, LetterType, Override, Revision, SignedStep
from spoorboek.apps.letters.queries import (
    check_letter,
    get_letter,
    list_letter_types,
    list_revisions,
    view_letter,
)
from spoorboek.rules.letter_lifecycle import LetterStatus

pytestmark = pytest.mark.django_db

SMALL = "Het aantal geldt voor de hele stad, zonder kenmerken."
LABELLED = "\n\nWij hielden drie dagen.\n"


def source_of(slug: str) -> str:
    return list_revisions(person("auteur"), slug)[0].source


def save(slug: str, old: str, new: str, *, based_on: int = 1) -> int:
    source = source_of(slug)
    assert old in source
    return save_revision(
        slug=slug, source=source.replace(old, new, 1), based_on=based_on, by=person("auteur"), at=LATER
    )


def submit(slug: str = EXECUTION) -> None:
    submit_letter(slug=slug, by=person("auteur"), at=AT)


def approve(step: str, who: str, slug: str = EXECUTION, **kwargs: str) -> None:
    approve_step(slug=slug, step=step, by=person(who), at=AT, **kwargs)


def status_of(slug: str = EXECUTION) -> LetterStatus:
    return get_letter(person("auteur"), slug).status


def last_event() -> Event:
    found = Event.objects.order_by("-sequence").first()
    assert found is not None
    return found


def correct_a_record() -> None:
    """Take back one inspected business, so that the letter counts another number."""
    register = REGISTERS["inspected-businesses"]
    withdraw_registration(
        register=register, number="ICB-2023-0003", reason="dubbel", by=person("inspecteur"), at=LATER
    )


def test_a_new_letter_has_its_first_text_an_author_and_an_event() -> None:
    source = source_of(EXECUTION).replace(f"slug: {EXECUTION}", "slug: nog-een-brief")

    slug = start_letter(source=source, by=person("auteur"), at=LATER)

    view = view_letter(person("auteur"), slug, at=LATER)
    assert (view.revision, view.row.status, view.author_id) == (
        1,
        LetterStatus.DRAFT,
        person("auteur").person_id,
    )
    assert (last_event().action, last_event().subject) == ("letters.start", "letters.letter:nog-een-brief")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("slug: x", f"slug: {EXECUTION}", "Er is al een brief met de naam"),
        ("type: raadsinformatiebrief", "type: folder", "De briefsoort 'folder' bestaat niet"),
    ],
)
def test_a_letter_that_cannot_begin_says_why(old: str, new: str, sentence: str) -> None:
    source = source_of(EXECUTION).replace(f"slug: {EXECUTION}", "slug: x").replace(old, new)

    with pytest.raises(LetterError, match=sentence):
        start_letter(source=source, by=person("auteur"), at=LATER)


def test_a_text_that_is_no_letter_is_refused_with_its_line() -> None:
    with pytest.raises(LetterTextError, match="Regel"):
        start_letter(source="---\nslug: x\n---\n", by=person("auteur"), at=LATER)


@pytest.mark.parametrize("who", ["toetser", "raadslid", "beheerder", "inspecteur"])
def test_only_an_author_writes(who: str) -> None:
    source = source_of(EXECUTION)

    with pytest.raises(NotPermittedError):
        start_letter(source=source, by=person(who), at=LATER)
    with pytest.raises(NotPermittedError):
        save_revision(slug=EXECUTION, source=source, based_on=1, by=person(who), at=LATER)
    with pytest.raises(NotPermittedError):
        submit_letter(slug=EXECUTION, by=person(who), at=LATER)


def test_a_change_is_the_next_revision_and_the_former_stays() -> None:
    number = save(EXECUTION, "prettig om in te wonen", "fijn om in te wonen")

    assert number == 2
    assert [row.number for row in list_revisions(person("auteur"), EXECUTION)] == [2, 1]
    assert "prettig" in list_revisions(person("auteur"), EXECUTION)[1].source
    assert last_event().details == {"revision": 2}


def test_the_same_text_again_changes_nothing() -> None:
    before = Event.objects.count()

    assert (
        save_revision(slug=EXECUTION, source=source_of(EXECUTION), based_on=1, by=person("auteur"), at=LATER)
        == 1
    )
    assert Event.objects.count() == before


def test_two_people_who_change_one_text_do_not_overwrite_each_other() -> None:
    save(EXECUTION, "prettig", "fijn")

    with pytest.raises(ConflictError, match="versie 2, u had versie 1"):
        save(EXECUTION, "fijn", "mooi", based_on=1)


def test_a_letter_keeps_its_name_and_its_type() -> None:
    with pytest.raises(LetterError, match="kan niet veranderen"):
        save(EXECUTION, f"slug: {EXECUTION}", "slug: anders")
    with pytest.raises(LetterError, match="is begonnen als"):
        save(EXECUTION, "type: raadsinformatiebrief", "type: tussentijdse-evaluatie")


def test_a_draft_with_open_points_cannot_be_submitted_and_says_which() -> None:
    save(EXECUTION, "\n# Hoe gaat het verder?", f"{LABELLED}\n# Hoe gaat het verder?")

    with pytest.raises(NotReadyError) as refusal:
        submit()

    assert refusal.value.reasons == ("1 getal hangt niet aan een cijfer.",)


def test_a_draft_that_is_silent_on_a_promise_cannot_be_submitted() -> None:
    save(EXECUTION, '[?]{promises="ondermijning" period="2023-01..2023-04"}', "Volgt.")
    save(EXECUTION, '{promise="unsafety-prevented"}', '{promise="hemp-sweeps"}', based_on=2)

    with pytest.raises(NotReadyError, match="Doorlopend werken aan het voorkomen"):
        submit()


def test_a_letter_with_wrong_claims_cannot_be_submitted() -> None:
    with pytest.raises(NotReadyError, match="vragen nog om een keuze"):
        submit(DRAFT)


def test_a_verdict_is_set_aside_with_a_reason_for_this_paragraph_only() -> None:
    author = person("auteur")
    claim = check_letter(author, EVALUATION, at=AT).open_claims[0]
    set_aside(
        slug=EVALUATION, claim_id=claim.claim_id, verdict="disclosure_review", reason=SMALL, by=author, at=AT
    )
    assert check_letter(author, EVALUATION, at=AT).reasons == ()

    save(EVALUATION, "Wij kijken in deze brief terug", "In deze brief kijken wij terug")
    assert check_letter(author, EVALUATION, at=AT).reasons == ()

    save(EVALUATION, "personen die mogelijk radicaliseren", "jongens die radicaliseren", based_on=2)
    assert [one.claim_id for one in check_letter(author, EVALUATION, at=AT).open_claims] == [claim.claim_id]


@pytest.mark.parametrize(
    ("claim", "verdict", "reason", "sentence"),
    [
        ("n25", "disclosure_review", "mag", "Schrijf in een zin"),
        ("n25", "contradicted", SMALL, "staat niet"),
        ("c99", "disclosure_review", SMALL, "staat niet"),
    ],
)
def test_what_cannot_be_set_aside_says_why(claim: str, verdict: str, reason: str, sentence: str) -> None:
    with pytest.raises(LetterError, match=sentence):
        set_aside(slug=EVALUATION, claim_id=claim, verdict=verdict, reason=reason, by=person("auteur"), at=AT)


def test_a_letter_is_approved_when_its_needed_steps_are_taken() -> None:
    submit()
    approve("content", "toetser")
    assert status_of() is LetterStatus.IN_APPROVAL

    approve("agreement", "toetser2", remark=" akkoord ")

    assert status_of() is LetterStatus.APPROVED
    assert last_event().details["step"] == "agreement"
    assert SignedStep.objects.get(step="agreement").remark == "akkoord"


@pytest.mark.parametrize(
    ("step", "who", "sentence"),
    [
        ("party", "toetser", "geen stap 'party'"),
        ("agreement", "toetser", "Eerst moet de stap"),
        ("content", "gegevensbeheerder", "Deze stap is voor de rol toetser"),
        ("content", "auteur", "Deze stap is voor de rol toetser"),
    ],
)
def test_a_step_that_may_not_be_taken_says_why(step: str, who: str, sentence: str) -> None:
    submit()

    with pytest.raises(LetterError, match=sentence):
        approve(step, who)


def test_nobody_takes_two_steps_and_no_step_is_taken_twice() -> None:
    submit()
    approve("content", "toetser")

    with pytest.raises(LetterError, match="een ander zet de volgende"):
        approve("agreement", "toetser")
    with pytest.raises(LetterError, match="is al gezet"):
        approve("content", "toetser2")


def test_a_draft_is_not_approved() -> None:
    with pytest.raises(LetterError, match="de status is 'concept'"):
        approve("content", "toetser")


@pytest.mark.parametrize("who", ["raadslid", "inspecteur", "beheerder", "kernteamlid"])
def test_who_sees_no_drafts_approves_none(who: str) -> None:
    submit()

    with pytest.raises(NotPermittedError):
        approve("content", who)


def test_a_change_of_the_text_asks_the_steps_again_and_shows_the_change() -> None:
    submit()
    approve("content", "toetser")
    approve("agreement", "toetser2")

    save(EXECUTION, "prettig om in te wonen", "fijn om in te wonen")

    assert status_of() is LetterStatus.IN_APPROVAL
    steps = {step.code: step for step in view_letter(person("toetser"), EXECUTION, at=LATER).steps}
    assert steps["content"].had_other_text and steps["content"].signed_at is None
    changed = list_changes_since(person("toetser"), EXECUTION, "content", at=LATER)
    assert (changed.revision_then, changed.revision_now, changed.numbers) == (1, 2, ())
    assert [("prettig" in one.before[0], "fijn" in one.after[0]) for one in changed.lines] == [(True, True)]


def test_a_corrected_record_asks_the_steps_again_and_shows_the_number() -> None:
    submit()
    approve("content", "toetser")
    correct_a_record()

    with pytest.raises(LetterError, match="Eerst moet de stap"):
        approve("agreement", "toetser2")

    changed = list_changes_since(person("toetser"), EXECUTION, "content", at=LATER)
    assert changed.lines == ()
    assert [(one.key.split("@")[0], one.before, one.after) for one in changed.numbers] == [
        ("inspected-businesses", "achttien", "zeventien")
    ]


def test_changes_are_shown_only_of_a_step_that_was_signed_and_in_the_office() -> None:
    submit()

    with pytest.raises(NotFoundError):
        list_changes_since(person("toetser"), EXECUTION, "content", at=LATER)
    with pytest.raises(NotFoundError):
        list_changes_since(ANONYMOUS, EXECUTION, "content", at=LATER)


def test_a_letter_that_is_sent_back_is_a_draft_again() -> None:
    submit()

    send_back(slug=EXECUTION, reason="Noem de bron.", by=person("toetser"), at=LATER)

    assert status_of() is LetterStatus.DRAFT
    assert last_event().details == {"reason": "Noem de bron."}


def test_sending_back_needs_a_reason_and_a_role() -> None:
    submit()

    with pytest.raises(LetterError, match="waarom"):
        send_back(slug=EXECUTION, reason=" ", by=person("toetser"), at=LATER)
    with pytest.raises(NotPermittedError):
        send_back(slug=EXECUTION, reason="Nee.", by=person("gegevensbeheerder"), at=LATER)
    with pytest.raises(NotFoundError):
        send_back(slug=EXECUTION, reason="Nee.", by=person("raadslid"), at=LATER)


def test_a_letter_type_that_changes_gets_a_new_version_and_a_letter_keeps_its_own() -> None:
    author = person("auteur")
    code, version, specification = next(
        one for one in list_letter_types(author) if one[0] == "raadsinformatiebrief"
    )
    assert keep_letter_type(specification=specification, by=author, at=LATER) == version

    changed = specification.replace("Welke besluiten horen hierbij?", "Welke besluiten zijn er?")
    assert keep_letter_type(specification=changed, by=author, at=LATER + timedelta(days=1)) == version + 1

    assert check_letter(author, EXECUTION, at=LATER).problems == ()
    assert last_event().subject == f"letters.lettertype:{code}/{version + 1}"


def test_a_letter_type_that_is_none_is_refused() -> None:
    with pytest.raises(LetterError):
        keep_letter_type(specification="code: x", by=person("auteur"), at=LATER)


@pytest.mark.parametrize("model", [Revision, SignedStep, LetterType, Override])
def test_the_database_refuses_to_change_what_was_signed_or_said(model: type) -> None:
    author = person("auteur")
    set_aside(slug=EVALUATION, claim_id="n25", verdict="disclosure_review", reason=SMALL, by=author, at=AT)
    submit()
    approve("content", "toetser")
    row = model.objects.first()  # type: ignore[attr-defined]

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        row.save()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.filter(pk=row.pk)._raw_delete("default")  # type: ignore[attr-defined]


def test_a_letter_with_a_slip_in_its_year_opens_and_says_so() -> None:
    save(EXECUTION, "dated_on: 20", "dated_on: 19")

    check = check_letter(person("auteur"), EXECUTION, at=LATER)

    assert [problem.line for problem in check.problems if "golden de afspraken nog niet" in problem.sentence]
    with pytest.raises(NotReadyError):
        submit()


def test_an_approved_letter_is_not_offered_again() -> None:
    Letter.objects.filter(slug=EXECUTION).update(status=LetterStatus.APPROVED.value)

    with pytest.raises(LetterError, match="Alleen een concept"):
        submit()
