"""One way to compile a kernel: to machine code, kept on disk, without Python's lock."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

Kernel = TypeVar("Kernel", bound=Callable[..., object])

# Without numba's own counting of references each call is many times cheaper; a kernel then cannot make an
# array, only fill those that it is given.
_OPTIONS: dict[str, Any] = {"nogil": True, "_nrt": False}

_settings: Any = numba.config
if not _settings.CACHE_DIR and sys.prefix != sys.base_prefix:
    # In an environment of our own the machine code stands with the other installed code, not in the sources.
    _settings.CACHE_DIR = str(Path(sys.prefix) / "var" / "numba")


def compiled(kernel: Kernel) -> Kernel:
    """Compile ``kernel`` at its first call and keep the machine code on disk.

    Parameters: ``kernel`` a function of numbers and arrays.

    Returns the same function, compiled; it releases Python's lock, so that threads run side by side. The
    code is kept in the environment that Spoorboek is installed in (``var/numba``; or in NUMBA_CACHE_DIR),
    else in ``__pycache__`` or the cache folder of the user; where nothing can be written it is
    compiled again in each process. Machine code is kept per file and does not
    notice a change in another file: kernels that call each other stand in one file, and
    ``spoorboek.stats.space.priming`` compiles all of them ahead of use.
    """
    try:
        return cast(Kernel, numba.njit(cache=True, **_OPTIONS)(kernel))
    except RuntimeError:  # numba found no folder that it may write
        return cast(Kernel, numba.njit(**_OPTIONS)(kernel))
