"""A letter through its approval route to publication, in the pages, and what is known of it afterwards."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfWriter
from tests.letter_world import EXECUTION
from tests.web.conftest import PageClient
from tests.web.letter_texts import SENTENCE, short_letter

from spoorboek.apps.letters.actions import start_letter
from spoorboek.apps.letters.drafts import save_draft
from spoorboek.apps.letters.queries import check_letter, get_letter, get_published_file, list_revisions
from spoorboek.apps.people.queries import get_viewer
from spoorboek.rules.letter_lifecycle import LetterStatus

SLUG = "korte-brief"
PAGE = f"/brieven/{SLUG}/"
AT = datetime(2024, 6, 1, 9, tzinfo=UTC)


@pytest.fixture
def people(page_of: PageClient) -> dict[str, Client]:
    """The people of the route; the author has begun a short letter."""
    start_letter(source=short_letter(SLUG), by=get_viewer("auteur"), at=AT)
    return {name: page_of(name) for name in ("auteur", "toetser", "toetser2", "gegevensbeheerder", "")}


def status() -> LetterStatus:
    return get_letter(get_viewer("auteur"), SLUG).status


def approve(client: Client, step: str, remark: str = "") -> str:
    answer = client.post(f"{PAGE}akkoord/{step}/geven/", {"remark": remark}, follow=True)
    return answer.content.decode()


def go_to_approved(people: dict[str, Client]) -> None:
    people["auteur"].post(f"{PAGE}akkoord/vragen/")
    approve(people["toetser"], "content")
    approve(people["toetser2"], "agreement")
    assert status() is LetterStatus.APPROVED


def publish(people: dict[str, Client]) -> None:
    go_to_approved(people)
    assert people["auteur"].post(f"{PAGE}publiceren/").url == PAGE


def test_two_reviewers_take_their_steps_and_the_page_says_whose_turn_it_is(people: dict[str, Client]) -> None:
    assert "Ter goedkeuring leggen" in people["auteur"].get(PAGE).content.decode()
    assert people["auteur"].post(f"{PAGE}akkoord/vragen/").url == f"{PAGE}akkoord/"
    waiting = people["auteur"].get(f"{PAGE}akkoord/").content.decode()
    assert "is nu aan de beurt" in waiting
    assert "Uw akkoord" not in waiting
    assert "Akkoord: De inhoud is getoetst" in people["toetser"].get(f"{PAGE}akkoord/").content.decode()
    after = approve(people["toetser"], "content", "Netjes geschreven.")
    assert "Netjes geschreven." in after
    assert "Toetser Een Voorbeeld" in after
    assert "Akkoord: De brief mag naar de raad" not in after
    approve(people["toetser2"], "agreement")
    assert status() is LetterStatus.APPROVED


def test_nobody_takes_two_steps_and_the_author_none(people: dict[str, Client]) -> None:
    people["auteur"].post(f"{PAGE}akkoord/vragen/")
    assert "Eerst moet de stap" in approve(people["toetser"], "agreement")
    assert "Deze stap is voor de rol toetser" in approve(people["auteur"], "content")
    approve(people["toetser"], "content")
    assert "U hebt al een stap" in approve(people["toetser"], "agreement")
    assert "geen stap" in approve(people["toetser2"], "bestaat-niet")
    assert status() is LetterStatus.IN_APPROVAL


def test_change_after_a_signature_is_shown_and_asks_that_step_again(people: dict[str, Client]) -> None:
    go_to_approved(people)
    source = list_revisions(get_viewer("auteur"), SLUG)[0].source
    changed = source.replace(SENTENCE, f"{SENTENCE} Meer weten wij nog niet.")
    people["auteur"].post(f"{PAGE}schrijven/", {"source": changed, "based_on": 1})
    assert status() is LetterStatus.IN_APPROVAL
    page = people["toetser"].get(f"{PAGE}akkoord/").content.decode()
    assert "opnieuw nodig" in page
    assert "Veranderd sinds ‘De inhoud is getoetst’" in page
    assert re.search(r"<ins>[^<]*Meer weten wij nog niet\.</ins>", page)
    assert people["auteur"].get(f"{PAGE}publiceren/").status_code == 404


def test_nobody_signs_words_that_were_written_while_the_letter_was_read(people: dict[str, Client]) -> None:
    people["auteur"].post(f"{PAGE}akkoord/vragen/")
    opened = people["toetser"].get(f"{PAGE}akkoord/").content.decode()
    seen = re.search(r'name="read" value="([0-9a-f]{64})"', opened)
    assert seen
    newest = list_revisions(get_viewer("auteur"), SLUG)[0]
    changed = newest.source.replace(SENTENCE, f"{SENTENCE} Meer.")
    save_draft(slug=SLUG, source=changed, based_on=newest.number, by=get_viewer("auteur"), at=AT)
    given = {"remark": "Goed zo.", "read": seen[1]}
    answer = people["toetser"].post(f"{PAGE}akkoord/content/geven/", given).content.decode()
    assert "veranderd terwijl u hem las" in answer
    assert "Goed zo." in answer
    assert f'value="{seen[1]}"' not in answer
    now = re.search(r'name="read" value="([0-9a-f]{64})"', answer)
    assert now
    people["toetser"].post(f"{PAGE}akkoord/content/geven/", given | {"read": now[1]})
    assert "Goed zo." in people["auteur"].get(f"{PAGE}akkoord/").content.decode()


def test_figure_that_changes_after_a_signature_is_named_with_both_numbers(
    people: dict[str, Client], page_of: PageClient
) -> None:
    go_to_approved(people)
    business = {"day": "ICD-2023-0001", "business": "Bedrijf 99", "sector": "retail", "finding": "none"}
    page_of("regisseur").post("/registraties/gecontroleerde-bedrijven/nieuw/", business)
    page = people["toetser"].get(f"{PAGE}akkoord/").content.decode()
    assert "Gecontroleerde bedrijven, januari tot en met april 2023: was 18, is nu 19" in page
    refused = people["auteur"].post(f"{PAGE}publiceren/", follow=True).content.decode()
    assert "veranderd sinds de goedkeuring" in refused


def test_letter_goes_back_with_a_reason_that_the_author_reads(people: dict[str, Client]) -> None:
    people["auteur"].post(f"{PAGE}akkoord/vragen/")
    empty = people["toetser"].post(f"{PAGE}akkoord/terug/", {"reason": ""})
    assert empty.status_code == 200
    assert "error-summary" in empty.content.decode()
    people["toetser"].post(f"{PAGE}akkoord/terug/", {"reason": "De cijfers van mei ontbreken."})
    assert status() is LetterStatus.DRAFT
    assert "De cijfers van mei ontbreken." in people["auteur"].get(PAGE).content.decode()


def test_publishing_names_the_letter_and_is_asked_for_once(people: dict[str, Client]) -> None:
    go_to_approved(people)
    page = people["auteur"].get(f"{PAGE}publiceren/").content.decode()
    assert "Korte brief" in page
    assert "Dit kan niet terug" in page
    assert status() is LetterStatus.APPROVED
    assert people["toetser"].post(f"{PAGE}publiceren/").status_code == 404
    assert people["auteur"].post(f"{PAGE}publiceren/").url == PAGE
    assert status() is LetterStatus.PUBLISHED
    assert people["auteur"].post(f"{PAGE}publiceren/").url == PAGE


def test_letter_that_changed_while_publishing_was_asked_says_so(people: dict[str, Client]) -> None:
    go_to_approved(people)
    newest = list_revisions(get_viewer("auteur"), SLUG)[0]
    changed = newest.source.replace(SENTENCE, f"{SENTENCE} Meer.")
    save_draft(slug=SLUG, source=changed, based_on=newest.number, by=get_viewer("auteur"), at=AT)
    answer = people["auteur"].post(f"{PAGE}publiceren/", follow=True).content.decode()
    assert "niet meer goedgekeurd" in answer
    assert status() is LetterStatus.IN_APPROVAL


def test_text_that_everybody_approved_goes_on_when_a_change_was_taken_back(people: dict[str, Client]) -> None:
    go_to_approved(people)
    author = get_viewer("auteur")
    approved = list_revisions(author, SLUG)[0]
    changed = approved.source.replace(SENTENCE, f"{SENTENCE} Meer.")
    number = save_draft(slug=SLUG, source=changed, based_on=approved.number, by=author, at=AT)
    save_draft(slug=SLUG, source=approved.source, based_on=number, by=author, at=AT)
    people["auteur"].post(f"{PAGE}akkoord/terug/", {"reason": "Teruggedraaid."})
    people["auteur"].post(f"{PAGE}akkoord/vragen/")
    assert status() is LetterStatus.APPROVED


def test_published_letter_is_everybodys_with_its_figures_files_and_fingerprint(
    people: dict[str, Client],
) -> None:
    assert people[""].get(PAGE).status_code == 404
    publish(people)
    row = get_letter(get_viewer("auteur"), SLUG)
    page = people[""].get(PAGE).content.decode()
    assert 'href="/cijfers/inspected-businesses/2023-01..2023-04/GM0505/"' in page
    assert row.fingerprint in page
    at_home = people[""].get(f"{PAGE}bestand/html/").content.decode()
    # The address of the site is not known here; a path alone would lead nowhere on somebody's own machine.
    assert 'class="figure"' in at_home and 'href="/' not in at_home
    assert "Correctie beginnen" not in page
    for form, begin in {"pdf": b"%PDF", "docx": b"PK", "html": b"<!doctype", "cijfers": b"key,title"}.items():
        answer = people[""].get(f"{PAGE}bestand/{form}/")
        assert answer.content.startswith(begin)
        assert f'filename="{SLUG}.' in answer.headers["Content-Disposition"]
    assert json.loads(people[""].get(f"{PAGE}bestand/manifest/").content)["digest"] == row.fingerprint


def test_page_tells_how_a_claim_was_tested_and_what_would_have_flipped_it(people: dict[str, Client]) -> None:
    claim = check_letter(get_viewer("auteur"), SLUG, at=AT).claims[0]
    href = f"{PAGE}hoe-getoetst/{claim.claim_id}/"
    said = people["auteur"].get(href).content.decode()
    assert "Wanneer was het oordeel anders geweest?" in said
    assert people[""].get(href).status_code == 404
    assert people["auteur"].get(f"{PAGE}hoe-getoetst/onbekend/").status_code == 404
    publish(people)
    assert "Wanneer was het oordeel anders geweest?" in people[""].get(href).content.decode()


def test_draft_is_downloaded_as_a_draft_by_those_who_see_drafts(people: dict[str, Client]) -> None:
    answer = people["toetser"].get(f"{PAGE}bestand/pdf/")
    assert f'filename="concept-{SLUG}.pdf"' in answer.headers["Content-Disposition"]
    assert people[""].get(f"{PAGE}bestand/pdf/").status_code == 404


def test_correction_and_corrected_letter_lead_to_each_other(people: dict[str, Client]) -> None:
    publish(people)
    assert people["auteur"].post(f"{PAGE}correctie/").url == f"/brieven/{SLUG}-correctie/schrijven/"
    source = list_revisions(get_viewer("auteur"), f"{SLUG}-correctie")[0].source
    assert f"corrects: {SLUG}" in source
    assert "Er is al een brief" in people["auteur"].post(f"{PAGE}correctie/").content.decode()
    assert f"{SLUG}-correctie" not in people[""].get(PAGE).content.decode()
    correction = f"/brieven/{SLUG}-correctie/"
    dated = re.sub("dated_on: .*", "dated_on: 2023-01-12", source)
    people["auteur"].post(f"{correction}schrijven/", {"source": dated, "based_on": 1})
    people["auteur"].post(f"{correction}akkoord/vragen/")
    people["toetser"].post(f"{correction}akkoord/content/geven/")
    people["toetser2"].post(f"{correction}akkoord/agreement/geven/")
    people["auteur"].post(f"{correction}publiceren/")
    assert status() is LetterStatus.CORRECTED
    assert f'href="{correction}"' in people[""].get(PAGE).content.decode()
    assert f'href="{PAGE}"' in people[""].get(correction).content.decode()


def check(client: Client, content: bytes, fingerprint: str = "") -> str:
    file = SimpleUploadedFile("brief.pdf", content, "application/pdf")
    return client.post("/nakijken/", {"file": file, "fingerprint": fingerprint}).content.decode()


def test_published_pdf_is_found_genuine_by_anybody(page_of: PageClient) -> None:
    pdf = get_published_file(get_viewer("auteur"), EXECUTION, "pdf")
    page = check(page_of(""), pdf)
    assert "is in orde: niets is gewijzigd" in page
    assert f'href="/brieven/{EXECUTION}/"' in page
    assert "niet vergeleken" not in page


def test_published_pdf_with_another_fingerprint_is_not_trusted(page_of: PageClient) -> None:
    pdf = get_published_file(get_viewer("auteur"), EXECUTION, "pdf")
    page = check(page_of(""), pdf, "0" * 64)
    assert "Vertrouw deze PDF niet" in page
    assert "maar gepubliceerd is" in page


def test_draft_pdf_is_compared_with_nothing_for_a_resident(people: dict[str, Client]) -> None:
    pdf = people["auteur"].get(f"{PAGE}bestand/pdf/").content
    page = check(people[""], pdf)
    assert "niet vergeleken" in page
    assert PAGE not in page


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"hallo", "Dit bestand is geen PDF."),
        (b"%PDF-1.7 en dan niets", "beschadigd"),
        (b"", "leeg"),
    ],
)
def test_file_that_is_no_published_letter_gets_a_sentence(
    page_of: PageClient, content: bytes, said: str
) -> None:
    page = check(page_of(""), content)
    assert said in page
    assert "error-summary" in page


def test_pdf_of_somebody_else_holds_no_proof(page_of: PageClient) -> None:
    writer, file = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(file)
    assert "geen bewijs van Spoorboek" in check(page_of(""), file.getvalue())


def test_file_that_is_too_large_is_refused(page_of: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spoorboek.web.pages.letters_forms.LARGEST_UPLOAD", 10)
    assert "groter dan 10 MB" in check(page_of(""), b"%PDF-1.7 " + b"x" * 50)
