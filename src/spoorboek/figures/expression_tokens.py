"""The words of a formula: numbers, codes of figures, signs. Nothing here is ever run as a program."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from spoorboek.figures.errors import ExpressionError
from spoorboek.figures.values import Number

LONGEST_TEXT = 500
"""Characters. The longest formula of a real set of definitions has fewer than 150."""

_LONGEST_NUMBER = 15
_PIECES = re.compile(
    r"(?P<space>[ \t\r\n]+)"
    r"|(?P<number>[0-9]+(?:\.[0-9]+)?(?![a-z0-9.]|-[a-z0-9]))"
    r"|(?P<word>[a-z0-9]+(?:-[a-z0-9]+)*)"
    r"|(?P<sign>[-+*/(),])"
)
_HINTS = {
    "×": "schrijf * voor vermenigvuldigen.",
    "÷": "schrijf / voor delen.",
    ":": "schrijf / voor delen.",
    "−": "schrijf een gewoon minteken: -.",
    "–": "schrijf een gewoon minteken: -.",
    "%": "schrijf * 100 voor een percentage.",
    "=": "een formule heeft geen =; schrijf alleen wat erachter komt.",
    "_": "een code van een cijfer heeft streepjes (-), geen _.",
}


class TokenKind(Enum):
    """What a piece of a formula is."""

    NUMBER = "number"
    WORD = "word"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a formula; ``column`` counts from 1."""

    kind: TokenKind
    text: str
    column: int

    @property
    def number(self) -> Number:
        """Return what a NUMBER stands for: a whole number, or a decimal when it has a point."""
        return Decimal(self.text) if "." in self.text else int(self.text)


def split_tokens(text: str) -> tuple[Token, ...]:
    """Split a formula into its pieces, an END last.

    Raises ExpressionError with the column and the word that cannot stand in a formula.

    >>> [token.text for token in split_tokens("mma-reports / inhabitants * 1000")]
    ['mma-reports', '/', 'inhabitants', '*', '1000', '']
    """
    if len(text) > LONGEST_TEXT:
        word = text[LONGEST_TEXT : LONGEST_TEXT + 10]
        raise ExpressionError(
            f"een formule heeft ten hoogste {LONGEST_TEXT} tekens.", column=LONGEST_TEXT + 1, word=word
        )
    tokens: list[Token] = []
    place = 0
    while place < len(text):
        found = _PIECES.match(text, place)
        if found is None:
            _refuse(text, place)
        elif found.lastgroup != "space":
            tokens.append(_as_token(TokenKind(found.lastgroup), found.group(), place + 1))
        place = found.end() if found else len(text)
    return (*tokens, Token(TokenKind.END, "", len(text) + 1))


def _as_token(kind: TokenKind, text: str, column: int) -> Token:
    if kind is TokenKind.NUMBER:
        _check_number(text, column)
    if kind is TokenKind.WORD and not any("a" <= sign <= "z" for sign in text):
        raise ExpressionError("dat is geen code; zet spaties om een minteken.", column=column, word=text)
    return Token(kind, text, column)


def _check_number(text: str, column: int) -> None:
    whole, _, part = text.partition(".")
    if len(whole) + len(part) > _LONGEST_NUMBER:
        raise ExpressionError(
            f"een getal heeft ten hoogste {_LONGEST_NUMBER} cijfers.", column=column, word=text
        )
    if len(part) == 3:
        # In Dutch 1.000 is a thousand, in a program it is one: a formula with it has one of two meanings.
        raise ExpressionError(
            f"dat kan {whole + part} of {whole},{part} zijn; schrijf duizendtallen zonder punt en breuken "
            "niet met drie cijfers achter de punt.",
            column=column,
            word=text,
        )


def _refuse(text: str, place: int) -> None:
    word = re.match(r"\S+", text[place:])
    sign = text[place]
    hint = _HINTS.get(sign, "dat teken kan niet in een formule; schrijf codes, getallen en + - * / ( ).")
    if sign.isalpha() and sign.isascii():
        hint = "een code van een cijfer heeft alleen kleine letters."
    if sign == ".":
        hint = "een getal begint met een cijfer en heeft ten hoogste één punt."
    raise ExpressionError(hint, column=place + 1, word=word.group()[:40] if word else sign)
