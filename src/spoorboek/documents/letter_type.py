"""The kind of a letter as a municipality wants it: fields, sections in order, signatures, approval route."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spoorboek.documents.errors import LetterTypeError
from spoorboek.documents.source.yaml_reading import YamlError, YamlValue, read_yaml

LARGEST_TYPE = 50_000
_YES_NO = {"true": True, "ja": True, "yes": True, "false": False, "nee": False, "no": False}


@dataclass(frozen=True, slots=True)
class FieldRule:
    """A formal field above the letter. ``case_number`` and ``title`` come from the letter's own data."""

    code: str
    label: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class SectionRule:
    """A section by its title, and the titles that must stand below it, both in order."""

    title: str
    required: bool = True
    subsections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignatureRule:
    """On whose behalf the letter goes out, and who sign, by role."""

    on_behalf_of: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RouteStepRule:
    """A step of the approval route (parafenlijn): ``role`` as in the roles of the system."""

    code: str
    role: str
    purpose: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class LetterType:
    """A letter type. ``kind`` is its Dutch name, as printed; ``other_sections`` allows unlisted ones."""

    code: str
    kind: str
    addressee: tuple[str, ...]
    fields: tuple[FieldRule, ...]
    sections: tuple[SectionRule, ...]
    signature: SignatureRule
    route: tuple[RouteStepRule, ...]
    annexes: tuple[str, ...] = ()
    other_sections: bool = False


def load_letter_type(text: str) -> LetterType:
    """Read a letter type from YAML.

    Raises LetterTypeError with a Dutch sentence and the line when a part is absent, unknown or of the
    wrong shape.
    """
    if len(text) > LARGEST_TYPE:
        raise LetterTypeError(f"Deze briefsoort is langer dan {LARGEST_TYPE} tekens.")
    try:
        value = read_yaml(text)
    except YamlError as error:
        raise LetterTypeError(f"Regel {error.line + 1}: {error.sentence}") from error
    if value is None:
        raise LetterTypeError("Deze briefsoort is leeg.")
    top = _Map(value, "de briefsoort")
    loaded = LetterType(
        code=top.text("code"),
        kind=top.text("kind"),
        addressee=top.texts("addressee", ()),
        fields=tuple(_field(item) for item in top.maps("fields")),
        sections=tuple(_section(item) for item in top.maps("sections")),
        signature=_signature(top.map("signature")),
        route=tuple(_step(item) for item in top.maps("route")),
        annexes=top.texts("annexes", ()),
        other_sections=top.yes("other_sections", default=False),
    )
    top.refuse_unknown()
    _check_unique(loaded)
    return loaded


def _field(item: _Map) -> FieldRule:
    rule = FieldRule(item.text("code"), item.text("label"), item.yes("required", default=True))
    item.refuse_unknown()
    return rule


def _section(item: _Map) -> SectionRule:
    rule = SectionRule(item.text("title"), item.yes("required", default=True), item.texts("subsections", ()))
    item.refuse_unknown()
    return rule


def _signature(item: _Map) -> SignatureRule:
    rule = SignatureRule(item.text("on_behalf_of"), item.texts("roles", None))
    item.refuse_unknown()
    return rule


def _step(item: _Map) -> RouteStepRule:
    optional = item.yes("optional", default=False)
    rule = RouteStepRule(item.text("code"), item.text("role"), item.text("purpose"), optional)
    item.refuse_unknown()
    return rule


def _check_unique(loaded: LetterType) -> None:
    lists: dict[str, list[str]] = {
        "het veld": [rule.code for rule in loaded.fields],
        "het deel": [rule.title.casefold() for rule in loaded.sections],
        "de stap": [rule.code for rule in loaded.route],
    }
    for what, names in lists.items():
        for name in names:
            if names.count(name) > 1:
                raise LetterTypeError(f"In deze briefsoort staat {what} '{name}' er twee keer.")


class _Map:
    """A mapping that is read key by key, so that what was not asked for is unknown."""

    def __init__(self, value: YamlValue, where: str) -> None:
        if not isinstance(value.content, dict):
            raise LetterTypeError(
                f"Regel {value.line + 1}: {where} moet bestaan uit regels als 'sleutel: waarde'."
            )
        self._values: Mapping[str, YamlValue] = value.content
        self._line, self._where = value.line + 1, where
        self._asked: set[str] = set()

    def _get(self, key: str) -> YamlValue | None:
        self._asked.add(key)
        return self._values.get(key)

    def _need(self, key: str) -> YamlValue:
        value = self._get(key)
        if value is None:
            raise LetterTypeError(f"Regel {self._line}: bij {self._where} ontbreekt '{key}'.")
        return value

    def _read_text(self, key: str, value: YamlValue) -> str:
        if not isinstance(value.content, str) or not value.content.strip():
            raise LetterTypeError(f"Regel {value.line + 1}: '{key}' moet een tekst zijn.")
        return " ".join(value.content.split())

    def text(self, key: str) -> str:
        return self._read_text(key, self._need(key))

    def texts(self, key: str, default: tuple[str, ...] | None) -> tuple[str, ...]:
        value = self._get(key) if default is not None else self._need(key)
        if value is None:
            return default or ()
        if not isinstance(value.content, tuple):
            raise LetterTypeError(f"Regel {value.line + 1}: '{key}' moet een lijst zijn.")
        return tuple(self._read_text(key, item) for item in value.content)

    def yes(self, key: str, *, default: bool) -> bool:
        value = self._get(key)
        if value is None:
            return default
        if not isinstance(value.content, str) or value.content.lower() not in _YES_NO:
            raise LetterTypeError(f"Regel {value.line + 1}: '{key}' moet ja of nee zijn.")
        return _YES_NO[value.content.lower()]

    def map(self, key: str) -> _Map:
        return _Map(self._need(key), f"'{key}'")

    def maps(self, key: str) -> tuple[_Map, ...]:
        value = self._need(key)
        if not isinstance(value.content, tuple):
            raise LetterTypeError(f"Regel {value.line + 1}: '{key}' moet een lijst zijn.")
        return tuple(_Map(item, f"'{key}'") for item in value.content)

    def refuse_unknown(self) -> None:
        for key, value in self._values.items():
            if key not in self._asked:
                raise LetterTypeError(f"Regel {value.line + 1}: '{key}' is niet bekend bij {self._where}.")
