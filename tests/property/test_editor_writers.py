"""Two people in one letter: whatever they type in whatever order, nothing is lost.

As many interleavings as asked for: ``check_interleaving`` is also what the proof runs 500 times.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker
from tests.apps.letters.two_writers import another_author, begin_letter
from tests.letter_world import AT, open_world, person

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.letters.actions import save_revision
from spoorboek.apps.letters.drafts import save_draft
from spoorboek.apps.letters.errors import ConflictError
from spoorboek.apps.letters.queries import list_revisions
from spoorboek.documents.editor_form.merging import join_parts, merge_documents
from spoorboek.documents.editor_form.nodes import Node, list_children, make, print_text
from spoorboek.documents.editor_form.reading import read_editor_letter
from spoorboek.documents.editor_form.writing import write_source
from spoorboek.documents.source.letter import parse_letter


@pytest.fixture(scope="module")
def city(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    with open_world(tmp_path_factory.mktemp("city"), django_db_blocker):
        yield


class Writer:
    """An editor with what it holds, what it last saved, and on which number that was based."""

    def __init__(self, slug: str, viewer: Viewer) -> None:
        self.slug, self.viewer, self.typed = slug, viewer, list[str]()
        newest = list_revisions(viewer, slug)[0]
        opened = read_editor_letter(parse_letter(newest.source))
        self.document: Node = opened.document
        self.base, self.number = opened.document, newest.number

    def type(self, rng: random.Random, word: str) -> None:
        """Put a word in a paragraph, or a paragraph of its own anywhere."""
        blocks = list_children(self.document)
        place = rng.randrange(len(blocks))
        paragraphs = [nr for nr, block in enumerate(blocks) if block["type"] == "paragraph"]
        if paragraphs and rng.random() < 0.6:
            nr = rng.choice(paragraphs)
            words = [*list_children(blocks[nr]), {"type": "text", "text": f" {word}"}]
            blocks = [*blocks[:nr], make("paragraph", words), *blocks[nr + 1 :]]
        else:
            blocks = [
                *blocks[: place + 1],
                make("paragraph", [{"type": "text", "text": word}]),
                *blocks[place + 1 :],
            ]
        self.document = make("doc", blocks, **self.document["attrs"])
        self.typed.append(word)

    def save(self, rng: random.Random, minutes: int) -> None:
        """Save as the editor does: at a conflict both texts are put together, and saved again."""
        act: Any = save_revision if rng.random() < 0.1 else save_draft
        at = AT + timedelta(minutes=minutes)
        for _ in range(3):
            source = write_source(self.document)
            try:
                self.number = act(slug=self.slug, source=source, based_on=self.number, by=self.viewer, at=at)
            except ConflictError:
                theirs = list_revisions(self.viewer, self.slug)[0]
                document = read_editor_letter(parse_letter(theirs.source)).document
                parts = merge_documents(self.base, self.document, document)
                self.document = make("doc", join_parts(parts), **document["attrs"])
                self.base, self.number = document, theirs.number
                continue
            self.base = self.document
            return
        raise AssertionError("a save must come through when nobody else saves meanwhile")


def check_interleaving(seed: int, slug: str, people: tuple[Viewer, Viewer]) -> None:
    """Let two people type and save in a random order; every word that was typed is in the letter."""
    rng = random.Random(seed)
    writers = [Writer(slug, one) for one in people]
    for step in range(rng.randint(6, 16)):
        writer = rng.choice(writers)
        if rng.random() < 0.6:
            writer.type(rng, f"woord{seed}x{step}x")
        else:
            writer.save(rng, step * 3)
    for writer in writers:
        writer.save(rng, 100)
    last = read_editor_letter(parse_letter(list_revisions(people[0], slug)[0].source)).document
    said = print_text(last)
    lost = [word for writer in writers for word in writer.typed if word not in said]
    assert lost == [], f"lost in interleaving {seed}"


def test_two_writers_interleaving_at_random_lose_no_word(city: None, db: None, interleavings: int) -> None:
    people = (person("auteur"), another_author())
    for seed in range(interleavings):
        check_interleaving(seed, begin_letter(f"samen-{seed}"), people)
