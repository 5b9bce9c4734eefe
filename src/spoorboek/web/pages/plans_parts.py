"""Writing one part of a draft: new, changed, taken out; two people at once lose nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.plans.draft_actions import remove_part, save_part
from spoorboek.apps.plans.drafts import DraftRow, get_draft_row
from spoorboek.apps.plans.errors import PlanConflictError
from spoorboek.apps.plans.plan_writing import mark_of
from spoorboek.rules.plan_succession import list_naming
from spoorboek.rules.promises import PromiseKind, get_kind
from spoorboek.rules.target_warnings import list_target_warnings
from spoorboek.web.keeping import typed
from spoorboek.web.pages.plans_drafting import draft_crumbs, writers
from spoorboek.web.plan_answers import does, find_unit_for, is_sent
from spoorboek.web.plan_differences import list_field_differences
from spoorboek.web.plan_drafts import find_figures_to_choose
from spoorboek.web.plan_forms import PartForm, make_part, part_form
from spoorboek.web.plan_parts import KIND_WORDS, PartList, get_part_list
from spoorboek.web.plan_questions import Figures
from spoorboek.web.viewers import signed, viewer_of


@dataclass(frozen=True, slots=True)
class Writing:
    """One part that is being written: ``code`` is empty for a new one, ``part`` None when it is not there."""

    draft: DraftRow
    part_list: PartList
    kind: PromiseKind | None
    code: str
    part: Any
    figures: Figures


@writers
def new_part(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Add a part; of a promise the kind is asked first."""
    draft, part_list = get_draft_row(viewer_of(request), slug), get_part_list(kind)
    asked = None
    if part_list.name == "promises":
        asked = _read_kind(request)
        if asked is None:
            return _choose_kind(request, draft)
    return _write(request, Writing(draft, part_list, asked, "", None, _figures(request, part_list)))


@writers
def part(request: HttpRequest, slug: str, kind: str, code: str) -> HttpResponse:
    """Change a part."""
    draft, part_list = get_draft_row(viewer_of(request), slug), get_part_list(kind)
    found = _find(draft, part_list, code)
    if found is None and request.method != "POST":
        raise NotFoundError(f"Het onderdeel '{code}'")
    asked = None
    if part_list.name == "promises":
        asked = get_kind(found) if found is not None else _read_kind(request) or PromiseKind.STANDING
    return _write(request, Writing(draft, part_list, asked, code, found, _figures(request, part_list)))


class RemoveForm(forms.Form):
    """Taking out what was read at ``seen``."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)


@writers
def remove(request: HttpRequest, slug: str, kind: str, code: str) -> HttpResponse:
    """Take a part out, with every reference to it."""
    viewer = viewer_of(request)
    draft, part_list = get_draft_row(viewer, slug), get_part_list(kind)
    found = _find(draft, part_list, code)
    back = f"{reverse('plan_draft', args=[slug])}#{part_list.slug}"
    if found is None and request.method != "POST":
        raise NotFoundError(f"Het onderdeel '{code}'")
    if found is None:
        messages.info(request, _("Dit onderdeel stond al niet meer in het concept."))
        return redirect(back)
    initial = {"seen": draft.marks[part_list.name, code]}
    form = RemoveForm(typed(request), initial=initial)
    naming = ", ".join(list_naming(draft.content, part_list.name, code))
    warning = _("Dit noemt het ook, en verliest die verwijzing: %(titles)s.") % {"titles": naming}
    warning = warning if naming else ""
    try:
        if is_sent(request, form) and does(form, lambda: _remove(request, draft, part_list, code, form)):
            messages.success(request, _("‘%(title)s’ is uit het concept gehaald.") % {"title": found.title})
            return redirect(back)
    except PlanConflictError:
        warning = _("Iemand anders heeft dit zojuist veranderd. Wilt u het nog steeds weghalen?")
        form = RemoveForm(initial=initial)
    context = {
        "title": _("‘%(title)s’ uit het concept halen") % {"title": found.title},
        "warning": warning,
        "form": form,
        "action": _("Weghalen"),
        "cancel": back,
        "crumbs": draft_crumbs(viewer, draft, found.title),
    }
    return render(request, "pages/form.html", context)


def _remove(request: HttpRequest, draft: DraftRow, part_list: PartList, code: str, form: forms.Form) -> None:
    remove_part(
        plan=draft.slug,
        list_name=part_list.name,
        code=code,
        seen=form.cleaned_data["seen"],
        with_references=True,
        find_unit=find_unit_for(viewer_of(request)),
        **signed(request),
    )


def _write(request: HttpRequest, writing: Writing) -> HttpResponse:
    content, code = writing.draft.content, writing.code
    form = _form(writing, typed(request))
    if request.method == "POST" and (request.htmx or "look" in request.POST):  # type: ignore[attr-defined]
        return _look(request, writing, form)
    codes: list[str] = []
    try:
        if is_sent(request, form) and does(
            form, lambda: codes.append(_save(request, writing, form)), content, code
        ):
            return _go_on(request, writing, codes[0])
    except PlanConflictError as error:
        return _show_conflict(request, writing, form, error)
    return _show(request, writing, form, _warn(writing, form) if writing.part else ())


def _form(writing: Writing, data: Any = None, **initial: Any) -> PartForm:
    seen = writing.draft.marks.get((writing.part_list.name, writing.code), "")
    return part_form(
        writing.part_list.name,
        writing.draft.content,
        writing.figures,
        kind=writing.kind,
        part=writing.part,
        data=data,
        **{"seen": seen, **initial},
    )


def _save(request: HttpRequest, writing: Writing, form: PartForm) -> str:
    return save_part(
        plan=writing.draft.slug,
        list_name=writing.part_list.name,
        part=make_part(writing.part_list.name, writing.kind, form.cleaned_data, writing.code),
        seen=form.cleaned_data["seen"],
        find_unit=find_unit_for(viewer_of(request)),
        **signed(request),
    )


def _go_on(request: HttpRequest, writing: Writing, code: str) -> HttpResponse:
    title = request.POST.get("title", "")
    messages.success(request, _("‘%(title)s’ is opgeslagen.") % {"title": title})
    if "another" in request.POST:
        return redirect(request.get_full_path())
    return redirect(f"{reverse('plan_draft', args=[writing.draft.slug])}#{writing.part_list.slug}-{code}")


def _look(request: HttpRequest, writing: Writing, form: PartForm) -> HttpResponse:
    """Say what to think about while somebody is still typing; judge nothing else."""
    warnings = _warn(writing, form)
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "pages/plans/warnings.html", {"warnings": warnings, "was_asked": True})
    typed = {name: form[name].data for name in form.fields}
    return _show(request, writing, _form(writing, **typed), warnings, was_asked=True)


def _warn(writing: Writing, form: PartForm) -> tuple[str, ...]:
    if writing.kind is None:
        return ()
    made: Any = writing.part
    if form.is_bound:
        form.is_valid()
        said = {"title": "-", "owner": "-", **form.cleaned_data}
        try:
            made = make_part(writing.part_list.name, writing.kind, said, "typed")
        except TypeError:
            # Not enough was typed to say anything of it.
            return ()
    return tuple(each.sentence for each in list_target_warnings(made, writing.figures.units))


def _show(
    request: HttpRequest,
    writing: Writing,
    form: PartForm,
    warnings: tuple[str, ...] = (),
    *,
    was_asked: bool = False,
) -> HttpResponse:
    title = writing.part.title if writing.part is not None else str(writing.part_list.add)
    context = {
        "title": title,
        "label": KIND_WORDS[writing.kind][0] if writing.kind else writing.part_list.one,
        "form": form,
        "kind": writing.kind.value if writing.kind else "",
        "is_new": not writing.code,
        "warnings": warnings,
        "was_asked": was_asked or bool(warnings),
        "cancel": f"{reverse('plan_draft', args=[writing.draft.slug])}#{writing.part_list.slug}",
        "crumbs": draft_crumbs(viewer_of(request), writing.draft, title),
    }
    return render(request, "pages/plans/part.html", context)


def _show_conflict(
    request: HttpRequest, writing: Writing, form: PartForm, error: PlanConflictError
) -> HttpResponse:
    """Show both. Nothing is lost: theirs is saved, ours stands in the form."""
    theirs: Any = error.theirs
    ours = make_part(writing.part_list.name, writing.kind, form.cleaned_data, writing.code)
    data = request.POST.copy()
    data["seen"] = mark_of(theirs) if theirs is not None else ""
    context = {
        "title": _("Er zijn twee versies van ‘%(title)s’") % {"title": ours.title},
        "sentence": str(error),
        "theirs": theirs,
        "differences": list_field_differences(theirs, ours, writing.draft.content) if theirs else (),
        "form": _form(writing, data),
        "kind": writing.kind.value if writing.kind else "",
        "cancel": f"{reverse('plan_draft', args=[writing.draft.slug])}#{writing.part_list.slug}",
        "crumbs": draft_crumbs(viewer_of(request), writing.draft, _("Twee versies")),
    }
    return render(request, "pages/plans/conflict.html", context, status=409)


def _choose_kind(request: HttpRequest, draft: DraftRow) -> HttpResponse:
    parts = [
        (words, f"{request.path}?soort={kind.value}", what) for kind, (words, what) in KIND_WORDS.items()
    ]
    title = _("Wat voor belofte is het?")
    context = {"title": title, "parts": parts, "crumbs": draft_crumbs(viewer_of(request), draft, title)}
    return render(request, "pages/index.html", context)


def _read_kind(request: HttpRequest) -> PromiseKind | None:
    said = request.POST.get("soort") or request.GET.get("soort", "")
    return PromiseKind(said) if said in {kind.value for kind in PromiseKind} else None


def _find(draft: DraftRow, part_list: PartList, code: str) -> Any:
    parts = getattr(draft.content, part_list.name)
    return next((each for each in parts if each.code == code), None)


def _figures(request: HttpRequest, part_list: PartList) -> Figures:
    if part_list.name != "promises":
        return Figures({}, {})
    return find_figures_to_choose(viewer_of(request))
