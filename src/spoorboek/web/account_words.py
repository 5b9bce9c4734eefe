"""What the accounts say on the start page, marked so that it gets an English sentence."""

from __future__ import annotations

from django.utils.translation import gettext_noop

TEMPLATES = (
    gettext_noop("De belofte '%(subject)s' loopt achter."),
    gettext_noop("%(count)s beloften lopen achter in het plan '%(subject)s'."),
    gettext_noop("De belofte '%(subject)s' is nog in geen brief gemeld."),
    gettext_noop("%(count)s beloften zijn niet gemeld in het plan '%(subject)s'."),
    gettext_noop("De toezegging aan de raad '%(subject)s' had op %(day)s klaar moeten zijn."),
    gettext_noop("%(count)s toezeggingen aan de raad zijn te laat in het plan '%(subject)s'."),
    gettext_noop("De toezegging aan de raad '%(subject)s' staat nog open."),
    gettext_noop("%(count)s toezeggingen aan de raad staan nog open in het plan '%(subject)s'."),
    gettext_noop("De brief '%(subject)s' wacht op uw akkoord."),
    gettext_noop("%(count)s brieven wachten op uw akkoord."),
    gettext_noop("De brief '%(subject)s' is veranderd na het akkoord."),
    gettext_noop("%(count)s brieven zijn veranderd na het akkoord."),
    gettext_noop("De brief '%(subject)s' is goedgekeurd en kan uit."),
    gettext_noop("%(count)s brieven zijn goedgekeurd en kunnen uit."),
    gettext_noop("De brief '%(subject)s' heeft als datum %(day)s en is nog niet uit."),
    gettext_noop("%(count)s brieven hebben een datum die voorbij is of binnen twee weken valt."),
    gettext_noop("De brief '%(subject)s' is nog een concept van u."),
    gettext_noop("%(count)s brieven zijn nog een concept van u."),
    gettext_noop("%(count)s cijfer is sinds de brief van %(subject)s gewijzigd."),
    gettext_noop("%(count)s cijfers zijn sinds de brief van %(subject)s gewijzigd."),
    gettext_noop("%(count)s zin klopt niet meer zoals de brief van %(subject)s het zegt."),
    gettext_noop("%(count)s zinnen kloppen niet meer zoals de brief van %(subject)s het zegt."),
)
"""The sentences of the accounts (``AccountLine.template``); a test holds the two together."""
