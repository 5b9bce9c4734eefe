"""How one claim of a letter was tested, and what would have had to be so for another verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from json import dumps, loads
from typing import Any

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.letters.letter_views import get_letter_view
from spoorboek.apps.letters.queries import get_letter, get_manifest
from spoorboek.documents.manifest import read_manifest
from spoorboek.rules.claims.errors import ClaimError
from spoorboek.rules.claims.word_list import WordList, get_kept_word_list, get_word_list
from spoorboek.rules.explanations import ClaimExplanation, explain_claim


def explain_letter_claim(viewer: Viewer, slug: str, claim_id: str, *, at: datetime) -> ClaimExplanation:
    """Explain a claim of a letter: as it was published, or of a draft as it stands now.

    Raises NotFoundError for what does not exist for the viewer, and for a claim that cannot be judged.
    """
    row = get_letter(viewer, slug)
    if row.published_at is not None:
        manifest = read_manifest(get_manifest(viewer, slug).encode())
        entries: Sequence[Mapping[str, Any]] = [claim["entry"] for claim in manifest["claims"]]
        words = get_kept_word_list(manifest.get("words"), row.dated_on)
    else:
        words = get_word_list(on=row.dated_on)
        entries = [claim.entry for claim in get_letter_view(viewer, slug, at=at).check.claims]
    found = _explain(dumps(entries), claim_id, row.dated_on, words)
    if found is None:
        raise NotFoundError(f"De bewering '{claim_id}'")
    return found


@lru_cache(maxsize=500)
def _explain(entries: str, claim_id: str, on: date, words: WordList) -> ClaimExplanation | None:
    """Looking for what would flip a verdict takes hundreds of judgements, and follows from these alone."""
    try:
        return explain_claim(loads(entries), claim_id, on=on, words=words)
    except ClaimError:
        return None
