"""Setting the words of a municipality, once, when a program starts."""

from __future__ import annotations

from spoorboek.rules.claims.own_words import LISTS, keep_own_words, read_own_words
from spoorboek.rules.claims.word_list import list_word_versions
from spoorboek.rules.letter_audit.lexicon import list_names


def set_own_words(text: str) -> None:
    """Lay the words of a municipality over ours, from their first day on.

    Parameters: ``text``, YAML with versions (examples/dordrecht/configuration/word_lists.yaml), empty for
    none. Errors: ParameterError with a Dutch sentence that begins with the line.
    """
    keep_own_words(())
    if text.strip():
        versions = [each.words for each in list_word_versions()]
        ours = {name: {word for words in versions for word in words[name]} for name in (*LISTS, "terms")}
        keep_own_words(read_own_words(text, {**ours, **list_names()}))
