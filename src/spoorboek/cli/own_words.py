"""The municipality's own words, for commands that need no database."""

from __future__ import annotations

from spoorboek.cli.exit_codes import ExitCode
from spoorboek.cli.failures import Failure


def use_own_words() -> None:
    """Judge by the words of this municipality too, if it has its own (SPOORBOEK_CONFIGURATION)."""
    from spoorboek.conf.environment import find_configuration_dir

    folder = find_configuration_dir()
    path = folder / "word_lists.yaml" if folder else None
    if path is None or not path.is_file():
        return
    from spoorboek.rules.errors import RuleError
    from spoorboek.rules.word_lists import set_own_words

    try:
        set_own_words(path.read_text(encoding="utf-8"))
    except RuleError as error:
        raise Failure(f"SPOORBOEK_CONFIGURATION, word_lists.yaml: {error}", ExitCode.BAD_INPUT) from error
