"""Doing something with a plan: what is refused comes back at its field, in words."""

from __future__ import annotations

import re
from collections.abc import Callable

from django import forms
from django.http import HttpRequest
from django.utils.text import capfirst

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.indicators.queries import find_units
from spoorboek.apps.plans.errors import PlanConflictError, PlanContentError, PlanError
from spoorboek.rules.errors import RuleError
from spoorboek.rules.plan_content import PlanContent

_PLACE = re.compile(r"(?P<list>[a-z_]+)\[(?P<place>\d+)\](?:\.(?P<field>[a-z_]+))?: (?P<said>.*)", re.DOTALL)


def does(
    form: forms.Form, act: Callable[[], object], content: PlanContent | None = None, code: str = ""
) -> bool:
    """Do one thing; put what the app refuses at its field or above the form, and return False.

    ``content`` and ``code`` tell which part of the plan the form is about.
    """
    try:
        act()
    except PlanConflictError:
        # Shown with both versions by the page itself.
        raise
    except PlanContentError as error:
        for sentence in error.sentences:
            _place(form, sentence, content, code)
    except (PlanError, RuleError) as error:
        form.add_error(None, str(error))
    else:
        return True
    return False


def is_sent(request: HttpRequest, form: forms.Form) -> bool:
    """Tell whether a form came in and can be read."""
    return request.method == "POST" and form.is_valid()


def find_unit_for(viewer: Viewer) -> Callable[[str], str | None]:
    """Return what tells the unit of a figure by its code."""
    return find_units(viewer).get


def _place(form: forms.Form, sentence: str, content: PlanContent | None, code: str) -> None:
    found = _PLACE.fullmatch(sentence)
    if found is None or content is None:
        form.add_error(None, sentence)
        return
    parts = getattr(content, found["list"], ())
    place = int(found["place"])
    # A new part is the last of its list, so that it has no place yet in what was read.
    title = parts[place].title if place < len(parts) else ""
    is_own = place >= len(parts) or parts[place].code == code
    said = capfirst(found["said"])
    if is_own:
        form.add_error(found["field"] if found["field"] in form.fields else None, said)
    else:
        form.add_error(None, f"‘{title}’: {said}")
