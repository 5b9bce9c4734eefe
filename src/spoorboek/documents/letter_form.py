"""Does a letter have the form that its type asks for?"""

from __future__ import annotations

from spoorboek.documents.errors import Problem
from spoorboek.documents.letter_type import LetterType, SectionRule
from spoorboek.documents.source.blocks import Section
from spoorboek.documents.source.letter import LetterSource
from spoorboek.documents.source.place import Place

OWN_FIELDS = ("title", "case_number")
"""Fields that are filled from the letter's own data."""


def list_form_problems(letter: LetterSource, letter_type: LetterType) -> tuple[Problem, ...]:
    """Return what the form of ``letter`` lacks, has too much, or has in another order, in line order.

    Sections are recognised by the title of their heading; capitals and white space do not matter.
    """
    problems = [*_check_fields(letter, letter_type), *_check_sections(letter, letter_type)]
    if letter.front_matter.type != letter_type.code:
        sentence = f"deze brief is een '{letter.front_matter.type}', geen '{letter_type.code}'."
        problems.append(_problem(letter.front_matter.places["type"], sentence))
    return tuple(sorted(problems))


def _problem(place: Place, sentence: str) -> Problem:
    return Problem(place.line, place.start, place.end, sentence)


def _check_fields(letter: LetterSource, letter_type: LetterType) -> list[Problem]:
    front = letter.front_matter
    top = Place(0, 3, 1)
    known = {rule.code for rule in letter_type.fields}
    found = [
        _problem(
            top,
            f"het veld '{rule.label}' is nog leeg: vul het in bij de gegevens van de brief ('{rule.code}').",
        )
        for rule in letter_type.fields
        if rule.required and rule.code not in OWN_FIELDS and not front.fields.get(rule.code)
    ]
    found += [
        _problem(front.places[f"fields.{code}"], f"het veld '{code}' hoort niet bij een {letter_type.kind}.")
        for code in front.fields
        if code not in known or code in OWN_FIELDS
    ]
    return found


def _key(title: str) -> str:
    return " ".join(title.split()).casefold()


def _check_sections(letter: LetterSource, letter_type: LetterType) -> list[Problem]:
    rules = {_key(rule.title): (index, rule) for index, rule in enumerate(letter_type.sections)}
    problems: list[Problem] = []
    furthest, previous, seen = -1, "", set[str]()
    for section in letter.sections:
        if section.heading is None or section.heading.level != 1:
            continue
        title = section.path[0]
        index, rule = rules.get(_key(title), (None, None))
        place = section.heading.place
        if index is None or rule is None:
            if not letter_type.other_sections:
                problems.append(_problem(place, f"het deel '{title}' hoort niet bij een {letter_type.kind}."))
            continue
        if _key(title) in seen:
            problems.append(_problem(place, f"het deel '{title}' staat er twee keer."))
        elif index < furthest:
            problems.append(_problem(place, f"het deel '{title}' hoort voor '{previous}' te staan."))
        else:
            furthest, previous = index, rule.title
        seen.add(_key(title))
        problems += _check_subsections(letter, section, rule)
    end = (
        letter.sections[-1].heading.place
        if letter.sections and letter.sections[-1].heading
        else Place(0, 3, 1)
    )
    problems += [
        _problem(end, f"het deel '{rule.title}' ontbreekt.")
        for rule in letter_type.sections
        if rule.required and _key(rule.title) not in seen
    ]
    return problems


def _check_subsections(letter: LetterSource, parent: Section, rule: SectionRule) -> list[Problem]:
    if parent.heading is None:
        return []
    wanted = [_key(title) for title in rule.subsections]
    present = [
        _key(section.path[1])
        for section in letter.sections
        if section.heading and section.heading.level == 2 and section.path[0] == parent.path[0]
    ]
    place = parent.heading.place
    missing = [title for title in rule.subsections if _key(title) not in present]
    problems = [
        _problem(place, f"onder '{parent.path[0]}' ontbreekt het onderdeel '{title}'.") for title in missing
    ]
    order = [title for title in present if title in wanted]
    if order != sorted(order, key=wanted.index):
        names = "', '".join(rule.subsections)
        problems.append(_problem(place, f"onder '{parent.path[0]}' is de volgorde: '{names}'."))
    return problems
