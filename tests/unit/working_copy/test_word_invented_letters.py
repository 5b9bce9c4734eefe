"""A sample of the two hundred letters of ``scripts/word_proof.py``."""

from __future__ import annotations

import pytest
from scripts.word_proof import holds


@pytest.mark.parametrize("seed", range(8))
def test_an_invented_letter_comes_back_whole(seed: int) -> None:
    assert holds(seed)
