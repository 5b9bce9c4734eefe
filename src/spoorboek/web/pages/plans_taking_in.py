"""Taking in the file of a plan in the browser: all of it or nothing, with every problem and its line."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoorboek.apps.access.errors import NotPermittedError
from spoorboek.apps.plans.errors import PlanContentError, PlanError, PlanFileError
from spoorboek.apps.plans.imports import PlanImportReport, import_plan
from spoorboek.rules.errors import RuleError
from spoorboek.web.crumbs import Crumb, open_trail
from spoorboek.web.keeping import typed
from spoorboek.web.pages.plans_drafting import writers
from spoorboek.web.plan_answers import find_unit_for, is_sent
from spoorboek.web.viewers import signed, viewer_of

_LARGEST = 2_000_000
_SHOWN = 20


class PlanFileForm(forms.Form):
    """The file of a plan."""

    file = forms.FileField(
        label=gettext_lazy("Bestand van een plan (.yaml)"),
        help_text=gettext_lazy(
            "Zoals ‘Plan als bestand’ het geeft. Ten hoogste 2 MB. Bij een fout verandert er niets."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml"}),
    )

    def clean_file(self) -> bytes:
        """Refuse what is too large to be a plan."""
        file = self.cleaned_data["file"]
        if file.size > _LARGEST:
            raise forms.ValidationError(_("Dit bestand is groter dan 2 MB. Kies het bestand van één plan."))
        content: bytes = file.read()
        return content


@writers
def take_in(request: HttpRequest) -> HttpResponse:
    """Take in a plan: a new one, a new draft, or the records of one that is there."""
    viewer = viewer_of(request)
    form = PlanFileForm(typed(request), request.FILES or None)
    report = _take(request, form) if is_sent(request, form) else None
    if report is not None:
        for said in report.changes[:_SHOWN]:
            messages.success(request, said)
        if not report.changes:
            messages.info(request, _("Alles uit dit bestand was er al. Er is niets veranderd."))
        return redirect("plans")
    title = _("Plan inlezen")
    context = {
        "title": title,
        "form": form,
        "action": title,
        "cancel": reverse("plans"),
        "crumbs": open_trail(viewer, Crumb(_("Plan"), reverse("plans")), Crumb(title)),
    }
    return render(request, "pages/form.html", context)


def _take(request: HttpRequest, form: forms.Form) -> PlanImportReport | None:
    try:
        return import_plan(
            data=form.cleaned_data["file"], find_unit=find_unit_for(viewer_of(request)), **signed(request)
        )
    except (PlanFileError, PlanContentError) as error:
        for sentence in error.sentences[:_SHOWN]:
            form.add_error("file", sentence)
    except NotPermittedError:
        form.add_error(
            "file",
            _(
                "In dit bestand staat dat het plan is vastgesteld. Dat mag u niet inlezen. Haal het deel "
                "‘adopted’ eruit; dan wordt het een concept, dat een ander vaststelt."
            ),
        )
    except (PlanError, RuleError) as error:
        form.add_error("file", str(error))
    return None
