import pytest
from tests.unit.documents_source.source_factory import a_letter, a_letter_text, problems_in, problems_of

from spoorboek.documents.source.blocks import SourceList, SourceParagraph, SourceTable
from spoorboek.documents.source.guard import decode_letter
from spoorboek.documents.source.letter import parse_letter
from spoorboek.documents.source.spans import (
    ChartBlockSpan,
    ClaimSpan,
    CommitmentSpan,
    FixedSpan,
    NumberSpan,
    NumberStyle,
    PromisesBlockSpan,
    PromiseSpan,
    Strength,
    TableBlockSpan,
)
from spoorboek.figures.period import Period


def spans_of(body: str) -> list[object]:
    return [span for _, span in a_letter(f"\n{body}\n").spans()]


def test_the_front_matter_is_typed():
    front = a_letter().front_matter
    assert front.title == "Voorbeeld over 2023-2024"
    assert front.period == Period.parse("2023..2024")
    assert front.dated_on.isoformat() == "2025-02-24"
    assert front.fields == {"subject": "Terugblik"}


def test_a_number_span_names_its_figure():
    (span,) = spans_of('[88]{figure="mma-reports" period="2023"}')
    assert isinstance(span, NumberSpan)
    assert (span.text, span.reference.code, span.reference.period) == ("88", "mma-reports", Period.year(2023))
    assert span.reference.key(Period.year(2020), "GM0505") == "mma-reports@2023@GM0505"


def test_a_reference_may_hold_period_and_area_itself():
    (span,) = spans_of('[?]{figure="reports@2023@BU05050101" as="words" }')
    assert isinstance(span, NumberSpan)
    assert span.reference.key(Period.year(2020), "GM0505") == "reports@2023@BU05050101"
    assert span.style is NumberStyle.WORDS


def test_a_number_without_period_is_about_the_period_of_the_letter():
    (span,) = spans_of('[?]{figure="reports"}')
    assert isinstance(span, NumberSpan)
    assert span.reference.key(Period.year(2020), "GM0505") == "reports@2020@GM0505"


def test_a_claim_holds_the_numbers_inside_it():
    claim, first, second = spans_of(
        '[steeg *fors* van [88]{figure="a-b@2023"} naar [104]{figure="a-b@2024"}]'
        '{claim="rises" figure="a-b" from="2023" to="2024" strength="firm" hedged="true"}'
    )
    assert isinstance(claim, ClaimSpan) and isinstance(first, NumberSpan) and isinstance(second, NumberSpan)
    assert claim.words == "steeg fors van 88 naar 104"
    assert claim.details.strength is Strength.FIRM and claim.details.hedged
    assert claim.details.since is not None and claim.details.since.period == Period.year(2023)
    assert (claim.claim_id, first.text, second.text) == ("c1", "88", "104")


def test_claims_are_numbered_in_the_order_of_the_letter():
    body = '[a [b]{claim="states" figure="x"}]{claim="rises" figure="x"}\n\n# [c]{claim="falls" figure="x"}'
    found = [(s.claim_id, s.claim) for s in spans_of(body) if isinstance(s, ClaimSpan)]
    assert found == [("c1", "rises"), ("c2", "states"), ("c3", "falls")]


def test_parts_and_flow_are_references():
    adds_up, flow = spans_of(
        '[x]{claim="adds_up" parts="a-b@2023, c d@2024" total="e"} '
        '[y]{claim="flow" carried_in="a" opened="b" closed="c" carried_out="d"}'
    )
    assert isinstance(adds_up, ClaimSpan) and isinstance(flow, ClaimSpan)
    assert [part.code for part in adds_up.details.parts] == ["a-b", "c", "d"]
    assert flow.details.carried_out is not None and flow.details.carried_out.code == "d"


def test_a_reference_may_be_an_area_of_the_claims_own_figure():
    (span,) = spans_of('[hoger dan landelijk]{claim="higher_than" figure="mark@2023" reference="NL01"}')
    assert isinstance(span, ClaimSpan) and span.details.reference is not None
    assert span.details.reference.key(Period.year(2023), "GM0505") == "mark@2023@NL01"


def test_block_spans_stand_alone():
    table, chart, promises = spans_of(
        '[?]{table="nuisance" period="2019..2024"}\n\n[?]{chart="crime"}\n\n[?]{promises="ondermijning"}'
    )
    assert isinstance(table, TableBlockSpan) and table.period == Period.parse("2019..2024")
    assert isinstance(chart, ChartBlockSpan) and chart.period is None
    assert isinstance(promises, PromisesBlockSpan) and promises.selection == "ondermijning"


def test_promises_and_commitments_may_say_why_nothing_is_reported():
    promise, commitment, fixed = spans_of(
        '[Volgt]{promise="a-b" unreported="Nog niet klaar."} [Hier]{commitment="c"} [151c]{fixed="wet"}'
    )
    assert isinstance(promise, PromiseSpan) and promise.unreported == "Nog niet klaar."
    assert isinstance(commitment, CommitmentSpan) and commitment.code == "c"
    assert isinstance(fixed, FixedSpan) and fixed.reason == "wet"


def test_sections_carry_the_path_of_their_headings():
    letter = a_letter("\n# A\n\n## B\n\n### C\n\n## D\n\n# E\n\ntekst\n")
    assert [section.path for section in letter.sections] == [
        ("A",),
        ("A", "B"),
        ("A", "B", "C"),
        ("A", "D"),
        ("E",),
    ]


def test_lists_tables_and_notes_are_read():
    letter = a_letter(
        "\nTekst[^a].\n\n- een\n- twee {\n".replace(" {", "")
        + '\nTabel: *Naam*\n\n| a | b |\n|---|---|\n| c | [1]{fixed="x"} |\n\n[^a]: Noot.\n'
    )
    paragraph, bullets, table = letter.sections[0].blocks
    assert isinstance(paragraph, SourceParagraph)
    assert isinstance(bullets, SourceList) and len(bullets.items) == 2 and not bullets.numbered
    assert isinstance(table, SourceTable) and len(table.rows) == 1
    assert [note.label for note in letter.notes] == ["a"]


def test_notes_stand_in_the_order_in_which_they_are_used():
    letter = a_letter("\nEerst[^b], dan[^a] en weer[^b].\n\n[^a]: A.\n\n[^b]: B.\n")
    assert [note.label for note in letter.notes] == ["b", "a"]


def test_every_place_points_at_its_words():
    body = (
        '\n- In *een* lijst\n  staat [de [7,3]{figure="m"} en\n  meer]{claim="states" figure="m"}\n\n'
        'Tabel: T\n\n| a | [8]{fixed="b"} |\n|---|---|\n| 8 | [8]{fixed="c"} |\n'
    )
    letter = a_letter(body)
    words = [(span.place.cut(letter.text), span.whole.cut(letter.text)) for _, span in letter.spans()]
    assert words == [
        ('de [7,3]{figure="m"} en\n  meer', '[de [7,3]{figure="m"} en\n  meer]{claim="states" figure="m"}'),
        ("7,3", '[7,3]{figure="m"}'),
        ("8", '[8]{fixed="b"}'),
        ("8", '[8]{fixed="c"}'),
    ]
    assert (
        letter.text.count("\n", 0, letter.untied_numbers[0].place.start) + 1
        == letter.untied_numbers[0].place.line
    )


def test_windows_line_ends_and_a_mark_at_the_start_do_not_matter():
    content = b"\xef\xbb\xbf" + a_letter_text().replace("\n", "\r\n").encode()
    assert parse_letter(decode_letter(content)) == a_letter()


def test_all_problems_are_reported_in_order_with_their_line():
    found = problems_of(a_letter_text('\n[1]{figure=a}\n\n[x]{fixed="a" fixed="b"}\n\n[2]{figur="a"}\n'))
    assert [line.split(":")[0] for line in found] == ["Regel 14", "Regel 16", "Regel 18"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("[88]{figure=mma}", "tussen aanhalingstekens"),
        ("[88]{figure=“mma”}", "rechte dubbele aanhalingstekens"),
        ('[88]{figure = "mma"}', "geen spaties"),
        ('[88]{figure="mma"', "accolade } ontbreekt"),
        ('[88]{figure="mma}', "niet gesloten"),
        ('[88] {figure="mma"}', "ontbreken de accolades"),
        ('88]{figure="mma"}', "hoort bij geen span"),
        ('[88{figure="mma"}', "niet gesloten"),
        ("[88]{}", "staat niets"),
        ("[88]", "ontbreken de accolades"),
        ("{a}", "hoort bij geen span"),
        ('[88]{figure="mma" figure="x"}', "twee keer"),
        ('[88]{figure="mma" colour="x"}', "'colour' bestaat niet"),
        ('[88]{period="2023"}', "ontbreekt waar het om gaat"),
        ('[88]{figure="mma" unreported="x"}', "past niet bij"),
        ('[x]{claim="rises" parts="a"}', "past niet bij de bewering 'rises'"),
        ('[x]{claim="climbs"}', "bestaat niet; kies uit"),
        ('[x]{claim="rises" figure="a" strength="strong"}', "kies uit plain, firm, trend"),
        ('[x]{claim="rises" from="2023"}', "'figure' ontbreekt"),
        ('[x]{claim="about_equal" figure="a" margin="veel"}', "geen marge"),
        ('[88]{figure="MMA"}', "wijst geen cijfer aan"),
        ('[88]{figure="a@2023@x@y"}', "wijst geen cijfer aan"),
        ('[88]{figure="a@20x3"}', "geen periode"),
        ('[88]{figure="a@2023" period="2023"}', "hier twee keer"),
        ('[88]{figure="a" area="Dordrecht"}', "geen gebiedscode"),
        ('[veel]{figure="a"}', "is geen getal"),
        ('[88]{figure="a" as="words"}', "horen bij een vraagteken"),
        ('[?]{figure="a" decimals="9"}', "0 tot en met 6"),
        ('[]{figure="a"}', "tussen de haken staat niets"),
        ('[151c]{fixed=""}', "'fixed' is leeg"),
        ('[8 [9]{fixed="a"}]{figure="a"}', "binnen een getal"),
        ('tekst [?]{table="a"}', "alleen in een eigen alinea"),
        ('[88]{table="a"}', "alleen een vraagteken"),
        ("Tekst[^x].", "deze voetnoot heeft geen tekst"),
        ("[^x]: Noot.", "verwijst geen zin"),
        ("A[^x]\n\n[^x]: B\n\n[^x]: C", "staat er twee keer"),
        ("A[^x]\n\n[^x]: B\n\n    C", "uit één alinea"),
        ("A[^x] B[^y]\n\n[^x]: C[^y]\n\n[^y]: D", "niet naar een voetnoot"),
        ("### Kop", "slaat een niveau over"),
        ("#", "deze kop is leeg"),
        ("2024. Zo begint een lijst", "begint bij 1"),
        ("- a\n  - b\n    - c\n      - d", "ten hoogste 3 diep"),
        ("- # kop", "een kop kan niet in een lijst"),
        ("| a | b |\n|---|---|\n| c | d |", "een titel nodig"),
        ("Tabel: T\n\n| a | b |\n|---|---|\n| c | d | 8 |", "niet evenveel cellen"),
    ],
)
def test_what_resembles_a_span_and_is_none_gets_a_sentence(body: str, words: str):
    found = problems_in(body)
    assert any(words in sentence for sentence in found), found


def test_a_bracket_may_be_meant_as_a_bracket():
    letter = parse_letter(a_letter_text("\nDit \\[zo\\] en \\{zo\\}.\n"))
    (block,) = letter.sections[0].blocks
    assert isinstance(block, SourceParagraph)
    assert "".join(getattr(node, "text", "") for node in block.inlines) == "Dit [zo] en {zo}."
