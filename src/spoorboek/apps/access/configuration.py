"""Where the configuration of this municipality is read: its own file, else the one that we ship."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from spoorboek.rules import parameters
from spoorboek.rules.errors import RuleError

SHIPPED = Path(parameters.__file__).parent


def find_own_file(name: str) -> Path | None:
    """Return the municipality's own file, or None when it has none by this name."""
    return _find(settings.CONFIGURATION_DIR, name)


def find_own_folder(name: str) -> Path | None:
    """Return the municipality's own folder of files of one sort, or None when it has none by this name."""
    own: Path | None = settings.CONFIGURATION_DIR
    return own / name if own is not None and (own / name).is_dir() else None


def find_file(name: str) -> Path:
    """Return the municipality's own file, else ours: it replaces the whole of ours."""
    return find_own_file(name) or SHIPPED / name


@contextmanager
def read_at_start(name: str) -> Iterator[None]:
    """Turn what is wrong in a file into the one sentence with which the program does not start."""
    try:
        yield
    except RuleError as error:
        raise ImproperlyConfigured(f"SPOORBOEK_CONFIGURATION, {name}: {error}") from error


@cache
def _find(folder: Path | None, name: str) -> Path | None:
    return folder / name if folder is not None and (folder / name).is_file() else None
