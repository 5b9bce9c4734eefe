"""Words that do not tell what a number is about."""

from __future__ import annotations

from spoorboek.rules.letter_audit.stems import list_stems

WEAK = list_stems(
    "deze ene dag eind begin daar hier gehele geheel hele heel zelfde genoemde genoemd vermeld vermelde "
    "staat staan sprake noemen noemt melden meldt somt gemeente brief verslag rapport jaarverslag "
    "samenvatting inleiding conclusie bijlage tabel hoofdstuk paragraaf pagina bladzijde figuur grafiek "
    "elders verderop achterin voorin hieronder hierboven blijkt blijken lezen leest volgens cijfers "
    "telde telden geteld registreerde geregistreerd registreren noteerde genoteerd kwam kwamen binnen "
    "gekomen plaats vond vonden gevonden plaatsgevonden ging gingen gaat bedroeg bedraagt lag "
    "uitgekomen deed deden gedaan gehouden uitgevoerd gegeven ontving ontvingen ontvangen kreeg kregen "
    "gekregen had hadden bleek ervaart ervaren vindt vinden geeft geven zegt zeggen afgelopen keer maal "
    "procent euro bedrag aantal aantallen totaal opnieuw ruim bijna circa ongeveer maar liefst allemaal "
    "stad dorp reed rijdt rijden opgelegd oplegde legde waar over bracht gebracht stond stonden "
    "vermelden toe lichten gaan besproken spraken meting metingen bestond bestonden budget begroting "
    "voorstel rapportage verslagjaar basis locatie werd werden waren stuk gaf gaven toelichting gezegd "
    "zoals eerder orde moeite dienst wegens vanwege hiervoor daarvoor hierbij gebeurde gebeurd deelnemende "
)
"""Words that say that something was counted, or where in the letter it stands, and not what it is."""
