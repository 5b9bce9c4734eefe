"""The parts of a municipality, each taken in through the actions of its own app."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from spoorboek.apps.access.errors import CountingRuleError, NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.areas.actions import load_areas
from spoorboek.apps.areas.errors import AreaError
from spoorboek.apps.exchange.city_file import CityFile, find_line
from spoorboek.apps.exchange.errors import CityError
from spoorboek.apps.indicators.actions import define_figures, define_tables
from spoorboek.apps.indicators.definition_file import read_definitions, read_tables
from spoorboek.apps.indicators.errors import IndicatorError
from spoorboek.apps.indicators.queries import list_definitions, list_tables
from spoorboek.apps.indicators.registers import REGISTERS
from spoorboek.apps.intake.errors import IntakeError
from spoorboek.apps.intake.register_imports import import_registrations
from spoorboek.apps.letters.actions import keep_letter_type, start_letter
from spoorboek.apps.letters.errors import LetterError, LetterTextError
from spoorboek.apps.letters.queries import list_letter_types, list_letters, list_revisions
from spoorboek.apps.letters.reading import read_text
from spoorboek.apps.plans.errors import PlanError
from spoorboek.apps.plans.imports import import_plan
from spoorboek.apps.sources.errors import ImportRefusedError, SourceError
from spoorboek.apps.sources.queries import list_snapshots, list_sources
from spoorboek.apps.sources.source_file import load_sources
from spoorboek.documents.errors import DocumentError
from spoorboek.documents.source.guard import decode_letter
from spoorboek.rules.errors import RuleError

_REFUSALS = (
    AreaError,
    CountingRuleError,
    DocumentError,
    IndicatorError,
    IntakeError,
    LetterError,
    NotFoundError,
    PlanError,
    RuleError,
    SourceError,
)
"""What an app may say about a file. That the viewer may not do it is said as it is."""


@dataclass(frozen=True, slots=True)
class PartReport:
    """What came of one part: how many things are new or changed, and what else there is to say."""

    part: str
    file: str
    changed_count: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loading:
    """One load: the folder, who loads, who becomes the author of letters, and when."""

    city: CityFile
    by: Viewer
    author: Viewer
    at: datetime

    def report(self, part: str, path: Path, changed_count: int, notes: tuple[str, ...] = ()) -> PartReport:
        """Return the report on one file."""
        return PartReport(part, self.city.name_of(path), changed_count, notes)


Step = Callable[[], PartReport]


def list_steps(loading: Loading) -> list[tuple[str, Step]]:
    """Return the steps of a load, each with its Dutch name, in the order of the policy cycle."""
    city = loading.city
    steps: list[tuple[str, Step]] = []

    def add(part: str, path: Path | None, load: Callable[[Loading, str, Path], PartReport]) -> None:
        if path is not None:
            steps.append((part, lambda: load(loading, part, path)))

    add("gebieden", city.areas, _load_areas)
    add("bronnen", city.sources, _load_sources)
    add("cijfers", city.indicators, _load_indicators)
    add("tabellen", city.tables, _load_tables)
    for plan in city.plans:
        add("plan", plan, _load_plan)
    for path in _list_registers(city):
        add("registraties", path, _load_register)
    for letter_type in city.letter_types:
        add("briefsoort", letter_type, _load_letter_type)
    for letter in city.letters:
        add("brief", letter, _load_letter)
    return steps


def _load_areas(loading: Loading, part: str, path: Path) -> PartReport:
    with _named(loading.city, path):
        count = load_areas(by=loading.by, at=loading.at, content=path.read_bytes())
    return loading.report(part, path, count)


def _load_sources(loading: Loading, part: str, path: Path) -> PartReport:
    before = {*list_sources(loading.by), *(row.code for row in list_snapshots(loading.by))}
    with _named(loading.city, path):
        load_sources(path, by=loading.by, at=loading.at)
    after = {*list_sources(loading.by), *(row.code for row in list_snapshots(loading.by))}
    return loading.report(part, path, len(after - before))


def _load_indicators(loading: Loading, part: str, path: Path) -> PartReport:
    known = {row.definition.code: row.definition.version for row in list_definitions(loading.by)}
    with _named(loading.city, path):
        rules = read_definitions(path.read_bytes())
        versions = define_figures(by=loading.by, at=loading.at, rules=rules)
    return loading.report(part, path, len(versions.items() - known.items()))


def _load_tables(loading: Loading, part: str, path: Path) -> PartReport:
    known = set(list_tables(loading.by))
    with _named(loading.city, path):
        tables = read_tables(path.read_bytes())
        define_tables(by=loading.by, at=loading.at, tables=tables)
    return loading.report(part, path, len(set(tables) - known))


def _load_plan(loading: Loading, part: str, path: Path) -> PartReport:
    units = {row.definition.code: row.definition.unit for row in list_definitions(loading.by)}
    with _named(loading.city, path):
        report = import_plan(data=path.read_bytes(), find_unit=units.get, by=loading.by, at=loading.at)
    return loading.report(part, path, len(report.changes))


def _load_register(loading: Loading, part: str, path: Path) -> PartReport:
    with _named(loading.city, path):
        report = import_registrations(
            register=REGISTERS[path.stem],
            name=path.name,
            content=path.read_bytes(),
            by=loading.by,
            at=loading.at,
        )
    differing = tuple(
        f"{number} is hier sindsdien verbeterd; het bestand heeft dat niet teruggedraaid"
        for number in report.differing
    )
    return loading.report(part, path, report.added, differing)


def _load_letter_type(loading: Loading, part: str, path: Path) -> PartReport:
    known = {specification for _, _, specification in list_letter_types(loading.by)}
    with _named(loading.city, path):
        specification = decode_letter(path.read_bytes())
        keep_letter_type(specification=specification, by=loading.by, at=loading.at)
    return loading.report(part, path, int(specification not in known))


def _load_letter(loading: Loading, part: str, path: Path) -> PartReport:
    """A letter that is there already is left as it is: its text may have gone on since."""
    with _named(loading.city, path):
        letter = read_text(decode_letter(path.read_bytes()))
        slug = letter.front_matter.slug
        if slug not in {row.slug for row in list_letters(loading.by)}:
            if not loading.author.person_id.isdecimal():
                raise LetterError("Een brief heeft een persoon als auteur; zeg wie dit doet met --as.")
            start_letter(source=letter.text, by=loading.author, at=loading.at)
            return loading.report(part, path, 1)
    is_same = list_revisions(loading.by, slug)[0].source == letter.text
    gone_on = f"brief '{slug}' is hier sindsdien verder geschreven; het bestand heeft dat niet teruggedraaid"
    return loading.report(part, path, 0, () if is_same else (gone_on,))


def _list_registers(city: CityFile) -> list[Path]:
    """Return the files with registrations in the order in which their rows may name each other."""
    if city.registrations is None:
        return []
    found = {path.stem: path for path in sorted(city.registrations.glob("*.csv"))}
    if unknown := [path for stem, path in found.items() if stem not in REGISTERS]:
        raise CityError(
            [f"{city.name_of(path)}: er is geen register '{path.stem}'." for path in unknown]
            + [f"Registers heten: {', '.join(REGISTERS)}."]
        )
    return [found[code] for code in REGISTERS if code in found]


@contextmanager
def _named(city: CityFile, path: Path) -> Iterator[None]:
    """Put the name of the file, and its line where it can be found, before what is wrong with it."""
    try:
        yield
    except _REFUSALS as error:
        name = city.name_of(path)
        content = path.read_bytes().decode("utf-8", errors="replace")
        raise CityError([_placed(name, content, said) for said in _sentences(error)]) from error


def _sentences(error: Exception) -> tuple[str, ...]:
    cause = error.__cause__
    if isinstance(error, LetterTextError):
        return tuple(str(problem) for problem in error.problems)
    if isinstance(cause, ImportRefusedError):
        return (str(error), *(str(finding) for finding in cause.report.findings[1:]))
    said = str(error)
    return tuple(getattr(error, "sentences", ())) or tuple(getattr(error, "problems", ())) or (said,)


def _placed(name: str, content: str, said: object) -> str:
    sentence = str(said)
    if sentence.startswith(name.rpartition("/")[2]):
        return sentence
    if sentence.lower().startswith("regel "):
        return f"{name}, {sentence[0].lower()}{sentence[1:]}"
    quoted = sentence.split("'")[1] if sentence.count("'") >= 2 else ""
    line = find_line(content, quoted) if quoted else 0
    return f"{name}, regel {line}: {sentence}" if line else f"{name}: {sentence}"
