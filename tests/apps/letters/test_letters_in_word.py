"""A letter of the example city goes to Word, comes back, and nothing is lost on the way."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from tests.letter_world import DRAFT, EXECUTION, LATER, person
from tests.unit.working_copy.word_hands import edit, type_over
from tests.web.letter_texts import short_letter

from spoorboek.apps.access.errors import NotFoundError, NotPermittedError
from spoorboek.apps.letters.actions import save_revision
from spoorboek.apps.letters.errors import ConflictError, LetterError
from spoorboek.apps.letters.queries import list_revisions
from spoorboek.apps.letters.word_returning import (
    receive_word_file,
    save_word_return,
    settle_remark,
    start_letter_from_word,
)
from spoorboek.apps.letters.working_copies import (
    build_working_copy,
    get_word_return,
    list_remarks,
    list_word_returns,
    read_word_file,
)
from spoorboek.documents.source.letter import parse_letter
from spoorboek.documents.working_copy.read_back import Reading, read_back

pytestmark = pytest.mark.django_db


def copy_of(slug: str, like: str = "") -> bytes:
    return build_working_copy(person("auteur"), slug, at=LATER, like=like)


def hand_in(slug: str, content: bytes) -> str:
    return receive_word_file(
        slug=slug, file_name="C:\\map\\brief.docx", content=content, by=person("auteur"), at=LATER
    )


def save(slug: str, code: str) -> int:
    return save_word_return(slug=slug, code=code, how=Reading(), by=person("auteur"), at=LATER)


def remarked(content: bytes) -> bytes:
    word = docx.Document(io.BytesIO(content))
    word.add_comment(word.paragraphs[-1].runs, text="Klopt dit nog?", author="Collega A", initials="CA")
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()


@pytest.mark.parametrize("slug", [EXECUTION, DRAFT])
def test_a_letter_of_the_city_comes_back_to_the_letter(slug: str) -> None:
    source = list_revisions(person("auteur"), slug)[0].source
    back = read_back(copy_of(slug))
    assert back.source == source
    assert back.kept_count == back.tie_count > 10
    assert not back.left_out and not back.comments


def test_what_came_back_is_saved_with_its_file_and_remarks() -> None:
    content = remarked(edit(copy_of(EXECUTION), type_over("title", "Terug uit Word")))
    code = hand_in(EXECUTION, content)
    assert list_revisions(person("auteur"), EXECUTION)[0].number == 1
    assert save(EXECUTION, code) == 2
    newest = list_revisions(person("auteur"), EXECUTION)[0]
    assert parse_letter(newest.source).front_matter.title == "Terug uit Word"
    row = get_word_return(person("auteur"), EXECUTION, code)
    assert (row.file_name, row.revision, row.based_on) == ("brief.docx", 2, 1)
    assert row.report["fields"][0]["after"] == "Terug uit Word"
    assert read_word_file(person("auteur"), EXECUTION, code)[1] == content
    (remark,) = list_remarks(person("auteur"), EXECUTION)
    assert (remark.author, remark.text) == ("Collega A", "Klopt dit nog?")


def test_a_remark_goes_to_word_again_until_it_is_settled_and_is_kept_once() -> None:
    save(EXECUTION, hand_in(EXECUTION, remarked(copy_of(EXECUTION))))
    again = copy_of(EXECUTION)
    assert [one.text for one in read_back(again).comments] == ["Klopt dit nog?"]
    save(EXECUTION, hand_in(EXECUTION, again))
    (remark,) = list_remarks(person("auteur"), EXECUTION)
    settle_remark(slug=EXECUTION, number=remark.number, by=person("auteur"), at=LATER)
    assert not read_back(copy_of(EXECUTION)).comments
    assert list_remarks(person("auteur"), EXECUTION)[0].is_settled


def test_a_letter_that_moved_on_meanwhile_is_not_overwritten() -> None:
    code = hand_in(EXECUTION, edit(copy_of(EXECUTION), type_over("title", "Uit Word")))
    theirs = list_revisions(person("auteur"), EXECUTION)[0].source + "\nNog een zin.\n"
    save_revision(slug=EXECUTION, source=theirs, based_on=1, by=person("auteur"), at=LATER)
    with pytest.raises(ConflictError):
        save(EXECUTION, code)
    assert list_revisions(person("auteur"), EXECUTION)[0].source == theirs
    settled = {"slug": EXECUTION, "code": code, "how": Reading(), "by": person("auteur"), "at": LATER}
    assert save_word_return(source=theirs, based_on=2, **settled) == 2
    assert get_word_return(person("auteur"), EXECUTION, code).revision == 2


def test_a_working_copy_belongs_to_its_own_letter() -> None:
    with pytest.raises(LetterError, match="andere brief"):
        hand_in(DRAFT, copy_of(EXECUTION))
    with pytest.raises(LetterError, match="geen Word-bestand"):
        hand_in(DRAFT, b"geen Word")


def test_only_who_writes_letters_takes_them_to_word_and_back() -> None:
    with pytest.raises(NotFoundError):
        build_working_copy(person("raadslid"), EXECUTION, at=LATER)
    with pytest.raises(NotPermittedError):
        receive_word_file(
            slug=EXECUTION, file_name="x", content=copy_of(EXECUTION), by=person("toetser"), at=LATER
        )


def test_a_letter_goes_back_into_the_styles_of_the_file_it_came_in() -> None:
    content = edit(copy_of(EXECUTION), lambda text: text.replace("Noto Sans", "Georgia"), "word/styles.xml")
    code = hand_in(EXECUTION, content)
    save(EXECUTION, code)
    styled = docx.Document(io.BytesIO(copy_of(EXECUTION, like=code)))
    assert styled.styles["Normal"].font.name == "Georgia"


def test_a_word_letter_that_never_was_ours_becomes_a_draft_with_numbers_to_tie() -> None:
    word = docx.Document()
    word.add_heading("Waarom krijgt u deze brief?", 1)
    word.add_paragraph("Er waren 104 meldingen.")
    made = io.BytesIO()
    word.save(made)
    head = short_letter("uit-word")
    slug, back = start_letter_from_word(
        head=head, file_name="oud.docx", content=made.getvalue(), by=person("auteur"), at=LATER
    )
    source = list_revisions(person("auteur"), slug)[0].source
    assert source == back.source
    assert source.endswith("# Waarom krijgt u deze brief?\n\nEr waren 104 meldingen.\n")
    assert [one.text for one in parse_letter(source).untied_numbers] == ["104"]
    with pytest.raises(LetterError, match="werkbestand van de brief"):
        start_letter_from_word(
            head=short_letter("nog-een"),
            file_name="x.docx",
            content=copy_of(EXECUTION),
            by=person("auteur"),
            at=LATER,
        )


def test_tracked_changes_of_a_letter_by_others_are_chosen_one_by_one_after_it_began() -> None:
    content = (
        Path(__file__).resolve().parents[2] / "data" / "word" / "wijzigingen-van-twee.docx"
    ).read_bytes()
    slug, back = start_letter_from_word(
        head=short_letter("uit-word"), file_name="oud.docx", content=content, by=person("auteur"), at=LATER
    )
    (row,) = list_word_returns(person("auteur"), slug)
    assert len(back.changes) == 4 and row.revision == 0

    how = Reading(taken=frozenset({1, 4}))
    save_word_return(slug=slug, code=row.code, how=how, by=person("auteur"), at=LATER)

    assert "nieuwe oude meldingen" in list_revisions(person("auteur"), slug)[0].source
    (row,) = list_word_returns(person("auteur"), slug)
    assert [one["is_taken"] for one in row.report["changes"]] == [True, False, False, True]
