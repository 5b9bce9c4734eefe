"""What a worker does before it answers the first page, so that nobody waits for it.

Without this the first who opens a page in a worker waits for what that page needs and no page before it did:
the addresses with all that stands behind them, the templates, a library that another one asks for at its
first question. None of it follows from data; with data nothing is done here.
"""

from __future__ import annotations

import gc
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver

from spoorboek.services.tables.engine import open_engine


def warm_up() -> None:
    """Load what pages need, and keep it out of the way of what clears up memory after them."""
    get_resolver().url_patterns  # noqa: B018 - reading it loads every page
    for name in settings.MIDDLEWARE:
        import_module(name.rpartition(".")[0])
    templates: Path = settings.SOURCE_DIR / "web" / "templates"
    for path in templates.rglob("*.html"):
        get_template(path.relative_to(templates).as_posix())
    with open_engine(settings.DATA_DIR) as engine:
        # With a parameter, at which the engine first looks for libraries that it can exchange tables with.
        engine.execute("SELECT ? + 1.0", [1]).fetchall()
    # What is here now stays as long as the worker does. Looking through it again and again for what can go
    # took a fifth of a second each time, of whoever happened to ask for a page then.
    gc.collect()
    gc.freeze()
