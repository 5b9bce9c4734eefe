"""Words written so that the source reads them back as the same words."""

from __future__ import annotations

import re
import unicodedata

_SPECIAL = re.compile(r"[\\\[\]{}<*_]|&(?=#?\w+;)")
_SPACES = re.compile(r"[\t\n\r\f\v\u2028\u2029]")
_LINE_START = re.compile(r"(?:#{1,6}(?=\s|$)|[-+](?=\s|$)|>|`{3}|~{3}|-[\s-]*$|=+\s*$)")
_COUNTED = re.compile(r"([0-9]{1,9})([.)])(?=\s|$)")
_SEEN = "\u00a0\u202f\u2009"


def clean_words(text: str) -> str:
    """Return words without what a letter may not hold.

    Parameters: ``text``, anything that was typed or pasted. Returns it with line ends and tabs as spaces and
    without characters that nobody can see. Errors: none.
    """
    if text.isprintable():
        return text
    kept = (sign if sign in _SEEN or sign.isprintable() else "" for sign in _SPACES.sub(" ", text))
    return "".join(kept).replace("\ufffd", "")


def escape_words(text: str) -> str:
    """Return words with a backslash before every sign that means something in the source.

    Parameters: ``text`` on one line. Returns its source. Errors: none.
    """
    return _SPECIAL.sub(lambda found: "\\" + found[0], text.replace("\ufffd", ""))


def escape_line_start(source: str) -> str:
    """Return a line of source that begins no list, heading or quotation.

    Parameters: ``source``, a line with its words escaped already. Returns it, with a backslash where its
    beginning would mean something. Errors: none.
    """
    if _LINE_START.match(source):
        return "\\" + source
    if found := _COUNTED.match(source):
        return f"{found[1]}\\{source[found.end(1) :]}"
    return source


def escape_value(text: str) -> str:
    """Return a text that can stand between double quotes as the value of a key.

    Parameters: ``text``. Returns it on one line, with single quotes for double ones. Errors: none.
    """
    return " ".join(clean_words(text).replace('"', "'").replace("|", "/").split())


def encode(sign: str) -> str:
    """Return a character as an entity, where its own form would break emphasis.

    Parameters: ``sign``, one character. Returns its entity. Errors: none.
    """
    return f"&#{ord(sign)};"


def is_word_sign(sign: str) -> bool:
    """Tell whether a character counts as part of a word beside emphasis.

    Parameters: ``sign``, one character or nothing. Returns False for spaces, punctuation and nothing; signs
    as the euro count as both, to be safe. Errors: none.
    """
    return (
        bool(sign) and not sign.isspace() and unicodedata.category(sign)[0] != "P" and sign not in "$+<=>^`|~"
    )


def is_mark_sign(sign: str) -> bool:
    """Tell whether a character counts as punctuation beside emphasis.

    Parameters: ``sign``, one character or nothing. Returns True for punctuation and symbols. Errors: none.
    """
    return bool(sign) and unicodedata.category(sign)[0] in "PS"
