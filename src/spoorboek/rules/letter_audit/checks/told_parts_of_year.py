"""Is a part of a year laid beside a whole one, in whatever sentences the two are told?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from spoorboek.figures.dutch_dates import MONTHS
from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.letter_audit.asking import Found, Material, Span
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind
from spoorboek.rules.letter_audit.reading.passages import Observation
from spoorboek.rules.letter_audit.reading.told_values import ANYTHING
from spoorboek.rules.letter_audit.reading.year_cover import Cover, read_cover
from spoorboek.rules.letter_audit.stems import list_stems
from spoorboek.rules.letter_audit.told_pairs import names_thing
from spoorboek.rules.letter_audit.year_parts import CAVEAT, SAME

Number = int | Decimal
_MONTH = "|".join(MONTHS)
_COMPARES = re.compile(
    r"\b(?:lager|hoger|minder|meer|beter\w*|slechter\w*|goede weg|goede richting|score|"
    r"gunstig\w*|rustiger|drukker|schaarser|zeldzamer|vaker|groter|kleiner|zwakker|sterker|stiller|rustig|"
    r"afgezwakt|afgevlakt|verminder\w*|geluwd|ingezakt|toegespitst|aangetrokken|opmars|afgeremd|"
    r"daal\w*|daling\w*|gedaald|dalende|afname|afgenomen|afnemen\w*|toename|toegenomen|stijg\w*|steeg|"
    r"stegen|gestegen|"
    r"groei\w*|gegroeid|neemt|nam|goede kant|kant op|vooruit\w*|achteruit\w*|onder|boven|halver\w*|"
    r"gehalveerd|"
    r"verdubbel\w*|verdrievoudig\w*|verschil|tegen|tegenover|vergeleken|ten opzichte|terug\w*|winst|tij|"
    r"achter|voor op|loopt \w+ op|opgelopen|krimp\w*|slonk\w*|slinkt|nauwelijks|verbeter\w*|verslechter\w*|"
    r"zet \w+ door|"
    r"keert|kenter\w*|omslag|trend|lijn|succes\w*|effect|resultaat|inhaalslag|percentage|procent|helft)\b",
    re.IGNORECASE,
)
_RUNS_TO = re.compile(
    rf"\b(?:lopen|loopt|liep|liepen|gaan|gaat|reiken|beslaan|beslaat|betreffen|betreft|omvatten|omvat|"
    rf"zijn|bijgewerkt|"
    rf"peildatum)\b[^.;]*\b(?:(?:tot(?: en met)?|t/m) (?:\d{{1,2}} )?(?:{_MONTH})|de eerste \w+ maanden|"
    rf"een half jaar|"
    rf"het eerste halfjaar|het eerste half jaar)",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\b(?:minder|lager|daal\w*|gedaald|daling\w*|afname|afgenomen|terug\w*|halv\w*|gehalveerd|rustig\w*|onder|"
    r"krimp\w*|"
    r"vermindering|goede kant|winst|beter|verbeter\w*)\b",
    re.IGNORECASE,
)
_DIVIDES = re.compile(r"\b(?:waarvan|daarvan|hiervan|van (?:hen|wie|deze|die)|waaronder)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LAST = re.compile(r"\b(?:vorige?|voorgaande?|daarvoor|ervoor|eerder)\b")
_NOW = re.compile(r"\b(?:dit (?:school)?jaar|lopende?|nu|inmiddels)\b")
_FAR, _BEHIND, _MOST = 2, 2, 14


def check_told_parts_of_year(material: Material) -> Found:
    """Find numbers of a part of a year and of a whole one that a passage compares."""
    found: list[Finding] = []
    for passage in material.passages:
        mixed = [
            pair
            for pair in combinations(passage.counts[:_MOST], 2)
            if pair[1].sentence - pair[0].sentence <= _FAR and _is_mixed(material, *pair)
        ]
        found += [_explain(material, *pair) for pair in mixed[:1]]
    found += _check_tables(material)
    for change in material.changes:
        place = material.layout.next_in_block(change.direction.sentence)
        is_whole = change.is_unknown or (change.start.is_one_year and change.end.is_one_year)
        if place is None or change.is_part or not is_whole:
            continue
        words = material.sentence_words(place.index)
        if _RUNS_TO.search(words) and not SAME.search(_around(material, change.direction.sentence)):
            start, end = change.before.mention, change.after.mention
            found.append(_explain_at(material, start.start, end.end, change.before.value, change.after.value))
    return found


def _check_tables(material: Material) -> list[Finding]:
    """Find a table of whole years and a part of one, of which the text behind it says what rose or fell."""
    found: list[Finding] = []
    for grid in material.grids:
        names = [*grid.columns, *(row.label for row in grid.rows)]
        if not any(_MONTHS_OF.search(name) for name in names) or not any(
            _ALL_YEAR.search(name) for name in names
        ):
            continue
        for sentence in material.letter.sentences:
            if not 0 < sentence.block - grid.block <= 2 or not _is_conclusion(material, sentence.index):
                continue
            words = material.sentence_words(sentence.index)
            if SAME.search(words) or material.layout.is_heading(sentence.index) or CAVEAT.search(words):
                break
            if _names_whole_years(words, names):
                continue
            why = "De tabel zet een deel van een jaar naast een heel jaar. Neem van beide dezelfde maanden."
            found.append(material.find(FindingKind.PART_OF_YEAR, material.sentence_span(sentence.index), why))
            break
    return found


def _names_whole_years(words: str, names: Sequence[str]) -> bool:
    """Tell whether a conclusion names years of the table, and not the one it has a part of."""
    parts = {year for name in names if _MONTHS_OF.search(name) for year in _YEAR.findall(name)}
    said = set(_YEAR.findall(words))
    return len(said) > 1 and bool(parts) and not said & parts


_MONTHS_OF = re.compile(
    r"\b[1-4]e (?:half|kwartaal)|\bQ[1-4]\b|"
    r"\bjan\w*\.?\s*(?:-|–|t/m|tot en met)\s*(?!dec)[a-z]{3}|\b(?:eerste|tweede|derde) (?:half\s?jaar|"
    r"kwartaal|\w+ (?:maanden|kwartalen))|"
    r"\b(?:t/m|tot en met|tot) (?!dec)[a-z]{3}",
    re.IGNORECASE,
)
_ALL_YEAR = re.compile(
    r"\b(?:heel|hele|volledig|geheel)\w* ?(?:jaar|20\d\d)?|^\W*20\d\d\W*$|jan\w*\s*(?:-|–|t/m)\s*dec", re.I
)


def _is_mixed(material: Material, one: Observation, two: Observation) -> bool:
    """Tell whether a part of a year is laid beside another whole one, and something is concluded from it."""
    covers = [read_cover(each.fact) for each in (one, two)]
    if set(covers) != {Cover.PART, Cover.WHOLE} or not _count_alike(one, two):
        return False
    part, whole = (one, two) if covers[0] is Cover.PART else (two, one)
    if not _is_of_other_year(part, whole) or any(_DIVIDES.search(each.words) for each in (one, two)):
        return False
    is_led_in = part is one and one.sentence == two.sentence and ":" in one.fact.own.lead
    if is_led_in or _is_completed(material, part):
        return False
    around = _read_around(material, one.sentence, two.sentence)
    if SAME.search(around) or CAVEAT.search(around):
        return False
    if part is two and part.fact.value > whole.fact.value and not _DOWN.search(around):
        # Eight months with more than the whole year before: so many more it is already.
        return False
    return _COMPARES.search(around) is not None or _has_direction(material, one.sentence, two.sentence)


def _has_direction(material: Material, first: int, last: int) -> bool:
    places = range(first, last + _BEHIND)
    said = (
        each
        for at in places
        if at < len(material.letter.sentences)
        for each in material.layout.mentions_of(at)
    )
    return any(each.kind is MentionKind.DIRECTION for each in said)


def _is_completed(material: Material, part: Observation) -> bool:
    """Tell whether its passage adds a number to another part of the year: 388 and 304, together 692."""
    passage = material.passage_of(part.fact)
    values = [one.fact.value for one in passage.counts] if passage is not None else []
    others = [one for one in values if one != part.fact.value]
    return any(part.fact.value + one in values for one in others)


def _count_alike(one: Observation, two: Observation) -> bool:
    """Tell whether both count the same: one unit, or one of them is told without its noun."""
    if one.fact.is_mark or one.is_difference or two.is_difference:
        return False
    if one.fact.mention.kind is not two.fact.mention.kind:
        return False
    units = [(each.fact.unit or "").split()[-1:] for each in (one, two)]
    if not all(units) or two.is_elliptic:
        return two.index - one.index == 1 and two.sentence - one.sentence <= 1
    if one.counts_like(two) or any(unit[0].lower() in ANYTHING for unit in units):
        return True
    return names_thing(units[0][0], list_stems(units[1][0]))


def _is_of_other_year(part: Observation, whole: Observation) -> bool:
    """Tell whether two numbers are of two years: of one year a part is only a part of the whole."""
    years = [set(_YEAR.findall(_read_clause(each))) for each in (part, whole)]
    if all(years):
        return not years[0] & years[1]
    if _LAST.search(whole.words) or _NOW.search(part.words):
        return True
    periods = (part.fact.period, whole.fact.period)
    return periods[0] is not None and periods[1] is not None and not periods[1].overlaps(periods[0])


def _read_clause(one: Observation) -> str:
    """Return its own words up to the end of its clause."""
    return f"{one.fact.own.lead}#{one.fact.own.tail.split(';')[0]}"


def _read_around(material: Material, first: int, last: int) -> str:
    """Return the sentences of two numbers with the two behind them in their block."""
    near = [one.index for one in material.layout.neighbours(last) if first <= one.index <= last + _BEHIND]
    return " ".join(material.sentence_words(one) for one in sorted({first, *near}))


def _around(material: Material, sentence: int) -> str:
    """Return the sentence with the one before and behind it in its block."""
    near = [one.index for one in material.layout.neighbours(sentence) if abs(one.index - sentence) <= 1]
    return " ".join(material.sentence_words(one) for one in near)


def _explain(material: Material, one: Observation, two: Observation) -> Finding:
    first, second = one.fact, two.fact
    start, end = material.sentence_span(one.sentence).start, material.sentence_span(two.sentence).end
    following = material.layout.next_in_block(two.sentence)
    if following is not None and _is_conclusion(material, following.index):
        end = following.end
    return _explain_at(material, start, end, first.value, second.value)


def _is_conclusion(material: Material, sentence: int) -> bool:
    said = material.layout.mentions_of(sentence)
    is_way = any(one.kind is MentionKind.DIRECTION for one in said)
    return is_way or _COMPARES.search(material.sentence_words(sentence)) is not None


def _explain_at(material: Material, start: int, end: int, one: Number, two: Number) -> Finding:
    first, second = format_number(one), format_number(two)
    why = (
        f"Hier staat een deel van een jaar naast een heel jaar: {first} en {second}. "
        "Neem van beide jaren dezelfde maanden."
    )
    span = Span(min(start, end), max(start, end))
    return material.find(FindingKind.PART_OF_YEAR, span, why, computed={"values": [one, two]})
