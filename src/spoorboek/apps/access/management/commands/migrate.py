"""``migrate`` as Django has it, and after it: see that what is written can be looked for."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from spoorboek.apps.access.word_index import keep_words


class Command(migrate.Command):
    """Brings the tables up to date, and the index of words with them."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Apply the migrations; then make the indexes of words that are not there or were dropped."""
        super().handle(*args, **options)
        # Asked for a part only (one app, an earlier state, a plan) the tables need not all be there.
        if not (options["app_label"] or options["plan"] or options["check_unapplied"]):
            keep_words()
