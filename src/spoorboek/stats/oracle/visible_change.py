"""The smallest visible change by trying every next count."""

from __future__ import annotations

from spoorboek.stats.exact_binomial import compare_with_share


def scan_visible_change(
    count: int, *, exposure: float = 1.0, next_exposure: float = 1.0, alpha: float = 0.05
) -> tuple[int | None, int]:
    """Return the highest low and the lowest high next count beyond which all stand out.

    Parameters: ``count`` at least 0 and small; exposures above 0; ``alpha`` in (0, 1).

    Returns (low, high); low is None when 0 itself does not stand out.

    >>> scan_visible_change(12)
    (3, 25)
    """
    expected = count * next_exposure / exposure
    furthest = int(4 * expected + 40 * max(1.0, next_exposure / exposure))
    share = next_exposure / (exposure + next_exposure)
    hidden = [
        other
        for other in range(furthest + 1)
        if count + other == 0 or compare_with_share(other, count + other, share).p >= alpha
    ]
    return (hidden[0] - 1 if hidden[0] else None), hidden[-1] + 1
