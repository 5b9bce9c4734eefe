"""The addresses of signals at work."""

from __future__ import annotations

from django.urls import path

from spoorboek.web.pages import agenda, list_imports, signals, signals_entry, signals_weighing

SIGNALS = [
    path("signalen/", signals.signals, name="signals"),
    path("signalen/nieuw/", signals_entry.new_signal, name="signal_new"),
    path("signalen/kaart/<slug:code>/", signals_entry.map_picture, name="signal_map"),
    path("signalen/<str:number>/", signals.signal, name="signal"),
    path("signalen/<str:number>/stap/", signals_weighing.signal_step, name="signal_step"),
    path("signalen/<str:number>/bronnen/", signals_weighing.signal_sources, name="signal_sources"),
    path("signalen/<str:number>/bronnen/<int:key>/", signals_weighing.signal_enquiry, name="signal_enquiry"),
    path("signalen/<str:number>/tekst/", signals_weighing.signal_text, name="signal_text"),
    path("signalen/<str:number>/slot/", signals_weighing.signal_lock, name="signal_lock"),
    path("signalen/<str:number>/openen/", signals.open_signal, name="signal_open"),
]
LISTS = [
    path("inlezen/", list_imports.list_imports, name="list_imports"),
    path("inlezen/<slug:slug>/", list_imports.list_import, name="list_import"),
    path("inlezen/<slug:slug>/lege-lijst/", list_imports.list_template, name="list_template"),
]
AGENDA = [
    path("agenda/", agenda.agenda, name="agenda"),
    path("agenda/ical/<str:word>/", agenda.agenda_feed, name="agenda_feed"),
]
