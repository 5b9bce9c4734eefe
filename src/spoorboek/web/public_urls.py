"""The addresses that are there for everybody outside: open data, factsheets and the house style."""

from __future__ import annotations

from django.urls import path

from spoorboek.web.pages import (
    factsheets,
    house_style,
    open_data,
    public,
)

OPEN = [
    path("huisstijl.css", house_style.house_css, name="house_css"),
    path("huisstijl/logo.svg", house_style.house_logo, name="house_logo"),
    path("openbaar/", public.public, name="public"),
    path("openbaar/factsheets/", factsheets.factsheets, name="factsheets"),
    path("openbaar/factsheets/thema/<slug:code>/", factsheets.factsheet_theme, name="factsheet_theme"),
    path("openbaar/factsheets/gebied/<slug:code>/", factsheets.factsheet_area, name="factsheet_area"),
    path("openbaar/open-data/", open_data.open_data, name="open_data"),
    path("openbaar/catalogus.jsonld", open_data.catalogue_json, name="catalogue_json"),
    path("openbaar/catalogus.ttl", open_data.catalogue_turtle, name="catalogue_turtle"),
    path("openbaar/cijfers.csv", open_data.figures_table, name="figures_table"),
    path("openbaar/cijfers.csv-metadata.json", open_data.figures_table_columns, name="figures_table_columns"),
    path("openbaar/brieven.atom", open_data.letter_feed, name="letter_feed"),
]
