"""What accounts answer: passports of figures, promised against reported, what needs somebody today."""

from __future__ import annotations

from spoorboek.apps.accounts.passports import get_passport
from spoorboek.apps.accounts.promises import list_commitment_accounts, list_promise_accounts
from spoorboek.apps.accounts.published_figures import (
    PublishedPromise,
    PublishedRow,
    list_published_figures,
    list_theme_reports,
)
from spoorboek.apps.accounts.rows import (
    AccountLine,
    CommitmentAccount,
    LinePoint,
    Passport,
    PromiseAccount,
    PublicationChange,
    ReportedIn,
    VisibleBand,
)
from spoorboek.apps.accounts.start_lines import list_start_lines

__all__ = (
    "AccountLine",
    "CommitmentAccount",
    "LinePoint",
    "Passport",
    "PromiseAccount",
    "PublicationChange",
    "PublishedPromise",
    "PublishedRow",
    "ReportedIn",
    "VisibleBand",
    "get_passport",
    "list_commitment_accounts",
    "list_promise_accounts",
    "list_published_figures",
    "list_start_lines",
    "list_theme_reports",
)
