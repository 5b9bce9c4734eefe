"""Writing the texts of a case. Who saves second overwrites nothing, and loses nothing either."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.errors import CaseError, ConflictError
from spoorboek.apps.cases.kinds import access_rules_on
from spoorboek.apps.cases.models import Case, CaseText, CaseTextDraft, CaseTextVersion
from spoorboek.apps.cases.reaching import note, reach_case
from spoorboek.apps.intake.models import person_keys

_MOST_TEXT = 20_000


def save_text(
    *, number: str, section: str, body: str, version: int, by: Viewer, at: datetime, seen_draft: int = 0
) -> int:
    """Save a text that somebody read at ``version`` (0: not there yet) and return its new version.

    Raises ConflictError with what stands there when somebody else saved first; what was written then is kept
    as a draft of who wrote it. ``seen_draft``: the newest draft that they had before them; what they save
    takes the place of the drafts up to that one. Every saved text is kept.
    """
    if len(body) > _MOST_TEXT:
        raise CaseError(f"De tekst is te lang: {len(body)} tekens, hoogstens {_MOST_TEXT}.")
    group = access_rules_on(at.date()).group_of(section)
    try:
        with transaction.atomic():
            case = reach_case(number, by, at, group=group)
            saved = _save(case, section, group, body, version, by, at)
            _forget_drafts(case, section, seen_draft, by, at)
            return saved
    except ConflictError:
        with transaction.atomic():
            case = reach_case(number, by, at, group=group)
            _forget_drafts(case, section, seen_draft, by, at)
            _keep_draft(case, section, group, body, by, at)
        raise


def drop_drafts(*, number: str, section: str, seen_draft: int, by: Viewer, at: datetime) -> None:
    """Throw away one's own drafts of a text, up to the newest one that was seen."""
    group = access_rules_on(at.date()).group_of(section)
    with transaction.atomic():
        case = reach_case(number, by, at, group=group)
        _forget_drafts(case, section, seen_draft, by, at)


def _save(case: Case, section: str, group: str, body: str, version: int, by: Viewer, at: datetime) -> int:
    # The case is held, so that nobody else begins this text now.
    said = {"group": group, "entered_at": at, "person_id": by.person_id, "version": 0}
    text = CaseText.objects.filter(case=case, section=section).first()
    text = text or CaseText(case=case, section=section, **said)
    # The same words twice, by two people or by a second press of the button, are no conflict.
    if text.body == body:
        return text.version
    if text.version != version:
        raise ConflictError(text.version, {section: text.body})
    text.body, text.version = body, version + 1
    text.save()
    CaseTextVersion.objects.create(text=text, version=version + 1, body=body, at=at, person_id=by.person_id)
    note("save_text", case, by, at, section=section, version=version + 1)
    return version + 1


def _keep_draft(case: Case, section: str, group: str, body: str, by: Viewer, at: datetime) -> None:
    keys = person_keys(by)
    if not body.strip() or not keys:
        return
    said = {"section": section, "group": group, "writer_id": keys[0]}
    if not CaseTextDraft.objects.filter(case=case, body=body, **said).exists():
        CaseTextDraft.objects.create(case=case, body=body, entered_at=at, person_id=by.person_id, **said)
        note("keep_draft", case, by, at, section=section)


def _forget_drafts(case: Case, section: str, seen: int, by: Viewer, at: datetime) -> None:
    mine = CaseTextDraft.objects.filter(case=case, section=section, pk__lte=seen)
    # Of drafts only one's own exist.
    if seen and Access(by.looking_at(at)).filter(mine).delete()[0]:
        note("drop_draft", case, by, at, section=section)
