"""Ladders from YAML: what is read, and what is refused with its line."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.ladders.ladder_texts import LADDER, TREADS

from spoorboek.rules.clocks.terms import Term, TermUnit
from spoorboek.rules.ladders.errors import LadderError
from spoorboek.rules.ladders.ladder import (
    CompetentBody,
    CountedFrom,
    LadderKind,
    MeasureKind,
    Motivation,
)
from spoorboek.rules.ladders.reader import read_ladder
from spoorboek.rules.parameters.dated import FOLDER


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_a_ladder_is_read_in_full() -> None:
    ladder = read_ladder(LADDER)
    version = ladder.get_version(date(2024, 1, 1))
    warning, order, closing = version.rows
    assert (ladder.code, ladder.title, ladder.kind) == ("noise", "Lawaai", LadderKind.ORDINAL)
    assert (ladder.municipality, version.until, version.checked) == ("", None, True)
    assert (version.window, version.counted_from) == (Term(2, TermUnit.YEARS), CountedFrom.CURRENT)
    assert (version.same, version.motivate) == (("place",), (Motivation.BALANCE,))
    assert (warning.kind, warning.title, warning.position, warning.and_more) == (
        MeasureKind.WARNING,
        "waarschuwing",
        1,
        False,
    )
    assert (order.amount, order.maximum, order.body, order.and_more) == (
        Decimal(500),
        Decimal("1000.50"),
        CompetentBody.BOARD,
        True,
    )
    assert (closing.indefinite, closing.term) == (True, None)
    assert ladder.describe({"place": "bar"}) == "café"


def test_a_ladder_of_treads_needs_no_plus_and_asks_necessity_and_balance() -> None:
    version = read_ladder(TREADS).versions[0]
    assert [row.position for row in version.rows] == [1, 2]
    assert version.motivate == (Motivation.NECESSITY, Motivation.BALANCE)
    assert version.window is None


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("code: noise", "code: Te Luid", "'Te Luid' is geen code"),
        ("code: noise\n", "", "ontbreekt 'code'"),
        ("kind: ordinal", "kind: ordnal", "bedoelde u 'ordinal'"),
        ("title: Lawaai", "titel: Lawaai", "bedoelde u 'title'"),
        ("title: Lawaai", "title: ''", "hier hoort een woord"),
        ("  place: {home: woning, bar: café}", "  place: {}", "ten minste één waarde"),
        ("from: 2023-01-01", "from: 1 januari 2023", "geen dag"),
        ("from: 2023-01-01", "from: 2023-02-29", "2023-02-29"),
        ("checked: true", "checked: misschien", "kies uit true, false"),
        ("window: 2 jaar", "window: twee jaar", "'twee jaar' is geen termijn"),
        ("window: 2 jaar", "window: 48 uur", "te kort"),
        ("counted_from: current", "counted_from: first", "'first'"),
        ("same: [place]", "same: [plaats]", "kies uit place"),
        ("motivate: [balance]", "motivate: [gut]", "necessity"),
        ("motivate: [balance]", "motivate: []", "lijst met ten minste één"),
        ("when: {place: home}, ordinal: 1", "when: {place: boat}, ordinal: 1", "'boat' kan hier niet"),
        ("when: {place: home}, ordinal: 1", "ordinal: 1", "'when' van deze rij moet noemen: place"),
        ("ordinal: 1,", "ordinal: eerste,", "geen rangnummer"),
        ("ordinal: 1,", "tread: 1,", "'tread' bestaat niet"),
        ("measure: warning", "measure: warnin", "bedoelde u 'warning'"),
        ("measure: warning", "measure: warning, amount: 5", "hoort geen bedrag"),
        ("amount: 500, maximum: 1000.50", "amount: 500", "5:32b"),
        ("amount: 500, maximum: 1000.50", "amount: 1500, maximum: 1000.50", "lager dan het bedrag"),
        ("amount: 500", "amount: vijfhonderd", "geen bedrag in euro"),
        ("amount: 500", "amount: 0", "geen bedrag in euro"),
        ("amount: 500", "amount: -500", "geen bedrag in euro"),
        ("term: onbepaald, ", "", "een sluiting heeft een termijn"),
        ("body: board", "body: king", "'king'"),
        ("basis: APV, body: board", "body: board", "ontbreekt 'basis'"),
        ("row: w2", "row: w1", "'w1' staat er twee keer"),
        ("ordinal: 2+", "ordinal: 3+", "ontbreekt nummer 2"),
        ("ordinal: 2+", "ordinal: 1+", "twee rijen met nummer 1"),
        ("ordinal: 2+", "ordinal: '2'", "schrijf '2+'"),
        ("ordinal: 1,", "ordinal: 1+,", "een rij na '1+'"),
        ("place: bar", "place: home", "twee rijen met nummer 1"),
        ("bar: café", "bar: café, shop: winkel", "voor winkel staat er geen rij"),
        ("kind: ordinal", "kind: &a ordinal", "verwijzingen"),
        ("kind: ordinal", "kind: [ordinal", "geen goede YAML"),
        ("kind: ordinal", "kind: ordinal\nkind: treads", "twee keer"),
        ("versions:\n", "versions: geen\nrest:\n", "'rest' bestaat niet"),
    ],
)
def test_what_is_written_wrongly_is_refused_with_a_sentence_and_a_line(
    old: str, new: str, words: str
) -> None:
    assert old in LADDER
    with pytest.raises(LadderError, match=re.escape(words)) as caught:
        read_ladder(LADDER.replace(old, new, 1))
    assert str(caught.value).startswith("Regel ")


@pytest.mark.parametrize("part", ["from: 2023-01-01", "window: 2 jaar", "checked: true"])
def test_the_line_is_the_line_of_the_value(part: str) -> None:
    key = part.split(":")[0]
    with pytest.raises(LadderError, match=rf"^Regel {line_of(LADDER, part)}: "):
        read_ladder(LADDER.replace(part, f"{key}: onzin", 1))


def test_an_empty_file_and_facts_on_treads_are_refused() -> None:
    with pytest.raises(LadderError, match="leeg"):
        read_ladder("# niets\n")
    with pytest.raises(LadderError, match="Regel 1: "):
        read_ladder("een losse zin")
    with pytest.raises(LadderError, match="haal 'facts' weg"):
        read_ladder(TREADS.replace("kind: treads", "kind: treads\nfacts: {a: {b: c}}"))


@given(st.data())
def test_a_damaged_ladder_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    paths = sorted((FOLDER / "ladders").glob("*.yaml"))
    text = data.draw(st.sampled_from([Path(path).read_text(encoding="utf-8") for path in paths]))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    damaged = text[:start] + data.draw(st.text(max_size=8)) + text[end:]
    try:
        read_ladder(damaged)
    except LadderError as error:
        assert str(error)
