"""The words that the letter editor shows, in the language of the page."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, str | Promise] = {
    "saved": _("Opgeslagen om %(time)s"),
    "saving": _("Bezig met opslaan ..."),
    "unsaved": _("Nog niet opgeslagen"),
    "failed": _("Niet opgeslagen: er is geen verbinding. Uw tekst staat nog hier; wij proberen het opnieuw."),
    "ended": _(
        "Niet opgeslagen: u bent uitgelogd. Uw tekst staat nog hier; wij slaan hem op zodra u weer inlogt."
    ),
    "login": _("Inloggen in een nieuw tabblad"),
    "closed": _(
        "Niet opgeslagen: u kunt deze brief niet meer wijzigen. Uw tekst staat nog hier; "
        "kopieer wat u wilt bewaren."
    ),
    "restored": _("Wat de vorige keer niet was opgeslagen, staat er weer. Wij slaan het nu op."),
    "refused": _("Niet opgeslagen: %(sentence)s"),
    "merged": _("Een collega heeft deze brief ook gewijzigd. Beide wijzigingen staan nu in de tekst."),
    "checked": _("%(count)s punten vragen nog om een keuze."),
    "checkedOne": _("1 punt vraagt nog om een keuze."),
    "ready": _("Er staat niets open. De brief kan ter goedkeuring."),
    "better": _("Betere zin"),
    "take": _("Neem deze zin over"),
    "figure": _("Bekijk cijfer"),
    "tested": _("Hoe getoetst"),
    "fill": _("Neem het cijfer over"),
    "more": _("Meer"),
    "otherwise": _("Wat het oordeel anders had gemaakt"),
    "source": _("Bron van de toets:"),
    "also": _("Ook:"),
    "aside": _("‘%(word)s’ opzij zetten"),
    "asideWhy": _("Waarom telt dit oordeel hier niet?"),
    "asideDo": _("Opzij zetten"),
    "asideDone": _("Opzij gezet (%(word)s) door de %(by)s: %(reason)s"),
    "tie": _("Aan welk cijfer hangt dit getal?"),
    "tieNone": _(
        "Wij vinden geen cijfer met dit getal. Kies zelf een cijfer met /, of zeg dat het geen cijfer is."
    ),
    "fixed": _("Dit is geen cijfer"),
    "fixedWhy": _("Wat is het dan? Bijvoorbeeld: opsomming"),
    "tied": _("Dit getal hangt aan een cijfer"),
    "untie": _("Losmaken"),
    "claimTitle": _("Wat zeggen deze woorden?"),
    "cancel": _("Annuleren"),
    "insert": _("Wat wilt u invoegen?"),
    "link": _("Waarheen leidt de link?"),
    "linkHow": _("Schrijf een heel adres, zoals https://www.voorbeeld.nl, /plan/ of een e-mailadres."),
    "linkGone": _("Link weghalen"),
    "wait": _("Even wachten ..."),
    "none": _("Niets gevonden"),
    "period": _("Over welke periode?"),
    "conflict": _("U en een collega hebben dezelfde alinea gewijzigd"),
    "conflictWhy": _("Er is niets verloren. Kies per plaats welke tekst blijft; beide mag ook."),
    "conflictPlace": _("Plaats %(number)s van %(total)s"),
    "mine": _("Uw tekst"),
    "theirs": _("De tekst van uw collega"),
    "both": _("Beide laten staan"),
    "conflictDo": _("Samenvoegen en opslaan"),
    "gone": _("(weggehaald)"),
    "tooMuch": _("Dit is te veel om te plakken (%(count)s tekens). Zet een lange tabel in een bijlage."),
    "note": _("voetnoot"),
    "opaque": _("Dit stuk kunt u alleen als tekst wijzigen."),
    "loading": _("Wordt getekend ..."),
    "editor": _("De tekst van de brief"),
}

GROUPS: dict[str, str | Promise] = {
    "figure": _("Cijfer"),
    "table": _("Tabel"),
    "chart": _("Grafiek"),
    "promises": _("Beloftenblad"),
    "claim": _("Bewering"),
    "report": _("Terugmelden"),
}
"""What the list that opens with a slash is made of."""


def list_words() -> dict[str, str]:
    """Return the words by what they are for."""
    return {name: str(words) for name, words in WORDS.items()}
