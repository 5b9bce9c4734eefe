"""The two letters of the example city, published once for all tests that read them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.db import transaction
from pytest_django import DjangoDbBlocker
from tests.letter_world import AT, EVALUATION, EXAMPLE, EXECUTION, load_example, person, publish

from spoorboek.apps.access.viewer import ANONYMOUS
from spoorboek.apps.letters.building import BuiltLetter
from spoorboek.apps.letters.queries import build_source, get_published_file
from spoorboek.documents.manifest import FIGURES_NAME, MANIFEST_NAME
from spoorboek.documents.model import Document
from spoorboek.documents.readers.pdf import read_pdf
from spoorboek.rules.letter_verification import PublishedFile

FACTS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "facts.yaml").read_text())
LETTERS = {"evaluation": EVALUATION, "execution_plan": EXECUTION}


@dataclass(frozen=True)
class RebuiltLetter:
    """One published letter: its files, and the document they were written from."""

    name: str
    fingerprint: str
    document: Document
    pdf: bytes
    docx: bytes
    html: bytes
    builds: tuple[BuiltLetter, BuiltLetter]
    """The same text built twice, the second time as if the first had never been."""

    @property
    def facts(self) -> dict[str, Any]:
        said: dict[str, Any] = FACTS[self.name]
        return said

    @cached_property
    def published(self) -> PublishedFile:
        content = read_pdf(self.pdf)
        return PublishedFile(
            content.attachments[MANIFEST_NAME], content.attachments[FIGURES_NAME], content.pages
        )

    @cached_property
    def manifest(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.published.manifest)
        return content

    @property
    def runs(self) -> list[dict[str, Any]]:
        return [run for part in self.manifest["parts"] for run in part["runs"]]


class RolledBackError(Exception):
    """Ends the world of these tests."""


def build_world(tmp_path: Path) -> dict[str, RebuiltLetter]:
    settings.DATA_DIR = tmp_path
    load_example()
    return {name: rebuild(name, slug) for name, slug in LETTERS.items()}


def rebuild(name: str, slug: str) -> RebuiltLetter:
    fingerprint = publish(slug)
    source = (EXAMPLE / "letters" / f"{slug}.md").read_text()
    first, second = (build_source(person("auteur"), source, at=AT) for _ in range(2))
    files = [get_published_file(ANONYMOUS, slug, form) for form in ("pdf", "docx", "html")]
    return RebuiltLetter(name, fingerprint, first.document, *files, (first, second))


def make_letters(
    tmp_path_factory: pytest.TempPathFactory, blocker: DjangoDbBlocker
) -> Iterator[dict[str, RebuiltLetter]]:
    """Publish both letters in a transaction that is undone as soon as their files are read."""
    kept = settings.DATA_DIR
    with blocker.unblock():
        try:
            with transaction.atomic():
                found = build_world(tmp_path_factory.mktemp("letters"))
                raise RolledBackError
        except RolledBackError:
            pass
        finally:
            settings.DATA_DIR = kept
    yield found
