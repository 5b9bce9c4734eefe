"""Writing a letter in the pages: begin, save, what is wrong, two versions, verdicts set aside."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.letter_world import DRAFT, EVALUATION, EXECUTION, PLAN
from tests.web.conftest import PageClient
from tests.web.letter_texts import FIELDS, short_letter

from spoorboek.apps.letters.actions import save_revision
from spoorboek.apps.letters.queries import get_letter, list_revisions
from spoorboek.apps.people.queries import get_viewer
from spoorboek.documents.source.front_matter import FrontMatter
from spoorboek.documents.source.letter import parse_letter
from spoorboek.rules.letter_lifecycle import LetterStatus

DATA = f"/brieven/{DRAFT}/gegevens/"
NEW = "/brieven/nieuw/raadsinformatiebrief/"
BEGIN = {
    "title": 'Voortgang: "ondermijning"',
    "slug": "voortgang-2024",
    "dated_on": "2024-05-01",
    "case_number": "2024-1",
    "plan": PLAN,
    "period": "januari tot en met april 2024",
    **{f"field_{code}": text for code, text in FIELDS.items()},
}


def source_of(slug: str) -> str:
    return list_revisions(get_viewer("auteur"), slug)[0].source


def save(client: Client, slug: str, source: str, based_on: int) -> tuple[int, str]:
    answer = client.post(f"/brieven/{slug}/schrijven/", {"source": source, "based_on": based_on})
    return answer.status_code, answer.content.decode()


def test_new_letter_has_the_fields_and_sections_of_its_type(page_of: PageClient) -> None:
    client = page_of("auteur")
    answer = client.post(NEW, BEGIN)
    assert answer.status_code == 302
    assert answer.url == "/brieven/voortgang-2024/schrijven/"
    source = source_of("voortgang-2024")
    assert "period: 2024-01..2024-04" in source
    assert source.count("\n# ") == 6
    page = client.get(answer.url).content.decode()
    assert "Voortgang: &quot;ondermijning&quot;" in page
    assert "Wie is waarvoor bevoegd?" in page
    # How a promise is reported in the source is for who types the source.
    assert "]{promise=&quot;" in page
    assert "]{promise=&quot;" not in client.get("/brieven/voortgang-2024/").content.decode()


def test_letter_without_an_address_gets_one_of_its_title(page_of: PageClient) -> None:
    client = page_of("auteur")
    title = "Één jaar ‘ondermijning’: wat is er gedaan en wat leverde dat tot nu toe op?"
    made = "/brieven/een-jaar-ondermijning-wat-is-er-gedaan-en-wat-leve/schrijven/"
    assert client.post(NEW, {**BEGIN, "slug": "", "title": title}).headers["Location"] == made
    refused = client.post(NEW, {**BEGIN, "slug": "", "title": "!?"})
    assert "geen adres te maken" in refused.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "", "verplicht"),
        ("slug", "Geen Adres!", "slug"),
        ("slug", "nieuw", "al van een andere pagina"),
        ("slug", EXECUTION, "Er is al een brief met de naam"),
        ("period", "ooit", "Dit is geen periode"),
        ("dated_on", "morgen", "datum"),
        ("plan", "onbekend", "keuze"),
    ],
)
def test_what_is_wrong_in_a_new_letter_stands_at_its_field(
    page_of: PageClient, field: str, value: str, said: str
) -> None:
    answer = page_of("auteur").post(NEW, {**BEGIN, field: value})
    assert answer.status_code == 200
    errors = answer.context["form"].errors
    assert list(errors) == [field]
    assert said.casefold() in str(errors[field]).casefold()
    assert "error-summary" in answer.content.decode()


def test_saved_text_is_the_next_version_and_shows_what_is_open(page_of: PageClient) -> None:
    client = page_of("auteur")
    changed = source_of(DRAFT).replace("De resultaten zijn goed.", "Er kwamen 7 mensen.")
    status, _page = save(client, DRAFT, changed, 1)
    assert status == 302
    page = client.get(f"/brieven/{DRAFT}/schrijven/").content.decode()
    assert source_of(DRAFT) == changed
    assert "hangt niet aan een cijfer" in page
    assert 'name="based_on" value="2"' in page


def test_text_that_is_no_letter_is_refused_with_its_line_and_stays_in_the_form(page_of: PageClient) -> None:
    before = source_of(DRAFT)
    broken = before + '\n[te veel]{claim="rises" figure="mma-reports" kleur="rood"}\n'
    status, page = save(page_of("auteur"), DRAFT, broken, 1)
    assert status == 200
    assert re.search(r"Regel \d+: ", page)
    assert "kleur=&quot;rood&quot;" in page
    assert "Nog niet opgeslagen" in page
    assert source_of(DRAFT) == before


def test_two_versions_are_both_shown_and_nothing_is_lost(page_of: PageClient) -> None:
    client, before = page_of("auteur"), source_of(DRAFT)
    theirs = before.replace("De resultaten zijn goed.", "De resultaten vallen mee.")
    ours = before.replace("De resultaten zijn goed.", "De resultaten vallen tegen.")
    assert save(client, DRAFT, theirs, 1)[0] == 302
    status, page = save(client, DRAFT, ours, 1)
    assert status == 409
    assert "<del>De resultaten vallen mee.</del>" in page
    assert "<ins>De resultaten vallen tegen.</ins>" in page
    assert source_of(DRAFT) == theirs
    assert 'name="based_on" value="2"' in page
    assert save(client, DRAFT, ours, 2)[0] == 302
    assert [row.source for row in list_revisions(get_viewer("auteur"), DRAFT)] == [ours, theirs, before]


def test_hostile_words_are_shown_as_words(page_of: PageClient) -> None:
    client = page_of("auteur")
    hostile = source_of(DRAFT).replace("De resultaten zijn goed.", "</textarea><script>alert(1)</script>")
    status, page = save(client, DRAFT, hostile, 1)
    shown = page if status == 200 else client.get(f"/brieven/{DRAFT}/schrijven/").content.decode()
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_draft_shows_each_verdict_with_sign_word_reason_and_way_out(page_of: PageClient) -> None:
    page = page_of("auteur").get(f"/brieven/{DRAFT}/").content.decode()
    for words in (
        "de cijfers dragen deze kop niet",
        "het getal is anders",
        "verkeerd woord voor deze bron",
        "niet aantoonbaar",
        "geen vergelijking",
        "klein aantal: een mens beslist",
        "Betere zin",
        "Hoe getoetst",
        "/cijfers/nuisance-total/2024/GM0505/",
        "Minder geregistreerde misdrijven",
    ):
        assert words in page


def test_reviewer_reads_verdicts_but_sets_none_aside(page_of: PageClient) -> None:
    page = page_of("toetser").get(f"/brieven/{DRAFT}/").content.decode()
    assert "niet aantoonbaar" in page
    assert "/oordeel/" not in page


def test_verdict_is_set_aside_with_a_reason_that_stays_beside_the_sentence(page_of: PageClient) -> None:
    client = page_of("auteur")
    page = client.get(f"/brieven/{EVALUATION}/").content.decode()
    href = re.findall(rf'href="(/brieven/{EVALUATION}/oordeel/[^"]+)"', page)[0]
    assert "Oordeel opzij zetten" in client.get(href).content.decode()
    assert client.post(href, {"reason": ""}).context["form"].errors
    short = client.post(href, {"reason": "omdat"})
    assert "Schrijf in een zin" in short.content.decode()
    done = client.post(href, {"reason": "Dit aantal staat al in een openbare brief van de minister."})
    assert done.status_code == 302
    after = client.get(f"/brieven/{EVALUATION}/").content.decode()
    assert "openbare brief van de minister" in after
    assert client.get(href).status_code == 404


def test_draft_with_open_points_is_not_offered_and_says_why(page_of: PageClient) -> None:
    client = page_of("auteur")
    assert "Ter goedkeuring leggen" not in client.get(f"/brieven/{DRAFT}/").content.decode()
    answer = client.post(f"/brieven/{DRAFT}/akkoord/vragen/", follow=True)
    assert "kan nog niet ter goedkeuring" in answer.content.decode()
    assert get_letter(get_viewer("auteur"), DRAFT).status is LetterStatus.DRAFT


def test_letter_with_an_unknown_figure_is_not_drawn_and_says_what_is_absent(page_of: PageClient) -> None:
    client = page_of("auteur")
    client.post(NEW, {**BEGIN, "slug": "kort"})
    text = short_letter("kort", information='Er waren [?]{figure="bestaat-niet" period="2023"} keer.')
    assert save(client, "kort", text, 1)[0] == 302
    page = client.get("/brieven/kort/").content.decode()
    assert "nog niet te tonen" in page
    assert "bestaat-niet" in page


@pytest.mark.parametrize("username", ["toetser", "gegevensbeheerder", "regisseur", "raadslid"])
def test_only_a_writer_writes(page_of: PageClient, username: str) -> None:
    client, before = page_of(username), source_of(DRAFT)
    assert save(client, DRAFT, before + "\nMeer.\n", 1)[0] == 404
    assert client.post(NEW, BEGIN).status_code == 404
    assert client.post(f"/brieven/{DRAFT}/akkoord/vragen/").status_code == 404
    assert source_of(DRAFT) == before


def front_of(slug: str) -> FrontMatter:
    return parse_letter(list_revisions(get_viewer("auteur"), slug)[0].source).front_matter


def filled_in(page: object) -> dict[str, str]:
    """Return what the form holds as a browser would send it back."""
    form = page.context["form"]  # type: ignore[attr-defined]
    return {field.html_name: str(field.value() or "") for field in form}


def test_data_are_changed_and_the_text_stays(page_of: PageClient) -> None:
    client = page_of("auteur")
    before = list_revisions(get_viewer("auteur"), DRAFT)[0].source
    sent = {**filled_in(client.get(DATA)), "title": "Nieuwe titel: met teken", "period": "april 2024"}
    sent |= {"field_subject": "Ander onderwerp", "annexes": "Veiligheidsbeeld\n\nBeloften"}
    answer = client.post(DATA, sent)
    assert answer.status_code == 302, answer.context["form"].errors
    front = front_of(DRAFT)
    assert (front.title, str(front.period)) == ("Nieuwe titel: met teken", "2024-04")
    assert front.fields["subject"] == "Ander onderwerp"
    assert front.annexes == ("Veiligheidsbeeld", "Beloften")
    after = list_revisions(get_viewer("auteur"), DRAFT)[0].source
    assert after.partition("\n---\n")[2] == before.partition("\n---\n")[2]
    assert "Nieuwe titel: met teken" in client.get(f"/brieven/{DRAFT}/").content.decode()


def test_colleague_who_changed_the_data_first_is_not_overwritten_and_who_wrote_on_is_no_conflict(
    page_of: PageClient,
) -> None:
    client, viewer = page_of("auteur"), get_viewer("auteur")
    sent = {**filled_in(client.get(DATA)), "case_number": "2025-1"}
    newest = list_revisions(viewer, DRAFT)[0]
    when = newest.saved_at
    save_revision(slug=DRAFT, source=newest.source + "\nMeer.\n", based_on=newest.number, by=viewer, at=when)
    assert client.post(DATA, sent).status_code == 302
    assert list_revisions(viewer, DRAFT)[0].source.endswith("Meer.\n")
    answer = client.post(DATA, {**sent, "case_number": "2025-2"})
    assert "Een collega heeft deze gegevens intussen gewijzigd" in answer.content.decode()
    assert front_of(DRAFT).case_number == "2025-1"
    again = client.post(DATA, filled_in(answer))
    assert again.status_code == 302
    assert front_of(DRAFT).case_number == "2025-2"


def test_period_that_is_none_is_said_at_its_field(page_of: PageClient) -> None:
    client = page_of("auteur")
    answer = client.post(DATA, {**filled_in(client.get(DATA)), "period": "ooit"})
    assert list(answer.context["form"].errors) == ["period"]


def test_published_letter_has_no_form(page_of: PageClient) -> None:
    assert page_of("auteur").get(f"/brieven/{EXECUTION}/gegevens/").status_code == 404
