"""The one file that reads the environment."""

from __future__ import annotations

import re
import secrets
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

_PROJECT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Environment:
    """What the surroundings decide."""

    data_dir: Path
    database: dict[str, Any]
    secret_key: str
    allowed_hosts: list[str]
    secure: bool
    """True behind https; the example city runs on plain http at localhost."""
    email_url: dict[str, Any]
    field_keys: list[str]
    """The first encrypts secrets in the database; the others may still decrypt them."""
    field_key_file: Path | None
    """Where those keys are kept; None when the environment holds them itself."""
    municipality: str
    site_address: str
    """Where the website stands (``https://...``), for the links in a PDF. Empty: no links."""
    is_example: bool
    """True for the example city: every page says that its registrations are invented."""
    configuration_dir: Path | None
    """Where the municipality keeps its own kinds of cases and rules of access, if it does."""
    theme_file: Path | None
    """The house style: colour, logo and letter head. None for that of the house."""
    signal_protocol: str
    """Which protocol weighs the signals: a file in ``rules/protocols``."""
    audit_days: int
    """How many days an audited letter is kept."""
    word_template: Path | None
    """A Word file of the municipality whose styles and letterhead its letters get, if it has one."""


def _kept_secret(path: Path) -> str:
    """Return the secret kept in ``path``; make one the first time. Never in the repository."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(f".{secrets.token_hex(4)}")
        temporary.touch(mode=0o600)
        temporary.write_text(secrets.token_urlsafe(64))
        temporary.replace(path)
    return path.read_text().strip()


def _field_keys(given: list[str], path: Path) -> list[str]:
    return given or [key for key in re.split(r"[,\s]+", _kept_secret(path)) if key]


def _folder(named: str) -> Path | None:
    return Path(named).resolve() if named else None


_YES, _NO = (
    frozenset({"true", "on", "ok", "y", "yes", "1", "ja"}),
    frozenset({"false", "off", "n", "no", "0", "nee"}),
)


def _yes_no(env: environ.Env, name: str, *, default: bool) -> bool:
    """A word that is neither says nothing: then what guards a website would silently be off."""
    said = env.str(name, default="").strip().casefold()
    if said and said not in _YES | _NO:
        raise ImproperlyConfigured(f"In {name} hoort true of false.")
    return said in _YES if said else default


def _days(env: environ.Env, name: str, *, default: int) -> int:
    said = env.str(name, default="").strip()
    if said and not (said.isdecimal() and len(said) < 6):
        raise ImproperlyConfigured(f"In {name} hoort een heel aantal dagen.")
    return int(said) if said else default


def _database(env: environ.Env, default: str) -> dict[str, Any]:
    try:
        with warnings.catch_warnings(action="ignore", category=UserWarning):
            found: dict[str, Any] = env.db_url("SPOORBOEK_DATABASE_URL", default=default)
    except (ValueError, ImproperlyConfigured):
        found = {}
    if not str(found.get("ENGINE", "")).endswith(("sqlite3", "postgresql")):
        # What was given is not repeated: it may hold a password.
        raise ImproperlyConfigured(
            "SPOORBOEK_DATABASE_URL is geen adres van een PostgreSQL- of SQLite-database, "
            "zoals postgres://naam:wachtwoord@machine:5432/spoorboek."
        )
    return found


def _mail(env: environ.Env) -> dict[str, Any]:
    try:
        found: dict[str, Any] = env.email_url("SPOORBOEK_EMAIL_URL", default="consolemail://")
    except (ValueError, ImproperlyConfigured):
        raise ImproperlyConfigured(
            "SPOORBOEK_EMAIL_URL is geen adres van een mailserver, zoals smtp+tls://naam:wachtwoord@machine:587."
        ) from None
    return found


def read_environment() -> Environment:
    """Read every SPOORBOEK_ variable, with its default for a machine without services."""
    env = environ.Env()
    data_dir = Path(env.str("SPOORBOEK_DATA_DIR", default=str(_PROJECT / "var"))).resolve()
    default_database = f"sqlite:///{data_dir / 'spoorboek.sqlite3'}"
    is_example = _yes_no(env, "SPOORBOEK_EXAMPLE", default=True)
    given_keys = env.list("SPOORBOEK_FIELD_KEY", default=[])
    key_file = _folder(env.str("SPOORBOEK_FIELD_KEY_FILE", default="")) or data_dir / "field_key"
    return Environment(
        data_dir=data_dir,
        database=_database(env, default_database),
        secret_key=env.str("SPOORBOEK_SECRET_KEY", default="") or _kept_secret(data_dir / "secret_key"),
        allowed_hosts=env.list("SPOORBOEK_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"]),
        secure=_yes_no(env, "SPOORBOEK_SECURE", default=False),
        email_url=_mail(env),
        field_keys=_field_keys(given_keys, key_file),
        field_key_file=None if given_keys else key_file,
        municipality=env.str("SPOORBOEK_MUNICIPALITY", default="Gemeente Dordrecht"),
        site_address=env.str("SPOORBOEK_ADDRESS", default="").rstrip("/"),
        configuration_dir=_folder(env.str("SPOORBOEK_CONFIGURATION", default="")),
        theme_file=_folder(env.str("SPOORBOEK_THEME", default="")),
        is_example=is_example,
        signal_protocol=env.str(
            "SPOORBOEK_SIGNAL_PROTOCOL", default="dordrecht" if is_example else "landelijk"
        ),
        audit_days=_days(env, "SPOORBOEK_AUDIT_DAYS", default=30),
        word_template=_folder(env.str("SPOORBOEK_WORD_TEMPLATE", default="")),
    )
