"""Permissions in the words of the page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spoorboek.rules.roles import Permission

PERMISSION_WORDS: Mapping[Permission, Promise] = {
    Permission.PLANS_VIEW_DRAFTS: _("concepten van plannen lezen"),
    Permission.PLANS_WRITE: _("plannen schrijven"),
    Permission.PLANS_ADOPT: _("plannen vaststellen"),
    Permission.SOURCES_VIEW: _("bronnen zien"),
    Permission.SOURCES_IMPORT: _("bronnen inlezen"),
    Permission.FIGURES_VIEW: _("cijfers zien"),
    Permission.FIGURES_DEFINE: _("cijfers bepalen"),
    Permission.HOTSPOTS_VIEW: _("waar en wanneer zien"),
    Permission.HOTSPOTS_RUN: _("waar en wanneer berekenen"),
    Permission.LETTERS_VIEW_DRAFTS: _("concepten van brieven lezen"),
    Permission.LETTERS_WRITE: _("brieven schrijven"),
    Permission.LETTERS_APPROVE: _("brieven goedkeuren"),
    Permission.LETTERS_PUBLISH: _("brieven publiceren"),
    Permission.SIGNALS_VIEW: _("signalen zien"),
    Permission.SIGNALS_WRITE: _("signalen schrijven en wegen"),
    Permission.SIGNALS_PRIVACY: _("de privacytoets doen en vergrendelde signalen openen"),
    Permission.CASES_VIEW: _("de casussen openen waarbij diegene hoort"),
    Permission.CASES_VIEW_ALL: _("alle casussen coördineren"),
    Permission.CASES_WRITE: _("casussen schrijven"),
    Permission.CASES_INSPECT: _("nagaan wie een casus ziet en zag"),
    Permission.MEASURES_VIEW: _("maatregelen zien"),
    Permission.MEASURES_WRITE: _("maatregelen schrijven"),
    Permission.INSPECTIONS_VIEW: _("controles zien"),
    Permission.INSPECTIONS_WRITE: _("controles schrijven"),
    Permission.ACTIVITIES_VIEW: _("gebieden en activiteiten zien"),
    Permission.ACTIVITIES_WRITE: _("gebieden en activiteiten schrijven"),
    Permission.AUDIT_VIEW: _("het logboek lezen"),
    Permission.PEOPLE_MANAGE: _("personen en rollen beheren"),
    Permission.SYSTEM_MANAGE: _("de server beheren"),
}
