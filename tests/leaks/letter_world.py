"""The letters of the invented city: one published, one that corrects it, and one that is only a draft."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from tests.leaks.plan_world import PUBLIC as PUBLIC_PLAN
from tests.leaks.plan_world import THEME

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.letters.actions import (
    approve_step,
    keep_letter_type,
    save_revision,
    send_back,
    set_aside,
    start_letter,
    submit_letter,
)
from spoorboek.apps.letters.models import Letter, LetterType, Remark, WordReturn
from spoorboek.apps.letters.publishing import publish_letter
from spoorboek.apps.letters.queries import view_letter
from spoorboek.apps.letters.word_returning import receive_word_file
from spoorboek.apps.letters.working_copies import build_working_copy
from spoorboek.apps.people.models import Person

if TYPE_CHECKING:
    from tests.leaks.world import World

PUBLIC = "openbare-brief"
TYPE = """code: {code}
kind: {kind}
addressee: [De gemeenteraad]
fields:
  - {{code: case_number, label: Zaaknummer}}
  - {{code: title, label: Betreft}}
  - {{code: author, label: Auteur}}
sections:
  - {{title: Wat wij weten}}
signature:
  on_behalf_of: Het college
  roles: [burgemeester]
route:
  - {{code: content, role: toetser, purpose: De inhoud is getoetst}}
  - {{code: agreement, role: toetser, purpose: De brief mag naar de raad}}
"""
SOURCE = """---
type: {type}
slug: {slug}
title: {title}
dated_on: 2025-02-24
case_number: {case_number}
plan: {plan}
period: "2024"
area: GM0505
fields:
  author: {field}
{more}---

# Wat wij weten

{paragraph}

Het aantal meldingen [neemt structureel toe]{{claim="rises" figure="public-series" strength="trend" \
from="2023" to="2024"}} van [?]{{figure="public-series" period="2023"}} naar \
[?]{{figure="public-series" period="2024"}}. Er kwamen [?]{{figure="public-reports" period="2023"}} binnen.

{promises}
"""


def make(world: World, at: datetime) -> None:
    """Make the letters."""
    writer = _viewer(world.names["writer"][0])
    kind = make_type(world, writer, at)
    _publish(world, kind, writer, at)
    start(world, kind, writer, at, corrects=PUBLIC)
    start(world, kind, writer, at)
    slug = start(world, kind, writer, at, plan=world.names["plan"][-1])
    _take_to_word(world, slug, writer, at)


def _take_to_word(world: World, slug: str, writer: Viewer, at: datetime) -> None:
    """Take a draft to Word and hand it in again, with a remark of somebody."""
    content = build_working_copy(writer, slug, at=at)
    code = receive_word_file(slug=slug, file_name="brief.docx", content=content, by=writer, at=at)
    row = WordReturn.objects.get(code=code)
    said = {name: world.canaries.text(name) for name in ("author", "quote", "text", "answers")}
    remark = Remark.objects.create(letter=row.letter, word_return=row, **said)
    world.names["word file"], world.names["remark"] = [code], [str(remark.pk)]
    world.keep("draft letter", row.letter, slug)


def make_type(world: World, writer: Viewer, at: datetime) -> str:
    """Keep a letter type; return its code."""
    code = f"soort-{world.canaries.word('slug')}"
    keep_letter_type(
        specification=TYPE.format(code=code, kind=f"Brief {world.canaries.word('kind')}"), by=writer, at=at
    )
    world.keep("letter type", LetterType.objects.get(slug=code), code, called="letter type")
    return code


def start(
    world: World, kind: str, writer: Viewer, at: datetime, *, plan: str = PUBLIC_PLAN, corrects: str = ""
) -> str:
    """Begin a letter that stays a draft; return its slug."""
    slug = f"brief-{world.canaries.word('slug')}"
    start_letter(source=write_source(world, kind, slug, plan=plan, corrects=corrects), by=writer, at=at)
    world.keep("draft letter", Letter.objects.get(slug=slug), slug, called="letter")
    return slug


def write_source(
    world: World, kind: str, slug: str, *, plan: str = PUBLIC_PLAN, corrects: str = "", promises: str = ""
) -> str:
    """Return the text of a letter with a canary in each part."""
    words = world.canaries
    return SOURCE.format(
        type=kind,
        slug=slug,
        title=_hostile(words.word("title")),
        case_number=words.word("case_number"),
        plan=plan,
        field=_hostile(words.word("field")),
        more=f"corrects: {corrects}\n" if corrects else "",
        paragraph=f"Een zin met {words.word('paragraph')} erin.",
        promises=promises,
    )


def _publish(world: World, kind: str, writer: Viewer, at: datetime) -> None:
    """Publish a letter that was sent back once, of which a verdict was set aside."""
    start_letter(source=write_source(world, kind, PUBLIC), by=writer, at=at)
    row = Letter.objects.get(slug=PUBLIC)
    world.keep("letter at work", row, PUBLIC, called="letter")
    silent = view_letter(writer, PUBLIC, at=at).check.silent
    promises = f'[?]{{promises="{THEME}" period="2024"}}\n\n' + "\n\n".join(
        f'[Over {code} later meer.]{{promise="{code}" unreported="{world.canaries.word("unreported")}"}}'
        for code in silent
    )
    text = write_source(world, kind, PUBLIC, promises=promises)
    save_revision(slug=PUBLIC, source=text, based_on=1, by=writer, at=at)
    for claim in view_letter(writer, PUBLIC, at=at).check.open_claims:
        for code in claim.open_codes:
            said = {"claim_id": claim.claim_id, "verdict": code, "reason": world.canaries.text("override")}
            set_aside(slug=PUBLIC, by=writer, at=at, **said)
    world.keep("public letter", row, PUBLIC)
    first, second = _viewer("toetser"), _viewer("toetser2")
    submit_letter(slug=PUBLIC, by=writer, at=at)
    send_back(slug=PUBLIC, reason=world.canaries.text("reason"), by=first, at=at)
    submit_letter(slug=PUBLIC, by=writer, at=at)
    for step, by in (("content", first), ("agreement", second)):
        approve_step(slug=PUBLIC, step=step, by=by, at=at, remark=world.canaries.text("remark"))
    publish_letter(slug=PUBLIC, by=writer, at=at)
    world.keep("letter at work", row, PUBLIC)


def _hostile(word: str) -> str:
    """Return a hostile text for a letter, in which a number would have to be a figure."""
    return f"'=A+{word} <script>alert()</script>'"


def _viewer(username: str) -> Viewer:
    found: Any = Person.objects.get(username=username)
    viewer: Viewer = found.as_viewer()
    return viewer
