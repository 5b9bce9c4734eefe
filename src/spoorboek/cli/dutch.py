"""Click in Dutch: the words around every help page, and what it says of a mistyped command."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Mapping
from typing import Any

import click

from spoorboek.cli.session import Session


class Port(click.ParamType[int]):
    """A port to listen on."""

    name = "poort"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value)
        if not text.isdecimal() or not 1 <= int(text) <= 65535:
            self.fail(f"een poort is een getal van 1 tot en met 65535, niet '{text[:20]}'.", param, ctx)
        return int(text)


def make_as_option() -> click.Option:
    """Return the option ``--as``: it may stand before or after the name of any command."""
    return click.Option(
        ["--as"],
        metavar="GEBRUIKER",
        expose_value=False,
        callback=_remember_person,
        help="Lees of schrijf als deze persoon; anders als iemand die niet is ingelogd.",
    )


def _remember_person(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is None:
        return
    session, name = ctx.ensure_object(Session), value.strip()
    # Who does it goes into the log: of two names the program may not choose.
    if session.username and session.username != name:
        said = f"Met '--as' staan er twee mensen: '{session.username}' en '{name}'. Noem er een."
        raise click.UsageError(said, ctx)
    session.username = name


class DutchCommand(click.Command):
    """A command whose help is Dutch."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[OPTIES]")
        super().__init__(*args, **kwargs)
        self.params.append(make_as_option())

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Gebruik: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        if records:
            with formatter.section("Opties"):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        def show(context: click.Context, parameter: click.Parameter, value: bool) -> None:
            if value:
                click.echo(context.get_help())
                context.exit()

        return click.Option(
            ["--help"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=show,
            help="Toon deze uitleg.",
        )

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.epilog:
            formatter.write_paragraph()
            formatter.write(f"{self.epilog.rstrip()}\n")


class DutchGroup(DutchCommand, click.Group):
    """A group that knows its commands by name and imports one only when it is asked for.

    ``table``: the name of a command and where it stands, as ``module:attribute``.
    """

    command_class = DutchCommand

    def __init__(self, *args: Any, table: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("subcommand_metavar", "OPDRACHT ...")
        super().__init__(*args, **kwargs)
        self.table = dict(table or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*self.table, *self.commands})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self.table:
            module, _, attribute = self.table[cmd_name].partition(":")
            command: click.Command = getattr(importlib.import_module(module), attribute)
            return command
        return self.commands.get(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, command.get_short_help_str(80)) for name, command in found if command]
        if rows:
            with formatter.section("Opdrachten"):
                formatter.write_dl(rows)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        DutchCommand.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None:
            known = ", ".join(self.list_commands(ctx))
            raise click.UsageError(f"Er is geen opdracht '{args[0]}', wel: {known}.", ctx)
        return super().resolve_command(ctx, args)


def say_usage_error(error: click.UsageError) -> str:
    """Return what is wrong with a typed command, in Dutch."""
    return _SENTENCES.get(type(error), _say_as_it_is)(error)


def _say_missing(error: Any) -> str:
    kind = "de optie" if error.param and error.param.param_type_name == "option" else "het argument"
    name = error.param.make_metavar(error.ctx) if error.param and kind == "het argument" else ""
    return f"Hier ontbreekt {kind} {name or (error.param and error.param.opts[0]) or ''}.".replace("  ", " ")


def _say_bad(error: Any) -> str:
    name = error.param.opts[0] if error.param and error.param.opts else "een waarde"
    return f"De waarde bij '{name}' klopt niet: {_say_why_bad(error)}"


def _say_why_bad(error: Any) -> str:
    # Click's own types say this in English; ours say it in Dutch themselves.
    kind, said = getattr(error.param, "type", None), str(error.message)
    if isinstance(kind, click.Choice):
        return f"kies uit {', '.join(str(one) for one in kind.choices)}."
    if kind is click.INT:
        return "hier hoort een heel getal."
    return said


def _say_unknown(error: Any) -> str:
    near = f" Bedoelde u {error.possibilities[0]}?" if error.possibilities else ""
    return f"De optie '{error.option_name}' is onbekend.{near}"


def _say_option(error: Any) -> str:
    return f"De optie '{error.option_name}' is niet goed gebruikt: er hoort een waarde bij, of juist geen."


def _say_as_it_is(error: Any) -> str:
    # The one sentence of click that has no error of its own.
    surplus = re.fullmatch(r"Got unexpected extra arguments? \((.*)\)", str(error.message))
    return f"Hier staat te veel: {surplus[1]}." if surplus else str(error.message)


_SENTENCES: dict[type[click.UsageError], Callable[[Any], str]] = {
    click.MissingParameter: _say_missing,
    click.BadParameter: _say_bad,
    click.NoSuchOption: _say_unknown,
    click.BadOptionUsage: _say_option,
}
