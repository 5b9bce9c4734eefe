"""A letter written in the editor: from the skeleton of its type to a published PDF, and by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from tests.journeys.conftest import WIDTHS, Enter
from tests.web.letter_texts import FIELDS

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PLAN = "integraal-veiligheidsplan-2023-2026"
DRAFT = "/brieven/eerste-concept-evaluatie/"
PATIENCE = 30_000
SETTLES = 500
"""Milliseconds; on a busy machine the editor gets its cursor late."""


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """The editor waits for its writer to pause, and for the check."""
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=5_000)


@pytest.mark.parametrize("width", WIDTHS)
def test_letter_of_april_is_written_from_an_empty_page_and_published(enter: Enter, width: int) -> None:
    writer, reviewers = enter("auteur"), (enter("toetser"), enter("toetser2"))
    slug = f"voortgang-april-2023-{width}"
    for page in (writer, *reviewers):
        page.set_viewport_size({"width": width, "height": 900})
        page.set_default_timeout(PATIENCE)
    text = begin(writer, slug)

    for nr, words in enumerate(["Het college en de burgemeester.", "U hoort hoe het gaat."]):
        write_under(text, nr, words)
    write_under(text, 3, "Wij gaan door.")
    write_under(text, 4, "Uit de reserve sociale veiligheid.")
    write_under(text, 5, "Het veiligheidsplan.")

    # A number is tied by going to it and pressing Enter.
    write_under(text, 2, "Van januari tot en met april 2023 zijn 18 bedrijven gecontroleerd.")
    expect(writer.locator(".editor__untied")).to_have_text("18")
    walk_back(writer, to="18")
    expect(writer.get_by_role("option", name="Gecontroleerde bedrijven")).to_be_in_viewport()
    writer.keyboard.press("Enter")
    expect(text.locator(".editor__number")).to_have_text("18")

    # The slash finds everything by name: the promises, one that must be spoken of, and a claim.
    go_to_end(writer)
    writer.keyboard.press("Enter")
    choose(writer, "beloftenblad ondermijning")
    expect(text.locator(".editor__block table")).to_be_visible()
    expect(writer.locator('[data-part="reasons"]')).to_contain_text("fysieke en sociale onveiligheid")
    writer.keyboard.press("ArrowDown")
    go_under(text, 3)
    writer.keyboard.type(" ")
    choose(writer, "terugmelden fysieke en sociale onveiligheid")
    go_under(text, 2)
    writer.keyboard.press("Enter")
    choose(writer, "bewering gedaald", "overlast alcohol drugs")
    writer.keyboard.type(".")

    # The verdict stands beside it; its better sentence comes in with one click, numbers tied.
    writer.get_by_role("button", name="Neem deze zin over").first.click()
    expect(writer.get_by_role("button", name="Ter goedkeuring leggen")).to_be_visible()
    expect(writer.locator('[data-part="saved"]')).to_contain_text("Opgeslagen om")
    writer.get_by_role("button", name="Ter goedkeuring leggen").click()

    for reviewer in reviewers:
        reviewer.goto(f"/brieven/{slug}/akkoord/")
        reviewer.get_by_role("button", name="Akkoord: ").first.click()
        expect(reviewer.get_by_role("status").filter(has_text="Uw akkoord is vastgelegd")).to_be_visible()
    writer.goto(f"/brieven/{slug}/")
    writer.get_by_role("link", name="Brief publiceren").click()
    writer.get_by_role("button", name="Brief publiceren").click()
    expect(writer.get_by_role("link", name="PDF, met het bewijs erin")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_editor_is_accessible_and_reports_nothing_to_the_policy(enter: Enter, width: int) -> None:
    page = enter("auteur")
    page.set_viewport_size({"width": width, "height": 900})
    page.add_init_script(
        "window.refused = [];"
        "addEventListener('securitypolicyviolation', (event) => refused.push(event.violatedDirective))"
    )
    page.goto(f"{DRAFT}schrijven/")
    text = page.get_by_role("textbox", name="De tekst van de brief")
    expect(text).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("de cijfers dragen deze kop niet").first).to_be_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("refused") == []
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def focus(page: Page, text: Locator) -> None:
    """Go to the text and wait: the editor puts back its own cursor after that; no person types that soon."""
    text.focus()
    expect(text).to_be_focused()
    page.wait_for_timeout(SETTLES)


def test_letter_is_written_by_the_keyboard_alone(enter: Enter) -> None:
    page = enter("auteur")
    page.set_default_timeout(PATIENCE)
    page.goto(f"{DRAFT}schrijven/")
    text = page.get_by_role("textbox", name="De tekst van de brief")
    focus(page, text)
    page.keyboard.press("Control+End")
    # The editor hears of a moved cursor by an event that comes later; nobody presses Enter within it.
    page.wait_for_timeout(SETTLES)
    page.keyboard.press("Enter")
    expect(text.locator("p").last).to_have_text("")
    page.keyboard.type("Er waren ")
    choose(page, "cijfer cybercrime", "2024")
    page.keyboard.type(" gevallen.")
    expect(text.locator("p").last).to_contain_text("Er waren 43 gevallen.")
    expect(page.locator('[data-part="saved"]')).to_contain_text("Opgeslagen om")

    page.keyboard.type(" www")
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("www.voorbeeld.example")
    page.keyboard.press("Enter")
    expect(text.get_by_role("link", name="www")).to_have_attribute("href", "https://www.voorbeeld.example")

    page.keyboard.press("Control+Enter")
    expect(page.locator('[data-part="open"] summary')).to_be_focused()
    focus(page, text)
    page.keyboard.press("Control+Home")
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Alt+F10")
    expect(page.get_by_role("button", name="Tekst", exact=True)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Kop", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(text).to_be_focused()

    before = text.inner_text()
    page.keyboard.type("Weg.")
    page.keyboard.press("Control+z")
    expect(text).to_have_text(before, use_inner_text=True)


def word_line(level: int, sign: str, words: str) -> str:
    """Return a line of a list as Word copies it: a paragraph whose style says where it stands."""
    return (
        f"<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level{level} lfo1'>"
        f"<!--[if !supportLists]--><span style='font-family:Symbol'><span style='mso-list:Ignore'>{sign}"
        f"<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span></span><!--[endif]-->"
        f"<span lang=NL>{words}<o:p></o:p></span></p>\n"
    )


FROM_WORD = (
    f"<p class=MsoNormal>Wat wij deden</p>{word_line(1, '·', 'Bovenaan')}{word_line(2, 'o', 'Dieper')}"
    f"<p>Daarna</p>{word_line(1, '1.', 'Stap')}<table class=MsoTableGrid><tr><td><p>Wijk</p></td>"
    "<td>2024</td></tr><tr><td>West</td><td><p class=MsoNormal>12</p><p>definitief</p></td></tr></table>"
)


def test_pasted_html_is_cleaned_and_too_much_is_refused_with_a_sentence(enter: Enter) -> None:
    page = enter("auteur")
    page.set_default_timeout(PATIENCE)
    page.goto(f"{DRAFT}schrijven/")
    text = page.get_by_role("textbox", name="De tekst van de brief")
    text.focus()
    page.keyboard.press("Control+End")
    hostile = (
        "<p style='color:red' onclick='alert(1)'>Goed<script>window.stolen=1</script>"
        "<img src=x onerror='window.stolen=1'><a href='javascript:alert(1)'> woord</a></p>"
        "<table><tr><td>Jaar</td></tr><tr><td>2024</td></tr></table>"
    )
    paste(page, "text/html", hostile, "Goed woord")
    expect(text.locator("p", has_text="Goed woord")).to_be_visible()
    assert text.locator("img, script, [style], [onclick], a[href^=javascript]").count() == 0
    assert page.evaluate("window.stolen") is None
    expect(text.locator("table th").last).to_have_text("Jaar")
    text.locator("p", has_text="Goed woord").click()
    go_to_end(page)
    paste(page, "text/html", FROM_WORD, "· Een")
    expect(text.locator("ul > li > ul > li > p", has_text=re.compile("^Dieper$"))).to_be_visible()
    expect(text.locator("ol > li > p", has_text=re.compile("^Stap$"))).to_be_visible()
    expect(text.locator("td", has_text=re.compile("^12 definitief$"))).to_be_visible()
    expect(text).not_to_contain_text("·")
    paste(page, "text/plain", "", "2024\t88\t104\n" * 20_000)
    expect(page.locator('[data-part="checked"]')).to_contain_text("te veel om te plakken")
    page.keyboard.press("Control+z")


def test_two_writers_are_put_together_and_asked_where_they_differ(enter: Enter) -> None:
    one, other = enter("auteur"), enter("auteur")
    for page in (one, other):
        page.set_default_timeout(PATIENCE)
        page.goto(f"{DRAFT}schrijven/")
        page.get_by_role("textbox", name="De tekst van de brief").wait_for()
    add_words(one, "De resultaten zijn goed.", " Eerst.")
    expect(one.locator('[data-part="saved"]')).to_contain_text("Opgeslagen om")
    add_words(other, "De resultaten zijn goed.", " Daarna.")
    dialog = other.get_by_role("dialog")
    expect(dialog).to_contain_text("Eerst.")
    expect(dialog).to_contain_text("Daarna.")
    dialog.get_by_role("button", name="Samenvoegen en opslaan").click()
    expect(other.locator('[data-part="saved"]')).to_contain_text("Opgeslagen om")
    text = other.get_by_role("textbox", name="De tekst van de brief")
    expect(text).to_contain_text("De resultaten zijn goed. Eerst.")
    expect(text).to_contain_text("De resultaten zijn goed. Daarna.")


def begin(page: Page, slug: str) -> Locator:
    page.goto("/brieven/nieuw/raadsinformatiebrief/")
    page.get_by_label("Titel").fill("Voortgang ondermijning")
    page.get_by_label("Naam in het adres").fill(slug)
    page.get_by_label("Datum van de brief").fill("2023-05-23")
    page.get_by_label("Zaaknummer").fill("2023-2")
    page.get_by_label("Plan", exact=True).select_option(PLAN)
    page.get_by_label("Periode waarover").fill("januari tot en met april 2023")
    for code, words in FIELDS.items():
        page.locator(f"[name=field_{code}]").fill(words)
    page.get_by_role("button", name="Brief beginnen").click()
    text = page.get_by_role("textbox", name="De tekst van de brief")
    text.wait_for()
    return text


def go_under(text: Locator, section: int) -> None:
    """Put the cursor at the end of the first paragraph under a heading."""
    text.locator("h2").nth(section).locator("xpath=following-sibling::p[1]").click()
    go_to_end(text.page)


def go_to_end(page: Page) -> None:
    """Go to the end of the line and wait until the editor has heard so, which is before the next picture."""
    page.keyboard.press("End")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def write_under(text: Locator, section: int, words: str) -> None:
    go_under(text, section)
    text.page.keyboard.type(words)


def walk_back(page: Page, to: str) -> None:
    """Walk with the arrow from the end of a sentence to a number in it."""
    sentence = page.evaluate("getSelection().anchorNode.parentElement.closest('p').innerText")
    for _ in range(len(sentence) - sentence.index(to) - 1):
        page.keyboard.press("ArrowLeft")


def choose(page: Page, *names: str) -> None:
    """Open the list with a slash and choose by name, step by step, with the keyboard."""
    page.keyboard.type("/")
    for name in names:
        field = page.get_by_role("combobox")
        expect(field).to_be_focused()
        expect(page.get_by_role("option").nth(1)).to_be_visible()
        field.fill(name)
        page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="De tekst van de brief")).to_be_focused()


def add_words(page: Page, sentence: str, words: str) -> None:
    page.locator(".editor__text p", has_text=sentence).first.click()
    go_to_end(page)
    page.keyboard.type(words)


def paste(page: Page, kind: str, html: str, text: str) -> None:
    page.evaluate(
        """([kind, html, text]) => {
          const data = new DataTransfer();
          if (html) data.setData(kind, html);
          data.setData("text/plain", text);
          const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
          document.querySelector(".editor__text").dispatchEvent(event);
        }""",
        [kind, html, text],
    )
