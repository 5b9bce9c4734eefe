"""Formulas: what can be read, in which order, and which word is pointed at when it cannot."""

import pytest

from spoorboek.figures.errors import ExpressionError
from spoorboek.figures.expression import (
    Constant,
    FigureCode,
    Operation,
    Shift,
    Shifted,
    Sign,
    parse_expression,
)

A, B, C = (FigureCode(code, 0) for code in "abc")


def op(left, sign, right):
    return Operation(Sign(sign), left, right, 0)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", A),
        ("a + b * c", op(A, "+", op(B, "*", C))),
        ("(a + b) * c", op(op(A, "+", B), "*", C)),
        ("a - b - c", op(op(A, "-", B), "-", C)),
        ("a / b / c", op(op(A, "/", B), "/", C)),
        ("a / b*1000", op(op(A, "/", B), "*", Constant(1000, 0))),
        ("mma-reports - b", op(FigureCode("mma-reports", 0), "-", B)),
        ("previous(a)", Shifted(Shift.PREVIOUS, A, 0)),
        ("year-earlier(a + b)", Shifted(Shift.YEAR_EARLIER, op(A, "+", B), 0)),
        ("previous", FigureCode("previous", 0)),
        ("percent-change(a, b)", op(op(op(A, "-", B), "/", B), "*", Constant(100, 0))),
        ("  a\n /  b ", op(A, "/", B)),
    ],
)
def test_a_formula_is_read_in_the_usual_order(text, tree):
    assert parse_expression(text).root == tree


@pytest.mark.parametrize(
    ("text", "column", "word", "says"),
    [
        ("a +", 4, "einde", "hier hoort een cijfer"),
        ("a b", 3, "b", "hier hoort een teken"),
        ("(a + b", 7, "einde", "haakje van kolom 1 is hier nog niet gesloten"),
        ("a + b)", 6, ")", "geen haakje openen"),
        ("a ** b", 4, "*", "hier hoort een cijfer"),
        ("a / 0", 5, "0", "door 0"),
        ("a * 1.000", 5, "1.000", "1000 of 1,000"),
        ("a * 0,5", 6, ",", "breuk met een punt"),
        ("1000-5", 1, "1000-5", "spaties om een minteken"),
        ("a × b", 3, "×", r"schrijf \*"),
        ("a − b", 3, "−", "gewoon minteken"),
        ("a_b", 2, "_b", "streepjes"),
        ("Meldingen", 1, "Meldingen", "kleine letters"),
        ("sum(a)", 1, "sum", "die functie bestaat niet"),
        ("percent-change(a)", 17, ")", "vergelijkt twee cijfers"),
        ("previous(a, b)", 11, ",", "geen komma"),
        ("100 * 10", 1, "100 * 10", "ten minste één cijfer"),
        ("", 1, "einde", "hier hoort een cijfer"),
        ("a; __import__('os')", 2, ";", "kan niet in een formule"),
        ("9" * 16 + " * a", 1, "9" * 16, "ten hoogste 15 cijfers"),
    ],
)
def test_a_wrong_formula_is_refused_at_its_place(text, column, word, says):
    with pytest.raises(ExpressionError, match=says) as caught:
        parse_expression(text)
    assert (caught.value.column, caught.value.word) == (column, word)
    assert str(caught.value).startswith(f"Kolom {column}, '{word}': ")


@pytest.mark.parametrize(
    "text",
    [
        "(" * 21 + "a" + ")" * 21,
        " + ".join("a" for _ in range(51)),
        "a + " * 200 + "a",
        "percent-change(a, " * 12 + "a" + ")" * 12,
    ],
)
def test_a_formula_has_bounds(text):
    with pytest.raises(ExpressionError, match="ten hoogste"):
        parse_expression(text)


def test_a_formula_up_to_its_bounds_is_read():
    assert parse_expression("(" * 20 + "a" + ")" * 20).root == A
    assert parse_expression(" + ".join("a" for _ in range(50))).codes == ("a",)
