"""From an error to one sentence and an exit code. What is not known here is our fault and keeps its trace."""

from __future__ import annotations

import errno

import click

from spoorboek.cli.exit_codes import ExitCode


class Failure(click.ClickException):
    """A command that ends with a sentence and an exit code."""

    def __init__(self, sentence: str, code: ExitCode) -> None:
        super().__init__(sentence)
        self.code = code


def explain(error: Exception) -> Failure | None:
    """Return how to end for an error that people can do something about, or None for a fault of ours."""
    if f"{type(error).__module__}.{type(error).__qualname__}" == "django.db.utils.DatabaseError":
        sentence = f"Het bestand van de database is beschadigd of geen database: {error}."
        return Failure(sentence, ExitCode.NOT_READY)
    for name, code in _CODES.items():
        if any(f"{kind.__module__}.{kind.__qualname__}" == name for kind in type(error).__mro__):
            return Failure(_say(error, code), code)
    if isinstance(error, OSError):
        return Failure(_say_os_error(error), ExitCode.BAD_INPUT)
    return None


_APPS = "spoorboek.apps"
_CODES: dict[str, ExitCode] = {
    # By name, so that nothing of Django is imported for a command that does not need it.
    f"{_APPS}.access.errors.NotFoundError": ExitCode.NOT_FOUND,
    f"{_APPS}.access.errors.NotPermittedError": ExitCode.NOT_PERMITTED,
    f"{_APPS}.access.errors.SealError": ExitCode.NOT_READY,
    f"{_APPS}.exchange.errors.CityError": ExitCode.BAD_INPUT,
    f"{_APPS}.exchange.errors.ListError": ExitCode.BAD_INPUT,
    f"{_APPS}.exchange.errors.ListMappingError": ExitCode.BAD_INPUT,
    f"{_APPS}.exchange.errors.ExchangeError": ExitCode.REFUSED,
    f"{_APPS}.hotspots.errors.HotspotError": ExitCode.BAD_INPUT,
    f"{_APPS}.indicators.errors.FigureKeyError": ExitCode.USAGE,
    f"{_APPS}.indicators.errors.IndicatorError": ExitCode.BAD_INPUT,
    f"{_APPS}.intake.errors.IntakeError": ExitCode.BAD_INPUT,
    f"{_APPS}.letter_audits.errors.LetterAuditError": ExitCode.BAD_INPUT,
    f"{_APPS}.letters.errors.LetterTextError": ExitCode.BAD_INPUT,
    f"{_APPS}.letters.errors.LetterError": ExitCode.REFUSED,
    f"{_APPS}.people.errors.PeopleError": ExitCode.REFUSED,
    f"{_APPS}.plans.errors.PlanError": ExitCode.BAD_INPUT,
    f"{_APPS}.sources.errors.SnapshotRevokedError": ExitCode.REFUSED,
    f"{_APPS}.sources.errors.SourceError": ExitCode.BAD_INPUT,
    "spoorboek.documents.errors.DocumentError": ExitCode.BAD_INPUT,
    "spoorboek.figures.errors.PeriodError": ExitCode.USAGE,
    "spoorboek.rules.hotspots.reports.ReportFileError": ExitCode.BAD_INPUT,
    "spoorboek.rules.errors.RuleError": ExitCode.REFUSED,
    "spoorboek.rules.letter_approval.ApprovalError": ExitCode.REFUSED,
    "spoorboek.services.errors.ServiceError": ExitCode.BAD_INPUT,
    "django.db.utils.OperationalError": ExitCode.NOT_READY,
    "django.db.utils.ProgrammingError": ExitCode.NOT_READY,
    "django.core.exceptions.ImproperlyConfigured": ExitCode.NOT_READY,
}


def _say(error: Exception, code: ExitCode) -> str:
    said = str(error).strip()
    if code is not ExitCode.NOT_READY or not type(error).__module__.startswith("django."):
        return said if said.endswith((".", "?", "!")) else f"{said}."
    if type(error).__name__ == "ImproperlyConfigured":
        return (
            said
            if said.startswith(("In SPOORBOEK_", "SPOORBOEK_"))
            else f"De instellingen kloppen niet: {said}"
        )
    if "column" in said:
        return (
            "De tabellen zijn van een andere versie van Spoorboek. Breng ze bij met `spoorboek migrate`; "
            "helpt dat niet, begin dan met een lege gegevensmap (SPOORBOEK_DATA_DIR)."
        )
    if "no such table" in said or "does not exist" in said:
        return (
            "Hier staat nog niets. Begin met `spoorboek demo`, of maak de tabellen met `spoorboek migrate`."
        )
    return f"De database is niet bereikbaar: {said.splitlines()[0] if said else 'geen reden gegeven'}"


def _say_os_error(error: OSError) -> str:
    place = f"'{error.filename}'" if error.filename else "een bestand"
    if isinstance(error, IsADirectoryError):
        return f"{place} is een map, geen bestand."
    if isinstance(error, PermissionError):
        return f"Bij {place} mag dit programma niet komen."
    if isinstance(error, FileNotFoundError):
        return f"{place} bestaat niet."
    if isinstance(error, FileExistsError | NotADirectoryError):
        return f"{place} is een bestand; hier hoort een map."
    why = _OS_REASONS.get(error.errno or 0, error.strerror or str(error))
    return f"Lezen of schrijven van {place} lukt niet: {why}."


_OS_REASONS = {
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "de schijf is vol",
    errno.EROFS: "op deze schijf mag niet worden geschreven",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ELOOP: "de verwijzing komt bij zichzelf uit",
    errno.EIO: "de schijf antwoordt niet goed",
    errno.EADDRNOTAVAIL: "dit adres is niet van deze machine",
}
