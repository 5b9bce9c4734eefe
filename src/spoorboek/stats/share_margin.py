"""The margin of a share in a simple random sample."""

from __future__ import annotations

import math
from dataclasses import dataclass

from spoorboek.stats.errors import LevelError, check_exposure
from spoorboek.stats.interval import compute_normal_quantile


@dataclass(frozen=True, slots=True)
class ShareMargin:
    """A share, the number of respondents (effective, if weighted) and the margin at ``level``."""

    share: float
    respondents: float
    level: float
    margin: float


def compute_share_margin(share: float, respondents: float, *, level: float = 0.95) -> ShareMargin:
    """Return the margin to both sides of a share.

    Parameters: ``share`` from 0 to 1; ``respondents`` above 0, the effective number where weights differ;
    ``level`` in (0, 1).

    Returns a ShareMargin with ``margin = 1.96 * sqrt(share * (1 - share) / respondents)``, as a share.

    Raises LevelError and ExposureError.

    At the edge: a share of 0 or 1 gives a margin of 0, which is no certainty: use ``compute_wilson`` there.

    Source: Cochran 1977, section 3.2, without finite population correction.

    The Veiligheidsmonitor of 2015 had 111,000 respondents:

    >>> round(100 * compute_share_margin(0.5, 111_000).margin, 2)
    0.29
    """
    if not 0 <= share <= 1:
        raise LevelError(f"share must lie from 0 to 1, got {share}")
    check_exposure("respondents", respondents)
    margin = compute_normal_quantile(level) * math.sqrt(share * (1 - share) / respondents)
    return ShareMargin(share, respondents, level, margin)
