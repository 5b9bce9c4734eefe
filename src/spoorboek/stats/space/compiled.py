"""One way to compile a kernel: to machine code, kept on disk, without Python's lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

Kernel = TypeVar("Kernel", bound=Callable[..., object])

# Without numba's own counting of references each call is many times cheaper; a kernel then cannot make an
# array, only fill those that it is given.
_OPTIONS: dict[str, Any] = {"nogil": True, "_nrt": False}


def compiled(kernel: Kernel) -> Kernel:
    """Compile ``kernel`` at its first call and keep the machine code beside the source.

    Parameters: ``kernel`` a function of numbers and arrays.

    Returns the same function, compiled; it releases Python's lock, so that threads run side by side. The
    code is kept in ``__pycache__``, or in the cache folder of the user where that cannot be written; where
    nothing can be written it is compiled again in each process. Machine code is kept per file and does not
    notice a change in another file: kernels that call each other stand in one file, and
    ``spoorboek.stats.space.priming`` compiles all of them ahead of use.
    """
    try:
        return cast(Kernel, numba.njit(cache=True, **_OPTIONS)(kernel))
    except RuntimeError:  # numba found no folder that it may write
        return cast(Kernel, numba.njit(**_OPTIONS)(kernel))
