"""The words of letters that hold on a day, as tables: ours with those of this municipality."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoorboek.rules.claims.own_words import OwnWords, find_own_words, list_own_words
from spoorboek.rules.claims.word_list import (
    WordVersion,
    find_word_version,
    list_terms,
    list_word_versions,
    list_words,
)
from spoorboek.web.configuration_tables import Drawn, draw_day_columns, draw_days, find_last_day
from spoorboek.web.pages.figures_catalogue import SOURCE_WORDS
from spoorboek.web.tables import Cell, Column, Table, cell

LIST_WORDS = {
    "trend": gettext_lazy("Woorden van een lijn"),
    "firm": gettext_lazy("Stevige woorden"),
    "no_size": gettext_lazy("Stevige woorden die van toeval spreken, niet van grootte"),
    "hedged": gettext_lazy("Woorden van voorbehoud"),
    "not_hedged": gettext_lazy("Wat op voorbehoud lijkt en het niet is"),
    "up": gettext_lazy("Woorden van stijgen"),
    "down": gettext_lazy("Woorden van dalen"),
}


def draw_words(on: date) -> list[Drawn]:
    """Return the words that ask for a test, the words about sources, and the names in letters by others."""
    version, own = find_word_version("nl", on), find_own_words(on)
    columns = [Column(_("Lijst")), Column(_("Woorden")), *draw_day_columns()]
    decide = [_list_row(name, version, own, on) for name in LIST_WORDS]
    terms = [_term_row(name, version, own, on) for name in list_terms(version, own)]
    tables = [
        Table(_("Woorden die om een toets vragen"), columns, decide, is_stacked=True),
        Table(
            _("Woorden over de bron"),
            [Column(_("Woord")), Column(_("Past bij")), *draw_day_columns()],
            terms,
            is_stacked=True,
        ),
    ]
    if own is not None and (named := list(_name_rows(own, on))):
        columns = [Column(_("Naam")), Column(_("Woorden")), *draw_day_columns()]
        tables.append(
            Table(_("Eigen namen in brieven die worden nagekeken"), columns, named, is_stacked=True)
        )
    return [Drawn(table) for table in tables]


def _list_row(name: str, version: WordVersion, own: OwnWords | None, on: date) -> list[Cell]:
    added = own.added.get(name, ()) if own else ()
    removed = own.removed.get(name, ()) if own else ()
    said = [_("Eigen: %(words)s.") % {"words": ", ".join(added)}] if added else []
    said += [_("Zonder: %(words)s.") % {"words": ", ".join(removed)}] if removed else []
    words = ", ".join(list_words(name, version, own))
    rests = _rests(version, own if added or removed else None, on)
    return [cell(str(LIST_WORDS[name])), cell(words or _("geen"), note=" ".join(said)), *rests]


def _term_row(name: str, version: WordVersion, own: OwnWords | None, on: date) -> list[Cell]:
    term = list_terms(version, own)[name]
    fits = ", ".join(str(said) for kind, said in SOURCE_WORDS.items() if kind in term.fits)
    is_own = own is not None and name in own.terms
    rests = _rests(version, own if is_own else None, on)
    return [cell(capfirst(name), note=", ".join(term.words)), cell(fits), *rests]


def _name_rows(own: OwnWords, on: date) -> Iterator[list[Cell]]:
    parts: tuple[tuple[str, Mapping[str, tuple[str, ...]]], ...] = (
        (_("bron"), {name: one.words for name, one in own.sources.items()}),
        (_("onderwerp"), {name: one.words for name, one in own.subjects.items()}),
        (_("bron uit andere bronnen"), {name: one.words for name, one in own.dependents.items()}),
    )
    version = find_word_version("nl", on)
    for what, names in parts:
        for name, words in names.items():
            yield [cell(name, note=what), cell(", ".join(words)), *_rests(version, own, on)]


def _rests(version: WordVersion, own: OwnWords | None, on: date) -> list[Cell]:
    if own is not None:
        last = find_last_day(on, [each.valid_from for each in list_own_words()], own.valid_until)
        return [*draw_days(own.valid_from, last), cell(own.reference)]
    begins = [each.valid_from for each in list_word_versions("nl")]
    return [*draw_days(version.valid_from, find_last_day(on, begins, None)), cell(version.reference)]
