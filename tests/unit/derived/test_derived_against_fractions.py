"""Derived values against the slow obvious way: fractions, step by step."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from spoorboek.figures.derived import derive_value
from spoorboek.figures.expression import Constant, FigureCode, Operation, Sign, parse_expression
from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue

VALUES = st.one_of(st.integers(0, 10**6), st.sampled_from([0, NonValue.MISSING, NonValue.SUPPRESSED]))
ORDER = (NonValue.SUPPRESSED, NonValue.MISSING, NonValue.UNDEFINED)
FORMULAS = st.recursive(
    st.sampled_from(["a", "b", "c", "2", "1000", "0.25"]),
    lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
    max_leaves=8,
)


def work_out(node, values):
    if isinstance(node, Constant):
        return Fraction(node.value)
    if isinstance(node, FigureCode):
        value = values[node.code]
        return value if isinstance(value, NonValue) else Fraction(value)
    assert isinstance(node, Operation)
    sides = work_out(node.left, values), work_out(node.right, values)
    reasons = {side for side in sides if isinstance(side, NonValue)}
    if node.sign is Sign.DIVIDE and sides[1] == 0:
        reasons.add(NonValue.UNDEFINED)
    if reasons:
        return next(reason for reason in ORDER if reason in reasons)
    left, right = sides
    return {
        Sign.ADD: lambda: left + right,
        Sign.SUBTRACT: lambda: left - right,
        Sign.MULTIPLY: lambda: left * right,
        Sign.DIVIDE: lambda: left / right,
    }[node.sign]()


@given(FORMULAS, VALUES, VALUES, VALUES)
def test_a_formula_gives_what_fractions_give(text, a, b, c):
    values = {"a": a, "b": b, "c": c}
    expression = parse_expression(f"a * 0 + {text}")
    expected = work_out(expression.root, values)
    found = derive_value(expression, Period.year(2023), lambda code, _: values[code])
    if isinstance(expected, NonValue):
        assert found.value is expected
    else:
        assert abs(Fraction(found.value) - expected) <= abs(expected) * Fraction(1, 10**26)
        ratio = Fraction(found.parts.numerator) / Fraction(found.parts.denominator)
        assert abs(ratio * Fraction(found.parts.factor) - expected) <= abs(expected) * Fraction(1, 10**26)
