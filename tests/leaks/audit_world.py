"""A letter by anybody that was looked through in the invented city."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from spoorboek.apps.letter_audits.actions import decide_finding, keep_audit
from spoorboek.apps.letter_audits.models import LetterAudit
from spoorboek.apps.people.models import Person
from spoorboek.documents.readers.audit_text import read_audit_text
from spoorboek.rules.letter_audit.finding_choice import FindingChoice

if TYPE_CHECKING:
    from tests.leaks.world import World


def make(world: World, at: datetime) -> None:
    """Make one audit, of which one finding was dismissed."""
    writer = Person.objects.get(username=world.names["writer"][0])
    words = f"De overlast {world.canaries.text('text')} steeg van 88 in 2023 naar 80 in 2024."
    code = keep_audit(
        title=world.canaries.text("title"),
        text=read_audit_text(words.encode(), "brief.txt"),
        by=writer.as_viewer(),
        at=at,
    )
    decide_finding(
        code=code,
        finding=1,
        choice=FindingChoice.DISMISSED,
        reason=world.canaries.text("remark"),
        by=writer.as_viewer(),
        at=at,
    )
    row = LetterAudit.objects.get(code=code)
    world.keep("audited letter", row, code, called="audit", people=frozenset({writer.username}))
