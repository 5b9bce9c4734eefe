"""Every address. Dutch nouns, stable, readable."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import URLPattern, URLResolver, path

from spoorboek.web.case_urls import list_case_addresses
from spoorboek.web.desk_urls import list_desk_addresses
from spoorboek.web.doors import inside_page, public_page
from spoorboek.web.figure_urls import FIGURES, HOTSPOTS, SOURCES
from spoorboek.web.letter_urls import AUDITS, LETTERS
from spoorboek.web.pages import (
    about,
    administration,
    configuration,
    languages,
    people,
    registrations,
    start,
)
from spoorboek.web.plan_urls import PLANS
from spoorboek.web.public_urls import OPEN
from spoorboek.web.register_urls import list_register_addresses
from spoorboek.web.signal_urls import AGENDA, LISTS, SIGNALS

ENTRANCE = [
    path("inloggen/", public_page(account.login), name="account_login"),
    path("inloggen/code/", public_page(second_step.authenticate), name="mfa_authenticate"),
    path("uitloggen/", public_page(account.logout), name="account_logout"),
    path("niet-actief/", public_page(account.account_inactive), name="account_inactive"),
    path("mijn-account/", inside_page(second_step.index), name="mfa_index"),
    path("mijn-account/bevestigen/", inside_page(account.reauthenticate), name="account_reauthenticate"),
    path("mijn-account/bevestigen/code/", inside_page(second_step.reauthenticate), name="mfa_reauthenticate"),
    path("mijn-account/wachtwoord/", inside_page(account.password_change), name="account_change_password"),
    path("mijn-account/code-instellen/", inside_page(totp.activate_totp), name="mfa_activate_totp"),
    # The second step is demanded of everybody, so who has one is shown it and cannot end it.
    path("mijn-account/code/", inside_page(second_step.index), name="mfa_deactivate_totp"),
    path(
        "mijn-account/herstelcodes/",
        inside_page(recovery.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "mijn-account/herstelcodes/nieuw/",
        inside_page(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "mijn-account/herstelcodes/bestand/",
        inside_page(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", start.start, name="start"),
    path("zoeken/", start.search, name="search"),
    path("taal/", languages.choose_language, name="set_language"),
    path("hoe-wij-tellen/", about.how_we_count, name="how_we_count"),
    path("toegankelijkheid/", about.accessibility, name="accessibility"),
    path("registraties/", registrations.registrations, name="registrations"),
    path("beheer/", administration.administration, name="administration"),
    path("beheer/logboek/", administration.audit_log, name="audit_log"),
    path("beheer/configuratie/", configuration.configurations, name="configurations"),
    path("beheer/configuratie/<slug:code>/", configuration.configuration, name="configuration"),
    path("beheer/personen/", people.people, name="people"),
    path("beheer/personen/nieuw/", people.new_person, name="person_new"),
    path("beheer/personen/<str:username>/", people.person, name="person"),
    path("beheer/personen/<str:username>/wachtwoord/", people.person_password, name="person_password"),
    path("beheer/personen/<str:username>/account/", people.person_end, name="person_end"),
    *PLANS,
    *FIGURES,
    *LETTERS,
    *AUDITS,
    *HOTSPOTS,
    *SOURCES,
    *OPEN,
    *SIGNALS,
    *LISTS,
    *AGENDA,
    *list_register_addresses(),
    *list_case_addresses(),
    *list_desk_addresses(),
    *ENTRANCE,
]

handler400 = "spoorboek.web.pages.errors.bad_request"
handler403 = "spoorboek.web.pages.errors.not_permitted"
handler404 = "spoorboek.web.pages.errors.not_found"
handler500 = "spoorboek.web.pages.errors.server_error"
