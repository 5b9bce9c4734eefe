"""How much more than chance counts may scatter before a difference breaks."""

from __future__ import annotations

from dataclasses import dataclass

from spoorboek.stats.interval import compute_normal_quantile


@dataclass(frozen=True, slots=True)
class DispersionLimit:
    """The dispersion at which a difference stops exceeding chance, with its inputs."""

    z: float
    level: float
    dispersion: float


def compute_dispersion_limit(z: float, *, level: float = 0.95) -> DispersionLimit:
    """Return the dispersion at which a difference of ``z`` would break.

    Parameters: ``z`` the difference in standard errors of a Poisson count; ``level`` in (0, 1).

    Returns a DispersionLimit with the phi that solves ``|z| / sqrt(phi) = 1.96``, so ``phi = (z / 1.96)**2``
    (1.96 stands for the normal quantile of ``level``). Dispersion is variance divided by mean: 1 for
    independent events, more when incidents come in clusters. A value below 1 says that the difference
    does not exceed chance even for independent events.

    Raises LevelError.

    At the edge: no difference gives 0, an infinite z infinity.

    Source: quasi-Poisson variance phi times mean, McCullagh and Nelder 1989, section 6.2.3.

    Recorded crime went from 6513 to 6074, z = -3.91:

    >>> round(compute_dispersion_limit(-3.912942).dispersion, 2)
    3.99
    """
    return DispersionLimit(z, level, (z / compute_normal_quantile(level)) ** 2)
