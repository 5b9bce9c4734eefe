"""What one sentence says, read once for all checks of its words: doubt, others, causes, better or worse."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from spoorboek.rules.letter_audit.meanings import Token, list_tokens
from spoorboek.rules.letter_audit.phrases import Said, find_phrases
from spoorboek.rules.letter_audit.reading.effects import Effect, find_effect


class Reading:
    """The reading of one sentence; each answer is worked out when it is first asked for."""

    def __init__(self, words: str) -> None:
        self.words = words

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Return its words with what they mean."""
        return list_tokens(self.words)

    @cached_property
    def tags(self) -> frozenset[str]:
        """Return everything that its words mean."""
        return frozenset().union(*(one.tags for one in self.tokens))

    def find(self, group: str) -> Said | None:
        """Return the first phrase of a group that stands in it."""
        return next(find_phrases(group, self.tokens, self.tags), None)

    def has(self, group: str) -> bool:
        """Tell whether a phrase of a group stands in it."""
        return self.find(group) is not None

    @cached_property
    def is_question(self) -> bool:
        """Tell whether it asks."""
        ended = self.words.rstrip().rstrip('"”)*').endswith("?")
        # "Door de campagne 'Verdacht? Bel ons!'": the end of a question that is only cited.
        return ended and self.words.count("'") % 2 == 0 and self.words.count("‘") == self.words.count("’")

    @cached_property
    def is_open(self) -> bool:
        """Tell whether it leaves open what it speaks of: whether, in hoeverre, niet vast te stellen."""
        return self.is_question or self.has("open")

    @cached_property
    def is_reported(self) -> bool:
        """Tell whether it tells what somebody else finds."""
        return self.has("reported")

    @cached_property
    def is_conditional(self) -> bool:
        """Tell whether it says what happens if something does."""
        return self.has("conditional")

    @cached_property
    def is_general(self) -> bool:
        """Tell whether it says how things go as a rule, not that something changed here."""
        return self.has("general")

    @cached_property
    def is_wish(self) -> bool:
        """Tell whether it says what is wanted, not what is."""
        return self.has("wish")

    @cached_property
    def cause(self) -> Effect | None:
        """Return the words that make something that was done the cause of what came of it."""
        for group in ("works", "did", "proven"):
            for said in find_phrases(group, self.tokens, self.tags):
                if not self._is_negated(said) and not (group == "works" and self._tells_hours(said)):
                    return Effect(said.first, said.last)
        return find_effect(self.tokens)

    def _is_negated(self, said: Said) -> bool:
        return any("<negation>" in one.tags and one.word != "zonder" for one in self._tokens_of(said))

    def _tells_hours(self, said: Said) -> bool:
        """Agenten, van wie er drie in het weekend werken: who works when, not what it brought."""
        words = self._tokens_of(said)
        return any("<spent>" in one.tags or one.word in ("wie", "weekend", "weekenden") for one in words)

    def _tokens_of(self, said: Said) -> Sequence[Token]:
        return self.tokens[said.first : said.last + 1]

    @cached_property
    def is_about_counting(self) -> bool:
        """Tell whether what moves a number here is how it is counted, or how we are staffed."""
        return self.has("counting")

    @cached_property
    def verdict(self) -> int:
        """Return what it says of how things go in general: 1 better, -1 worse, 0 neither."""
        return self._weigh("better", "worse")

    @cached_property
    def is_how_safe(self) -> bool:
        """Tell whether it says that something is safer, quieter or better to live in."""
        return self.verdict > 0 and not self.tags.isdisjoint(("<better>", "<benefit>"))

    @cached_property
    def verdict_of_harm(self) -> int:
        """Return what it says of something that nobody wants: 1 less of it, -1 more, 0 neither."""
        return self._weigh("better_of", "worse_of")

    @cached_property
    def says_quiet(self) -> bool:
        """Tell whether it says that nothing happened."""
        return not self._claims_nothing and self.has("quiet")

    @cached_property
    def _claims_nothing(self) -> bool:
        return self.is_question or self.is_conditional or self.has("no_claim")

    def _weigh(self, better: str, worse: str) -> int:
        return 0 if self._claims_nothing else int(self.has(better)) - int(self.has(worse))
