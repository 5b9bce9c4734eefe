"""Every address of the pages, read from the URL table itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver

from spoorboek.web.urls import urlpatterns


def list_patterns(patterns: Any = urlpatterns, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield each address and its pattern."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from list_patterns(pattern.url_patterns, before + str(pattern.pattern))
        else:
            yield "/" + before + str(pattern.pattern), pattern


def door_of(pattern: URLPattern) -> Any:
    """Return for whom the page is: ``public``, ``inside`` or a set of permissions; or None."""
    return getattr(pattern.callback, "door", None)


PATTERNS = dict(list_patterns())
PLAIN_PAGES = {
    path: door_of(pattern)
    for path, pattern in PATTERNS.items()
    if "<" not in path and pattern.name not in {"set_language"}
}
"""Pages that need no record: path and door."""
ENTRANCE = {
    path for path, pattern in PATTERNS.items() if (pattern.name or "").startswith(("mfa_", "account_"))
}
