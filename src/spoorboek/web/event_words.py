"""The log in words: what the code of an action means to whoever reads the log."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Promise] = {
    "read": _("gegevens ingezien"),
    "people.create": _("persoon toegevoegd"),
    "people.assign_role": _("rol gegeven"),
    "areas.load": _("gebieden ingelezen"),
    "sources.import": _("bron ingelezen"),
    "sources.keep_mapping": _("kolomindeling bewaard"),
    "sources.register": _("bron toegevoegd"),
    "sources.revoke": _("bron ingetrokken"),
    "plans.import": _("plan ingelezen"),
    "indicators.define": _("telregel vastgelegd"),
    "indicators.define_table": _("tabel vastgelegd"),
    "hotspots.take_in": _("meldingen ingelezen"),
    "hotspots.analyse": _("meldingen doorgerekend"),
    "interventions.record_no_action": _("besloten niets te doen"),
    "intake.record_signal": _("signaal opgeschreven"),
    "intake.weigh_signal": _("signaal gewogen"),
    "intake.decide_on_signal": _("over signaal besloten"),
    "intake.discuss_signal": _("signaal besproken"),
    "intake.keep_raw_text": _("tekst van signaal bewaard"),
    "intake.record_registration": _("registratie opgeschreven"),
    "intake.correct_registration": _("registratie verbeterd"),
    "intake.withdraw_registration": _("registratie ingetrokken"),
    "intake.import_registrations": _("registraties ingelezen"),
    "intake.take_step": _("stap van het protocol genomen"),
    "intake.lock_signal": _("signaal op slot gezet"),
    "intake.ask_sources": _("bronnen laten raadplegen"),
    "intake.move_enquiry": _("stap in een bronvraag genomen"),
    "intake.name_reader": _("lezer van een tekst toegevoegd"),
    "intake.set_follow_up": _("opvolging afgesproken"),
    "cases.open_case": _("casus geopend"),
    "cases.close_case": _("casus afgesloten"),
    "cases.reopen_case": _("casus heropend"),
    "letters.keep_type": _("briefsoort vastgelegd"),
    "letters.start": _("brief begonnen"),
    "letters.save": _("brief opgeslagen"),
    "letters.set_aside": _("oordeel opzij gezet"),
    "letters.submit": _("brief ter goedkeuring gelegd"),
    "letters.approve": _("akkoord gegeven"),
    "letters.send_back": _("brief teruggestuurd"),
    "letters.publish": _("brief gepubliceerd"),
    "exchange.keep_mapping": _("kolomindeling van een lijst bewaard"),
    "exchange.export_list": _("lijst als bestand gemaakt"),
    "letter_audits.keep": _("brief nagekeken"),
    "letter_audits.decide": _("over opmerking besloten"),
    "letter_audits.delete": _("nagekeken brief weggegooid"),
    "letter_audits.expire": _("verlopen nagekeken brieven weggegooid"),
    "letter_audits.make_letter": _("brief begonnen uit nagekeken brief"),
    "exchange.load": _("gemeente ingelezen"),
    "cases.invite_to_case": _("uitgenodigd voor casusoverleg"),
}


def word_of_event(action: str) -> Promise | str:
    """Return the words for an action, or its code when it has none yet."""
    return WORDS.get(action, action)
