import pytest
from tests.unit.documents_source.source_factory import BODY, HEAD, a_letter

from spoorboek.documents.source.letter import parse_letter
from spoorboek.documents.source.number_scanning import scan_numbers


def untied(text: str) -> list[str]:
    return [text[match.start : match.end] for match in scan_numbers(text) if not match.reason]


def fixed(text: str) -> list[tuple[str, str]]:
    return [(text[match.start : match.end], match.reason) for match in scan_numbers(text) if match.reason]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Er zijn 88 meldingen.", ["88"]),
        ("Het cijfer 7,3 en 6.513 en 12%.", ["7,3", "6.513", "12"]),
        ("vierentwintig, drie en Achttien", ["vierentwintig", "drie", "Achttien"]),
        (
            "tweeentwintig, tweeëntwintig en vijftienhonderd",
            ["tweeentwintig", "tweeëntwintig", "vijftienhonderd"],
        ),
        ("honderden en duizendpoot", []),
        ("zesduizend vijfhonderddertien", ["zesduizend", "vijfhonderddertien"]),
        ("één van de zeven", ["één", "zeven"]),
        ("een van de dagen", []),
        ("de eerste, tweede en derde keer", []),
        ("enkele tientallen, beide, geen", []),
        ("iets in acht nemen", []),
        ("acht dagen", ["acht"]),
        ("artikel 151c en TOP20 en COVID-19", ["151c", "TOP20", "COVID-19"]),
        ("2016 meldingen", ["2016"]),
        ("€ 2000 boete", ["2000"]),
        ("zaak 2025-0020171", ["2025-0020171"]),
        ("½ en ² en ٣", ["½", "²", "٣"]),
        ("80 m²", ["80"]),
        ("tweejarig, driehoek, vierkant, Zevenbergen", []),
        ("anderhalf jaar, drie miljoen", ["anderhalf", "drie", "miljoen"]),
    ],
)
def test_numbers_that_an_author_must_tie(text: str, numbers: list[str]):
    assert untied(text) == numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("op 24 februari 2025 om 14.00 uur", [("24 februari 2025", "datum"), ("14.00 uur", "tijdstip")]),
        ("1 tot en met 15 maart", [("1 tot en met 15 maart", "datum")]),
        ("op 24-02-2025 en 2025-02-24", [("24-02-2025", "datum"), ("2025-02-24", "datum")]),
        (
            "in 2023, 2023-2026 en 2023/24.",
            [("2023", "jaartal"), ("2023-2026", "jaartal"), ("2023/24", "jaartal")],
        ),
        ("de 1e en 22ste keer", [("1e", "rangtelwoord"), ("22ste", "rangtelwoord")]),
    ],
)
def test_numbers_that_the_system_recognises_itself(text: str, expected: list[tuple[str, str]]):
    assert fixed(text) == expected
    assert untied(text) == []


def test_untied_numbers_of_a_letter_point_at_their_words():
    letter = a_letter(
        '\n# Kop 7\n\nIn 2023 *twee* en [3]{fixed="x"} en [4 of [5]{figure="a"}]{claim="states"} &#49;2.\n'
    )
    assert [number.text for number in letter.untied_numbers] == ["7", "twee", "4", "12"]
    assert [number.place.cut(letter.text) for number in letter.untied_numbers] == ["7", "twee", "4", "&#49;2"]
    assert {number.place.line for number in letter.untied_numbers} == {14, 16}


def test_a_date_may_run_on_over_a_line_end():
    assert a_letter("\nOp 24\nfebruari 2025 was het zover.\n").untied_numbers == ()


def test_a_number_in_the_title_is_untied_too():
    letter = parse_letter(
        HEAD.replace("title: Voorbeeld over 2023-2024", 'title: "Zeven brieven in 2023"') + BODY
    )
    assert [(number.text, number.place.line) for number in letter.untied_numbers] == [("Zeven", 3)]
