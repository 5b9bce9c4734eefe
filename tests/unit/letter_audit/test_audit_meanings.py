"""The words by meaning and the ways of saying that the audit of letters reads sentences with."""

import re
from pathlib import Path

import pytest
import yaml

from spoorboek.rules.letter_audit import checks
from spoorboek.rules.letter_audit.lexicon import get_lexicon, list_forms
from spoorboek.rules.letter_audit.meanings import get_meanings, list_tokens, tags_of
from spoorboek.rules.letter_audit.phrases import get_phrases
from spoorboek.rules.letter_audit.sentence_reading import Reading
from spoorboek.rules.letter_audit.verb_forms import make_verb

ROOM = Path(checks.__file__).parent.parent
RAW = yaml.safe_load((ROOM / "words" / "meanings_nl.yaml").read_text(encoding="utf-8"))
CODE = "\n".join(path.read_text(encoding="utf-8") for path in ROOM.rglob("*.py"))


@pytest.mark.parametrize(
    ("infinitive", "past", "participle"),
    [
        ("dalen", "daalde", "gedaald"),
        ("zakken", "zakte", "gezakt"),
        ("halveren", "halveerde", "gehalveerd"),
        ("verminderen", "verminderde", "verminderd"),
        ("investeren", "investeerde", "geïnvesteerd"),
        ("uit|breiden", "breidde", "gebreid"),
        ("beloven", "beloofde", "beloofd"),
        ("vergroten", "vergrootte", "vergroot"),
        ("rekenen", "rekende", "gerekend"),
    ],
)
def test_a_verb_that_follows_the_rule_has_its_past_and_participle(
    infinitive: str, past: str, participle: str
) -> None:
    verb = make_verb(infinitive, {})
    assert past in verb.finite
    assert verb.participle == participle


@pytest.mark.parametrize(
    ("words", "tag"),
    [
        ("Het aantal nam in 2023 toe", "[toenemen]"),
        ("waardoor de overlast toenam", "[toenemen]"),
        ("om de overlast terug te dringen", "[terugdringen]"),
        ("het liep terug van 30 naar 20", "[teruglopen]"),
        ("de politie drong het geweld terug", "[terugdringen]"),
        ("de geregistreerde woninginbraken", "<harm>"),
        ("drie misdrijven", "<harm>"),
        ("onze jeugdboa's", "<effort>"),
        ("het cameratoezicht", "<measure>"),
        ("het veiligheidsgevoel", "<benefit>"),
    ],
)
def test_a_word_is_known_in_every_form(words: str, tag: str) -> None:
    assert any(tag in one.tags for one in list_tokens(words))


@pytest.mark.parametrize("words", ["Wij namen toen contact op.", "Het liep goed in de wijk."])
def test_a_verb_whose_last_part_leads_in_a_place_is_not_parted(words: str) -> None:
    assert not any("<rise>" in one.tags for one in list_tokens(words))


def test_phrases_only_use_verbs_and_classes_that_are_known() -> None:
    known = {f"<{name}>" for group in ("verbs", "nouns", "words") for name in RAW[group]} | {
        "<year>",
        "<past>",
    }
    known |= {f"[{verb.lemma}]" for verbs in get_meanings().verbs.values() for verb in verbs}
    written = " ".join(phrase.written for phrases in get_phrases().values() for phrase in phrases)
    assert set(re.findall(r"<\w+>|\[\w+\]", written)) - known == set()


def test_every_class_and_every_group_of_phrases_is_used() -> None:
    written = " ".join(phrase.written for phrases in get_phrases().values() for phrase in phrases)
    classes = [name for group in ("verbs", "nouns", "words") for name in RAW[group] if name != "other"]
    unused = [name for name in classes if f"<{name}>" not in written + CODE and f'"{name}"' not in CODE]
    assert unused == []
    assert [group for group in get_phrases() if f'"{group}"' not in CODE] == []


def test_every_verb_that_only_phrases_use_is_used() -> None:
    written = " ".join(phrase.written for phrases in get_phrases().values() for phrase in phrases)
    others = {verb.lemma for verb in get_meanings().verbs["other"]}
    assert {lemma for lemma in others if f"[{lemma}]" not in written} == set()


def test_every_phrase_can_be_found_in_words_that_are_written_as_it_is() -> None:
    for phrases in get_phrases().values():
        for phrase in phrases:
            words = [min(step) for step in phrase.steps if step and not step & {"^", "$"}]
            plain = [one for one in words if one[0] not in "<["]
            for word in plain:
                assert word in ",:?" or word == word.lower(), (phrase.written, word)
                assert word in ",:?" or list_tokens(word)[0].word == word, (phrase.written, word)


def test_a_noun_is_found_at_the_end_of_a_compound_only() -> None:
    assert "<harm>" in tags_of("fietsdiefstallen")
    assert "<harm>" not in tags_of("brandweer")


@pytest.mark.parametrize(
    "words",
    [
        "Het cameratoezicht doet zijn werk.",
        "De investering in het jongerenwerk loont.",
        "Onze gesprekken met ouders werpen vruchten af.",
        "We plukken nu de vruchten van de campagne.",
        "De wijkagent heeft met zijn aanpak de overlast teruggebracht.",
        "De daling is toe te schrijven aan het alcoholverbod.",
        "De komst van een tweede jeugdboa verklaart de daling.",
        "De oorzaak van de stijging is de bezuiniging op het jongerenwerk.",
        "Zonder de straatcoaches was de overlast verder opgelopen.",
        "Het verbod heeft de overlast sterk doen afnemen.",
    ],
)
def test_ways_to_name_a_cause(words: str) -> None:
    assert Reading(words).cause is not None


@pytest.mark.parametrize(
    "words",
    [
        "De boa's werken samen met de politie.",
        "De camera's worden in april vervangen.",
        "De campagne startte in maart.",
        "Het toezicht heeft geen effect.",
        "De aanpak is succesvol afgerond.",
    ],
)
def test_telling_what_is_done_names_no_cause(words: str) -> None:
    assert Reading(words).cause is None


@pytest.mark.parametrize(
    "words",
    [
        "Of het toezicht werkt, is niet onderzocht.",
        "In hoeverre de camera's hebben geholpen, weten we niet.",
        "Het is niet vast te stellen wat de daling verklaart.",
        "De raad vroeg of de daling doorzet.",
        "Werkt het toezicht?",
    ],
)
def test_what_is_left_open_is_read_as_open(words: str) -> None:
    assert Reading(words).is_open


@pytest.mark.parametrize(
    ("words", "general", "of_harm"),
    [
        ("Meer rust in de wijk", 1, 0),
        ("De wijk wordt leefbaarder", 1, 0),
        ("Geweld onder controle", 0, 1),
        ("Drugsoverlast verder teruggedrongen", 0, 1),
        ("Meer inbraken", 0, -1),
        ("De buurt is onveiliger geworden", -1, 0),
        ("Op weg naar een veiliger binnenstad", 0, 0),
        ("Wordt de stad veiliger?", 0, 0),
        ("Controles in de horeca", 0, 0),
    ],
)
def test_what_a_heading_says_of_how_things_go(words: str, general: int, of_harm: int) -> None:
    reading = Reading(words)
    assert (reading.verdict, reading.verdict_of_harm) == (general, of_harm)


@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("de problematiek verergert", "up"),
        ("het aantal zwol aan tot 40", "up"),
        ("het liep dit jaar weer op", "up"),
        ("de klachten slonken", "down"),
        ("nadat de overlast was afgenomen", "down"),
        ("om af te nemen", "down"),
    ],
)
def test_the_lists_of_change_have_every_form_of_their_verbs(words: str, way: str) -> None:
    assert get_lexicon()[f"direction.{way}"].search(words)


def test_no_form_that_its_verb_gives_is_written_out_in_the_lists_of_change() -> None:
    written = yaml.safe_load((ROOM / "words" / "nl.yaml").read_text(encoding="utf-8"))["direction"]
    verbs = get_meanings().verbs
    for way, names in (("up", ("rise", "improve", "worsen")), ("down", ("fall",))):
        forms = {form for name in names for verb in verbs[name] for form in list_forms(verb)}
        assert forms & set(written[way]) == set()
