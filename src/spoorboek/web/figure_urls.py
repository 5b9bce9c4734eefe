"""The addresses of figures, of where and when, and of the sources that both come from."""

from __future__ import annotations

from django.urls import path

from spoorboek.web.pages import (
    figures,
    hotspots,
    sources,
)

FIGURES = [
    path("cijfers/", figures.figures, name="figures"),
    path("cijfers/<slug:code>/", figures.figure, name="figure"),
    path("cijfers/<slug:code>/<str:period>/<slug:area>/", figures.passport, name="passport"),
    path(
        "cijfers/<slug:code>/<str:period>/<slug:area>/tabel/", figures.passport_table, name="passport_table"
    ),
]
HOTSPOTS = [
    path("waar-en-wanneer/", hotspots.hotspots, name="hotspots"),
    path("waar-en-wanneer/inlezen/", hotspots.take_in_hotspots, name="hotspots_take_in"),
    path("waar-en-wanneer/meldingen/<slug:code>/", hotspots.hotspot_set, name="hotspot_set"),
    path(
        "waar-en-wanneer/meldingen/<slug:code>/doorrekenen/",
        hotspots.analyse_hotspots,
        name="hotspots_analyse",
    ),
]
SOURCES = [
    path("beheer/bronnen/", sources.sources, name="sources"),
    path("beheer/bronnen/<slug:code>/", sources.source, name="source"),
    path("beheer/bronnen/<slug:code>/inlezen/", sources.take_in, name="source_import"),
    path("beheer/leveringen/<slug:code>/", sources.snapshot, name="snapshot"),
    path("beheer/leveringen/<slug:code>/intrekken/", sources.revoke, name="snapshot_revoke"),
]
