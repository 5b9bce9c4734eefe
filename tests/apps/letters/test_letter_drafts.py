"""What the editor saves while somebody types: one version a sitting, and never over another's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.apps.letters.two_writers import another_author
from tests.letter_world import AT, DRAFT, EVALUATION, EXECUTION, person, publish

from spoorboek.apps.access.errors import NotPermittedError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.models import Event
from spoorboek.apps.letters.actions import approve_step, save_revision, set_aside, submit_letter
from spoorboek.apps.letters.drafts import save_draft
from spoorboek.apps.letters.errors import ConflictError, LetterError
from spoorboek.apps.letters.letter_views import get_letter_view
from spoorboek.apps.letters.models import Override, Revision
from spoorboek.apps.letters.queries import check_letter, list_revisions

pytestmark = pytest.mark.django_db


def source_of(slug: str = DRAFT) -> str:
    return list_revisions(person("auteur"), slug)[0].source


def type_on(
    words: str, based_on: int, *, minutes: int = 0, by: Viewer | None = None, slug: str = DRAFT
) -> int:
    return save_draft(
        slug=slug,
        source=source_of(slug).rstrip("\n") + f" {words}\n",
        based_on=based_on,
        by=by or person("auteur"),
        at=AT + timedelta(minutes=minutes),
    )


def numbers(slug: str = DRAFT) -> list[int]:
    return [row.number for row in list_revisions(person("auteur"), slug)]


def test_what_is_saved_while_typing_is_one_version_with_ever_higher_numbers() -> None:
    assert [type_on("een", 1), type_on("twee", 2, minutes=1), type_on("drie", 3, minutes=9)] == [2, 3, 4]
    assert numbers() == [4, 1]
    assert source_of().endswith("een twee drie\n")
    assert Event.objects.filter(action="letters.save").count() == 1


def test_after_ten_minutes_a_new_version_begins() -> None:
    type_on("een", 1)
    type_on("twee", 2, minutes=11)
    assert numbers() == [3, 2, 1]


def test_the_same_text_again_changes_nothing() -> None:
    assert type_on("een", 1) == 2
    again = save_draft(slug=DRAFT, source=source_of(), based_on=2, by=person("auteur"), at=AT)
    assert again == 2


def test_who_typed_on_an_older_text_is_told_and_overwrites_nothing() -> None:
    type_on("een", 1)
    type_on("twee", 2)
    with pytest.raises(ConflictError, match="versie 3, u had versie 2"):
        type_on("drie", 2)
    assert source_of().endswith("een twee\n")


def test_another_person_begins_a_version_of_their_own() -> None:
    type_on("een", 1)
    assert type_on("twee", 2, by=another_author()) == 3
    assert type_on("drie", 3) == 4
    assert numbers() == [4, 3, 2, 1]


def test_saving_by_hand_closes_the_version() -> None:
    type_on("een", 1)
    save_revision(slug=DRAFT, source=source_of(), based_on=2, by=person("auteur"), at=AT)
    type_on("twee", 2)
    assert numbers() == [3, 2, 1]


def test_a_closed_version_cannot_be_changed_and_an_open_one_cannot_be_deleted() -> None:
    type_on("een", 1)
    for act in (
        lambda: Revision.objects.filter(letter__slug=DRAFT, number=1).update(source="anders"),
        lambda: Revision.objects.filter(letter__slug=DRAFT, number=2)._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_what_was_signed_is_closed_and_the_next_words_ask_again() -> None:
    type_on("Goed.", 1, slug=EXECUTION)
    submit_letter(slug=EXECUTION, by=person("auteur"), at=AT)
    approve_step(slug=EXECUTION, step="figures", by=person("gegevensbeheerder"), at=AT)
    type_on("Beter.", 2, slug=EXECUTION)
    assert numbers(EXECUTION) == [3, 2, 1]


def test_a_published_letter_is_saved_no_more() -> None:
    publish(EXECUTION)
    with pytest.raises(LetterError, match="verandert niet meer"):
        type_on("een", 1, slug=EXECUTION)


def test_a_verdict_that_was_set_aside_stays_so_while_its_paragraph_does() -> None:
    author = person("auteur")
    claim = check_letter(author, EVALUATION, at=AT).open_claims[0]
    reason = "Het aantal geldt voor de hele stad, zonder kenmerken."
    set_aside(
        slug=EVALUATION, claim_id=claim.claim_id, verdict="disclosure_review", reason=reason, by=author, at=AT
    )
    for number in (1, 2, 3):
        type_on("Verder.", number, slug=EVALUATION)
        assert check_letter(author, EVALUATION, at=AT).reasons == ()
    assert Override.objects.filter(letter__slug=EVALUATION).count() == 4


@pytest.mark.parametrize("username", ["toetser", "raadslid"])
def test_only_a_writer_saves(username: str) -> None:
    with pytest.raises(NotPermittedError):
        type_on("een", 1, by=person(username))


def test_the_pages_of_a_letter_show_what_was_saved_a_moment_ago() -> None:
    author = person("auteur")
    for number, word in enumerate(("een", "twee", "drie"), start=1):
        type_on(word, number)
        seen = get_letter_view(author, DRAFT, at=AT)
        assert seen.revision == number + 1
        assert seen.source.endswith(f"{word}\n")
