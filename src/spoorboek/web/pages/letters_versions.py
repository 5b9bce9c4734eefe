"""The history of a letter: every version, what changed in it, and going back to one."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.letters.actions import save_revision
from spoorboek.apps.letters.errors import LetterError
from spoorboek.apps.letters.queries import LetterRow, RevisionRow, get_letter, list_revisions
from spoorboek.apps.people.queries import list_names
from spoorboek.rules.letter_lifecycle import EDITABLE_STATUSES
from spoorboek.rules.roles import Permission
from spoorboek.web.dates import format_moment
from spoorboek.web.doors import role_page
from spoorboek.web.pages.letters import letter_crumbs
from spoorboek.web.pages.letters_differences import list_differences
from spoorboek.web.tables import Cell, Column, Table, cell
from spoorboek.web.viewers import viewer_of

office_only = role_page(Permission.LETTERS_VIEW_DRAFTS)


@office_only
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """List every version of a letter, the newest first."""
    viewer = viewer_of(request)
    row, rows = get_letter(viewer, slug), list_revisions(viewer, slug)
    names = list_names({one.person_id for one in rows})
    drawn = [_draw(row, one, before, names) for one, before in zip(rows, [*rows[1:], None], strict=True)]
    columns = [
        Column(_("Versie")),
        Column(_("Opgeslagen"), keep_together=True),
        Column(_("Door")),
        Column(_("Wat er veranderde")),
    ]
    context = {
        "letter": row,
        "table": Table(_("Versies van deze brief"), columns, drawn),
        "crumbs": letter_crumbs(viewer, row, _("Versies")),
    }
    return render(request, "pages/letters/versions.html", context)


@office_only
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show what differs between one version and the text as it is now; a writer may go back to it."""
    viewer = viewer_of(request)
    row, rows = get_letter(viewer, slug), list_revisions(viewer, slug)
    found = next((one for one in rows if one.number == number), None)
    if found is None:
        raise NotFoundError("Deze versie")
    is_editable = row.status in EDITABLE_STATUSES and viewer.may(Permission.LETTERS_WRITE)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and is_editable and form.is_valid():
        try:
            save_revision(
                slug=slug, source=found.source, based_on=rows[0].number, by=viewer, at=timezone.now()
            )
        except LetterError as error:
            form.add_error(None, str(error))
        else:
            said = _("De tekst van versie %(number)s staat weer in de brief.") % {"number": number}
            messages.success(request, said)
            return redirect("letter_write", slug)
    context = {
        "letter": row,
        "version": found,
        "saved_at": format_moment(timezone.localtime(found.saved_at)),
        "differences": list_differences(found.source, rows[0].source),
        "form": form,
        "may_restore": is_editable and found.number != rows[0].number,
        "crumbs": letter_crumbs(viewer, row, _("Versie %(number)s") % {"number": number}),
    }
    return render(request, "pages/letters/version.html", context)


def _draw(row: LetterRow, one: RevisionRow, before: RevisionRow | None, names: dict[str, str]) -> list[Cell]:
    lines = list_differences(before.source, one.source) if before else []
    came, gone = (sum(line.kind == kind for line in lines) for kind in ("came", "gone"))
    said = _("%(came)s alinea's erbij of anders, %(gone)s weg of anders") % {"came": came, "gone": gone}
    return [
        cell(
            _("Versie %(number)s") % {"number": one.number},
            href=reverse("letter_version", args=[row.slug, one.number]),
        ),
        cell(format_moment(timezone.localtime(one.saved_at))),
        cell(names.get(one.person_id, "")),
        cell(said if before else _("begin van de brief")),
    ]
