"""Formulas of derived figures: ``recorded-crimes / inhabitants * 1000``, read into a small tree.

Signs are + - * / with brackets, in the usual order. Functions look at another period or compare two:

``previous(x)``            the period of the same kind just before
``year-earlier(x)``        the same period a year earlier
``baseline(x)``            the same period in the baseline of the definition
``on-1-january(x)``        1 January of the year
``on-next-1-january(x)``   1 January of the year after
``percent-change(new, old)``  ``(new - old) / old * 100``
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from spoorboek.figures.errors import ExpressionError
from spoorboek.figures.expression_tokens import Token, TokenKind, split_tokens
from spoorboek.figures.values import Number

DEEPEST = 20
"""Brackets within brackets."""
MOST_OPERANDS = 50


class Sign(Enum):
    """The four operations."""

    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"


class Shift(Enum):
    """The functions that look at another period."""

    PREVIOUS = "previous"
    YEAR_EARLIER = "year-earlier"
    BASELINE = "baseline"
    YEAR_START = "on-1-january"
    NEXT_YEAR_START = "on-next-1-january"


PERCENT_CHANGE = "percent-change"
FUNCTIONS = (*(shift.value for shift in Shift), PERCENT_CHANGE)
"""Names that are functions when a bracket follows."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A number that stands in the formula."""

    value: Number
    column: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class FigureCode:
    """A figure by its code, in the period that is asked for."""

    code: str
    column: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Shifted:
    """A part of the formula over another period."""

    shift: Shift
    of: Node
    column: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Operation:
    """Two parts of the formula with a sign between them."""

    sign: Sign
    left: Node
    right: Node
    column: int = field(compare=False)


Node = Constant | FigureCode | Shifted | Operation


@dataclass(frozen=True, slots=True)
class Expression:
    """A formula as written, and what it means."""

    text: str
    root: Node

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of the figures in it, each once, in the order in which they stand."""
        return tuple(dict.fromkeys(leaf.code for leaf in list_figure_codes(self.root)))

    def uses(self, shift: Shift) -> bool:
        """Tell whether the formula looks at another period in this way."""
        return any(isinstance(node, Shifted) and node.shift is shift for node in _walk(self.root))


def list_figure_codes(node: Node) -> list[FigureCode]:
    """Return every place in a formula where a figure stands, from left to right."""
    return [each for each in _walk(node) if isinstance(each, FigureCode)]


def list_addends(node: Node) -> tuple[str, ...]:
    """Return the codes of a formula that only adds figures up, each in its own period.

    Parameters: ``node``, a formula or a part of it. Returns codes from left to right; nothing for any other
    formula. Errors: none.

    >>> list_addends(parse_expression("nuisance-youth + mma-reports").root)
    ('nuisance-youth', 'mma-reports')
    >>> list_addends(parse_expression("nuisance-youth - mma-reports").root)
    ()
    """
    if isinstance(node, FigureCode):
        return (node.code,)
    if not isinstance(node, Operation) or node.sign is not Sign.ADD:
        return ()
    left, right = list_addends(node.left), list_addends(node.right)
    return (*left, *right) if left and right else ()


def parse_expression(text: str) -> Expression:
    """Read a formula.

    Raises ExpressionError with the column and the word where it goes wrong: an unknown sign or function, a
    missing bracket or operand, a formula that is too long or too deep, or one without any figure.

    >>> parse_expression("part / (part + rest)").codes
    ('part', 'rest')
    """
    reader = _Reader(split_tokens(text))
    root = reader.read_sum()
    reader.expect_end()
    if not list_figure_codes(root):
        raise ExpressionError("een formule noemt ten minste één cijfer.", column=1, word=text.strip())
    return Expression(" ".join(text.split()), root)


def _walk(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Shifted):
        yield from _walk(node.of)
    elif isinstance(node, Operation):
        yield from _walk(node.left)
        yield from _walk(node.right)


class _Reader:
    """Reads pieces from left to right: a sum of products of operands."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self._tokens = tokens
        self._next = 0
        self._depth = 0
        self._operands = 0

    def read_sum(self) -> Node:
        left = self._read_product()
        while (token := self._peek()).text in ("+", "-") and token.kind is TokenKind.SIGN:
            self._next += 1
            left = Operation(Sign(token.text), left, self._read_product(), token.column)
        return left

    def expect_end(self) -> None:
        token = self._peek()
        if token.kind is TokenKind.END:
            return
        if token.text == ")":
            raise _error("bij dit haakje hoort geen haakje openen.", token)
        if token.text == ",":
            raise _error("schrijf een breuk met een punt; een komma staat alleen in een functie.", token)
        raise _error("hier hoort een teken: + - * of /.", token)

    def _read_product(self) -> Node:
        left = self._read_operand()
        while (token := self._peek()).text in ("*", "/") and token.kind is TokenKind.SIGN:
            self._next += 1
            right = self._read_operand()
            if token.text == "/" and isinstance(right, Constant) and right.value == 0:
                raise ExpressionError("door 0 kan niet worden gedeeld.", column=right.column, word="0")
            left = Operation(Sign(token.text), left, right, token.column)
        return left

    def _read_operand(self) -> Node:
        token = self._take()
        self._count_operands(1, token)
        if token.kind is TokenKind.NUMBER:
            return Constant(token.number, token.column)
        if token.kind is TokenKind.WORD and self._peek().text == "(":
            return self._read_function(token)
        if token.kind is TokenKind.WORD:
            return FigureCode(token.text, token.column)
        if token.text == "(":
            return self._read_within(token)
        raise _error("hier hoort een cijfer, een getal of een haakje openen.", token)

    def _read_function(self, name: Token) -> Node:
        if name.text not in FUNCTIONS:
            raise _error(f"die functie bestaat niet; wel: {', '.join(FUNCTIONS)}.", name)
        opening = self._take()
        if name.text != PERCENT_CHANGE:
            return Shifted(Shift(name.text), self._read_within(opening), name.column)
        new = self._read_within(opening, closing=",")
        old = self._read_within(opening)
        # The old one stands in it twice; without counting that, nesting would grow it beyond all bounds.
        self._count_operands(sum(not isinstance(node, Operation) for node in _walk(old)), name)
        change = Operation(Sign.SUBTRACT, new, old, name.column)
        share = Operation(Sign.DIVIDE, change, old, name.column)
        return Operation(Sign.MULTIPLY, share, Constant(100, name.column), name.column)

    def _read_within(self, opening: Token, closing: str = ")") -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _error(f"haakjes gaan ten hoogste {DEEPEST} diep.", opening)
        inner = self.read_sum()
        self._depth -= 1
        token = self._take()
        if token.text == closing and token.kind is TokenKind.SIGN:
            return inner
        if closing == ",":
            raise _error(f"'{PERCENT_CHANGE}' vergelijkt twee cijfers, met een komma ertussen.", token)
        if token.text == ",":
            raise _error("hier hoort geen komma; schrijf een breuk met een punt.", token)
        raise _error(f"het haakje van kolom {opening.column} is hier nog niet gesloten.", token)

    def _count_operands(self, count: int, token: Token) -> None:
        self._operands += count
        if self._operands > MOST_OPERANDS:
            raise _error(f"een formule heeft ten hoogste {MOST_OPERANDS} cijfers en getallen.", token)

    def _peek(self) -> Token:
        return self._tokens[self._next]

    def _take(self) -> Token:
        token = self._tokens[self._next]
        if token.kind is not TokenKind.END:
            self._next += 1
        return token


def _error(message: str, token: Token) -> ExpressionError:
    return ExpressionError(message, column=token.column, word=token.text or "einde")
