"""The municipality's own words, for commands that need no database."""

from __future__ import annotations

from pathlib import Path

import click

from spoorboek.cli.exit_codes import ExitCode
from spoorboek.cli.failures import Failure

configuration_option = click.option(
    "--configuration",
    metavar="MAP",
    default="",
    envvar="SPOORBOEK_CONFIGURATION",
    help="De map met eigen woorden (word_lists.yaml); anders die van SPOORBOEK_CONFIGURATION.",
)


def use_own_words(folder: str) -> None:
    """Judge by the words of a municipality too, if its folder of configuration has its own."""
    path = Path(folder) / "word_lists.yaml"
    if not folder or not path.is_file():
        return
    from spoorboek.rules.errors import RuleError
    from spoorboek.rules.word_lists import set_own_words

    try:
        set_own_words(path.read_text(encoding="utf-8"))
    except RuleError as error:
        raise Failure(f"{path}: {error}", ExitCode.BAD_INPUT) from error
