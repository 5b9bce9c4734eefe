"""A worker is prepared before it answers its first page."""

from __future__ import annotations

import gc

from spoorboek.web.warm_up import warm_up


def test_a_prepared_worker_keeps_what_it_has_out_of_clearing_up() -> None:
    before = gc.get_freeze_count()
    try:
        warm_up()
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()
