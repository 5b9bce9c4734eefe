"""The sorts of configuration, each with its address, its file and how it is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from spoorboek.web.configuration_tables import (
    Drawn,
    draw_access,
    draw_agreements,
    draw_channels,
    draw_kinds,
    draw_ladders,
    draw_lists,
    draw_protocol,
    draw_roles,
    draw_terms,
)
from spoorboek.web.word_tables import draw_words


@dataclass(frozen=True, slots=True)
class ConfigurationSort:
    """One sort of configuration: its address, its name, what it decides, its file, its tables of a day."""

    code: str
    title: Promise
    decides: Promise
    file: str
    draw: Callable[[date], Sequence[Drawn]]


SORTS = {
    sort.code: sort
    for sort in (
        ConfigurationSort(
            "rollen", gettext_lazy("Rollen"), gettext_lazy("Wat wie mag."), "roles.yaml", draw_roles
        ),
        ConfigurationSort(
            "inzage",
            gettext_lazy("Inzage"),
            gettext_lazy("Wie welke gegevens van een casus ziet."),
            "case_access.yaml",
            draw_access,
        ),
        ConfigurationSort(
            "casussen",
            gettext_lazy("Soorten casussen"),
            gettext_lazy("Door welke fasen een casus gaat."),
            "case_kinds.yaml",
            draw_kinds,
        ),
        ConfigurationSort(
            "kanalen",
            gettext_lazy("Kanalen"),
            gettext_lazy("Waarlangs signalen binnenkomen."),
            "channels.yaml",
            draw_channels,
        ),
        ConfigurationSort(
            "lijsten",
            gettext_lazy("Keuzelijsten"),
            gettext_lazy("Waaruit wordt gekozen in registraties."),
            "value_lists.yaml",
            draw_lists,
        ),
        ConfigurationSort(
            "weging",
            gettext_lazy("Weging"),
            gettext_lazy("In welke stappen en met welke criteria."),
            "protocols",
            draw_protocol,
        ),
        ConfigurationSort(
            "tabellen",
            gettext_lazy("Handhavingstabellen"),
            gettext_lazy("Welke maatregel wordt voorgesteld."),
            "ladders",
            draw_ladders,
        ),
        ConfigurationSort(
            "termijnen",
            gettext_lazy("Termijnen"),
            gettext_lazy("Hoe lang iets duurt, en waar dat staat."),
            "clocks.yaml",
            draw_terms,
        ),
        ConfigurationSort(
            "woorden",
            gettext_lazy("Woorden"),
            gettext_lazy("Welke woorden in een brief om een toets vragen."),
            "word_lists.yaml",
            draw_words,
        ),
        ConfigurationSort(
            "cijfers",
            gettext_lazy("Cijfers"),
            gettext_lazy("Wanneer iets is veranderd, en wat te klein is om te tonen."),
            "",
            draw_agreements,
        ),
    )
}
