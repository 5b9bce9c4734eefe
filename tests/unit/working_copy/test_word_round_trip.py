"""A letter goes to Word, somebody works on it there, and it comes back."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from tests.conftest import MISSING
from tests.unit.working_copy.word_hands import (
    a_rich_letter,
    a_working_copy,
    before_last_words,
    edit,
    find_control,
    paragraph,
    remove_control,
    run,
    type_over,
)

from spoorboek.documents.source.letter import parse_letter
from spoorboek.documents.working_copy.findings import ChangeKind
from spoorboek.documents.working_copy.read_back import Reading, read_back
from spoorboek.documents.working_copy.remarks import PersonRemark
from spoorboek.documents.working_copy.report import ReadBack
from spoorboek.documents.working_copy.ties import list_ties

LETTER = a_rich_letter()
COPY = a_working_copy(LETTER)
TIES = len(list_ties(LETTER))
SAVED = Path(__file__).parent / "files" / "libreoffice-saved.docx"


def changed(back: ReadBack) -> list[tuple[str, str]]:
    return [(one.before, one.after) for one in back.numbers]


def test_what_nobody_touched_comes_back_to_the_letter() -> None:
    back = read_back(COPY)
    assert back.source == LETTER.text
    assert (back.kept_count, back.tie_count) == (TIES, TIES)
    assert back.is_unchanged and not back.left_out and not back.comments


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert a_working_copy(LETTER) == COPY


def test_python_docx_opens_it_with_its_comments() -> None:
    word = docx.Document(io.BytesIO(COPY))
    assert [one.author for one in word.comments] == ["Spoorboek"]
    assert "104 is meer dan 88." in next(iter(word.comments)).text


def test_every_tie_is_a_control_with_a_name_and_a_bookmark() -> None:
    text = docx.Document(io.BytesIO(COPY)).element.xml
    body = [tie.name for tie in list_ties(LETTER)][: TIES - 2]
    assert all(f'<w:tag w:val="sb:{name}"/>' in text for name in body)
    assert all(f'w:name="_sb_{name}"' in text for name in body)


def test_a_number_changed_by_hand_keeps_its_tie_and_is_told() -> None:
    back = read_back(edit(COPY, type_over("s3", "90")))
    assert changed(back) == [("88", "90")]
    assert '[90]{figure="reports" period="2023"}' in back.source
    assert back.kept_count == TIES


def test_a_number_typed_over_one_of_ours_loses_what_only_we_may_say() -> None:
    back = read_back(edit(COPY, type_over("s5", "vier")))
    assert changed(back) == [("Drie", "vier")]
    assert '[vier]{figure="inspection-days" period="2023"}' in back.source
    assert parse_letter(back.source)


def test_a_number_can_be_put_back() -> None:
    back = read_back(edit(COPY, type_over("s3", "90")), Reading(restored=frozenset({"s3"})))
    assert back.source == LETTER.text
    assert back.numbers[0].is_restored


def test_words_typed_beside_a_number_in_its_control_stand_outside_it() -> None:
    back = read_back(edit(COPY, type_over("s3", "ongeveer 88 of zo")))
    assert "ongeveer [88]{figure=" in back.source
    assert not back.numbers


def test_a_control_without_a_number_is_no_tie() -> None:
    back = read_back(edit(COPY, type_over("s3", "veel")))
    assert [one.words for one in back.lost] == ["88"]
    assert "gestegen van veel naar" in back.source


def test_a_control_that_was_removed_leaves_its_words_and_is_told() -> None:
    back = read_back(edit(COPY, remove_control("s3")))
    assert [(one.kind_word, one.words) for one in back.lost] == [("cijfer", "88")]
    assert "gestegen van 88 naar" in back.source
    assert [one.text for one in parse_letter(back.source).untied_numbers][-1] == "88"


def test_a_control_copied_twice_keeps_both_ties() -> None:
    def copy(text: str) -> str:
        control = find_control(text, "s3")
        return text.replace(control, control + control + run(" en ") + control)

    back = read_back(edit(COPY, copy))
    assert back.source.count("[88]{figure=") == LETTER.text.count("[88]{figure=") + 2
    assert "8888" not in back.source
    assert back.repeated == ("reports 2023",)


def test_runs_split_inside_a_control_are_one_number() -> None:
    def split(text: str) -> str:
        control = find_control(text, "s4")
        noise = (
            '<w:r w:rsidR="00A1"><w:t>1</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>04</w:t></w:r>'
        )
        return text.replace(control, re.sub(r"<w:r>.*</w:r>", noise, control))

    assert read_back(edit(COPY, split)).source == LETTER.text


def test_a_claim_with_other_words_is_told() -> None:
    back = read_back(edit(COPY, lambda text: text.replace("is gestegen van ", "is gedaald van ")))
    assert [one.after for one in back.claims] == ["is gedaald van 88 naar 104"]
    assert 'claim="rises"' in back.source


def test_tracked_changes_are_taken_or_refused_and_told_either_way() -> None:
    who = 'w:id="9" w:author="Collega" w:date="2025-03-01T10:00:00Z"'
    change = (
        f"<w:ins {who}>{run('nieuwe ')}</w:ins><w:del {who}><w:r><w:delText>oude </w:delText></w:r></w:del>"
    )
    content = edit(COPY, before_last_words(paragraph(f"{run('Dit is ')}{change}{run('tekst.')}")))
    taken, refused = read_back(content), read_back(content, Reading(takes_changes=False))
    assert "Dit is nieuwe tekst." in taken.source
    assert "Dit is oude tekst." in refused.source
    told = [(one.kind, one.author, one.words) for one in taken.changes]
    assert told == [
        (ChangeKind.INSERTED, "Collega", "nieuwe "),
        (ChangeKind.DELETED, "Collega", "oude "),
    ]
    assert [one.number for one in refused.changes] == [one.number for one in taken.changes] == [1, 2]
    assert [one.is_taken for one in refused.changes] == [False, False]


def tracked(tag: str, words: str, moment: str = "2025-03-01T10:00:00Z") -> str:
    who = f'w:id="9" w:author="Collega" w:date="{moment}"'
    inside = run(words) if tag in ("ins", "moveTo") else f"<w:r><w:delText>{words}</w:delText></w:r>"
    return f"<w:{tag} {who}>{inside}</w:{tag}>"


def test_each_tracked_change_is_taken_or_refused_on_its_own() -> None:
    changes = f"{tracked('ins', 'een ')}{run('vast ')}{tracked('ins', 'twee ')}{tracked('del', 'drie ')}"
    content = edit(COPY, before_last_words(paragraph(f"{run('Begin ')}{changes}{run('eind.')}")))
    taken = {frozenset(one): read_back(content, Reading(taken=frozenset(one))) for one in ((), (1,), (2, 3))}
    said = [back.source[back.source.index("Begin ") :].partition("\n")[0] for back in taken.values()]
    assert said == ["Begin vast drie eind.", "Begin een vast drie eind.", "Begin vast twee eind."]
    # What a change is called does not depend on what was chosen before.
    assert len({tuple(one.number for one in back.changes) for back in taken.values()}) == 1


def test_what_was_moved_is_one_change_and_its_words_are_said_once() -> None:
    moved = f"{tracked('moveFrom', 'elders ')}{run('blijft ')}{tracked('moveTo', 'elders ')}"
    content = edit(COPY, before_last_words(paragraph(f"{run('Begin ')}{moved}{run('eind.')}")))
    refused, taken = read_back(content, Reading(taken=frozenset())), read_back(content)
    assert {one.number for one in taken.changes} == {1}
    assert "Begin blijft elders eind." in taken.source
    assert "Begin elders blijft eind." in refused.source


def test_inserted_paragraphs_with_their_ends_are_one_change() -> None:
    end = '<w:pPr><w:rPr><w:ins w:id="9" w:author="Collega" w:date="2025-03-01T10:00:00Z"/></w:rPr></w:pPr>'
    added = "".join(f"<w:p>{end}{tracked('ins', words)}</w:p>" for words in ("Alinea een.", "Alinea twee."))
    content = edit(COPY, before_last_words(added))
    (told,) = read_back(content).changes
    assert (told.kind, told.words) == (ChangeKind.INSERTED, "Alinea een.Alinea twee.")
    assert "Alinea een.\n\nAlinea twee." in read_back(content).source
    assert read_back(content, Reading(taken=frozenset())).source == LETTER.text


def test_a_number_deleted_with_tracking_on_is_told_as_lost() -> None:
    def delete(text: str) -> str:
        control = find_control(text, "s4")
        who = 'w:id="9" w:author="Collega" w:date="2025-03-01T10:00:00Z"'
        return text.replace(control, f"<w:del {who}>{control.replace('w:t>', 'w:delText>')}</w:del>")

    back = read_back(edit(COPY, delete))
    assert [one.words for one in back.lost] == ["104"]
    assert back.changes[0].words == "104"


def test_a_paragraph_that_was_moved_keeps_its_ties_and_its_words() -> None:
    def move(text: str) -> str:
        start = text.rindex("<w:p>", 0, text.index("Het aantal meldingen "))
        end = text.index("</w:p>", start) + 6
        moved = text[start:end]
        return before_last_words(moved)(text[:start] + text[end:])

    back = read_back(edit(COPY, move))
    assert back.kept_count == TIES
    assert back.came_count == 0
    assert back.source.index("is gestegen van") > back.source.index('promises="ondermijning"')


def test_a_paragraph_split_inside_a_claim_keeps_the_claim_in_both() -> None:
    def split(text: str) -> str:
        control = find_control(text, "s2")
        halves = control.replace(
            '<w:r><w:rPr/><w:t xml:space="preserve"> naar </w:t></w:r>',
            "</w:sdtContent></w:sdt></w:p><w:p>HALF",
        )
        head = control[: control.index("<w:sdtContent>") + 14]
        return text.replace(control, halves.replace("HALF", head + run(" naar ")))

    back = read_back(edit(COPY, split))
    assert back.kept_count == TIES
    assert back.source.count('claim="rises"') == 2


def test_new_headings_lists_and_tables_are_taken_in() -> None:
    cell = "<w:tc>{}</w:tc>"
    row = "<w:tr>" + cell + cell + "</w:tr>"
    table = f"<w:tbl>{row.format(paragraph(run('a')), paragraph(run('b')))}"
    table += f"{row.format(paragraph(run('c')), paragraph(run('12')))}</w:tbl>"
    added = (
        paragraph(run("Nieuw deel"), "Heading1")
        + paragraph(run("punt een"), "ListBullet")
        + paragraph(run("punt twee"), "ListBullet")
        + paragraph(run("Wat er is"), "Caption")
        + table
    )
    back = read_back(edit(COPY, before_last_words(added)))
    assert (
        "# Nieuw deel\n\n- punt een\n- punt twee\n\nTabel: Wat er is\n\n| a | b |\n| --- | --- |"
        in back.source
    )
    assert back.kept_count == TIES


def test_a_table_in_a_table_keeps_its_words() -> None:
    cells = f"<w:tc>{paragraph(run('diep'))}</w:tc><w:tc>{paragraph(run('dieper'))}</w:tc>"
    inner = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{paragraph(run('kop'))}</w:tc><w:tc>{paragraph(run('kop b'))}</w:tc></w:tr>"
    outer += f"<w:tr><w:tc>{inner}{paragraph('')}</w:tc><w:tc>{paragraph(run('x'))}</w:tc></w:tr></w:tbl>"
    back = read_back(edit(COPY, before_last_words(outer)))
    assert "| diep dieper | x |" in back.source
    assert "Tabel: Tabel zonder titel" in back.source
    assert any("tabel in een tabel" in what for what in back.left_out)


def test_typing_in_a_table_of_the_system_is_told_and_not_taken() -> None:
    back = read_back(edit(COPY, lambda text: text.replace(">1.848<", ">1.999<")))
    assert back.source == LETTER.text
    (told,) = back.blocks
    assert any("1.848" in line for line in told.gone)
    assert any("1.999" in line for line in told.came)


def test_the_title_goes_to_the_front_matter() -> None:
    back = read_back(edit(COPY, type_over("title", "Een andere titel")))
    assert [(one.code, one.after) for one in back.fields] == [("title", "Een andere titel")]
    assert parse_letter(back.source).front_matter.title == "Een andere titel"


def test_our_verdicts_do_not_come_back_and_remarks_of_people_do() -> None:
    remark = PersonRemark("Collega A", "2025-03-01T10:00:00Z", "Klopt dit?", "Slot, zonder")
    (back,) = read_back(a_working_copy(LETTER, remarks=[remark])).comments
    assert (back.author, back.written_at, back.text) == ("Collega A", "2025-03-01T10:00:00Z", "Klopt dit?")
    assert back.quote == "Slot, zonder getallen."


def test_a_verdict_that_somebody_wrote_in_is_a_remark() -> None:
    content = edit(
        COPY, lambda text: text.replace("104 is meer dan 88.", "Niet mee eens."), "word/comments.xml"
    )
    assert "Niet mee eens." in read_back(content).comments[0].text


def test_what_a_letter_cannot_hold_is_told() -> None:
    look = "<w:rPr><w:u w:val='single'/></w:rPr>"
    added = paragraph(f"<w:r>{look}<w:t>lijn</w:t></w:r><w:r><w:drawing/></w:r>")
    added += paragraph("<w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r>")
    back = read_back(edit(COPY, before_last_words(added)))
    assert set(back.left_out) == {"opmaak: onderstreping", "plaatje of object", "verborgen tekst"}
    assert "geheim" not in back.source


def test_words_that_look_like_marks_stay_words() -> None:
    odd = "# geen kop [x]{y} *ster* _lijn_ a|b 1. &amp;amp; &lt;b&gt; ~ ^ `code`"
    back = read_back(edit(COPY, before_last_words(paragraph(run(odd)))))
    assert read_back(a_working_copy(parse_letter(back.source))).source == back.source
    assert not back.gave_way


@pytest.mark.parametrize("words", ["vet,", "'vet'", " vet ", "vet."])
def test_bold_words_next_to_others_are_read_back_or_give_way(words: str) -> None:
    bold = f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'
    back = read_back(edit(COPY, before_last_words(paragraph(run("voor") + bold + run("na")))))
    assert "**vet" in back.source or "**'vet'" in back.source or back.gave_way
    assert parse_letter(back.source)


def test_a_letter_saved_by_libreoffice_comes_back_whole() -> None:
    back = read_back(SAVED.read_bytes())
    assert back.source == LETTER.text
    assert back.kept_count == TIES


@pytest.mark.skipif(
    shutil.which("soffice") is None,
    reason=f"{MISSING}LibreOffice; installeer het Debian-pakket libreoffice-writer-nogui",
)
def test_libreoffice_opens_and_saves_it_with_every_tie(tmp_path: Path) -> None:
    (tmp_path / "brief.docx").write_bytes(COPY)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "uit")]
    subprocess.run([*command, str(tmp_path / "brief.docx")], check=True, capture_output=True, timeout=120)
    assert read_back((tmp_path / "uit" / "brief.docx").read_bytes()).source == LETTER.text
