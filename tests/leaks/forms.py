"""The forms on pages, filled in with what looks valid."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_FILLED = {"date": "2023-02-01", "text": "verzonnen", "email": "x@example.org", "number": "1", "search": "x"}
_BUTTONS = frozenset({"submit", "button", "file", "password"})


@dataclass
class Form:
    """One form: where it goes and what is filled in."""

    action: str
    values: dict[str, str] = field(default_factory=dict)


class FormReader(HTMLParser):
    """Reads every form that changes something, with each field filled in."""

    def __init__(self, page: str, address: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._address, self._open = address, False
        self._select = self._text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = said.get("method", "get").lower() == "post"
            if self._open:
                self.forms.append(Form(said.get("action") or self._address))
        if not self._open or not self.forms:
            return
        values, name = self.forms[-1].values, said.get("name", "")
        if tag == "input" and name and said.get("type", "text") not in _BUTTONS:
            values[name] = said.get("value") or _FILLED.get(said.get("type", "text"), "verzonnen")
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and said.get("value"):
            values.setdefault(self._select, said["value"])
        elif tag == "textarea":
            self._text = name
            values[name] = ""

    def handle_data(self, data: str) -> None:
        if self._text:
            self.forms[-1].values[self._text] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = False
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            if self.forms and self._text and not self.forms[-1].values[self._text].strip():
                self.forms[-1].values[self._text] = "verzonnen"
            self._text = ""


def read_forms(page: str, address: str) -> list[Form]:
    """Return the forms of a page that change something, filled in."""
    return FormReader(page, address).forms
