"""The addresses of plans: first those at which one is written and decided on, then those of reading."""

from __future__ import annotations

from django.urls import path

from spoorboek.web.pages import (
    plans,
    plans_comparing,
    plans_deciding,
    plans_drafting,
    plans_overview,
    plans_parts,
    plans_records,
    plans_taking_in,
)

_DRAFT = "plan/<slug:slug>/concept/"
_PART = f"{_DRAFT}<slug:kind>/<slug:code>/"

WRITING = [
    path("plan/nieuw/", plans_deciding.new_plan, name="plan_new"),
    path("plan/inlezen/", plans_taking_in.take_in, name="plan_take_in"),
    path(_DRAFT, plans_drafting.draft, name="plan_draft"),
    path(f"{_DRAFT}gegevens/", plans_drafting.about, name="plan_draft_about"),
    path(f"{_DRAFT}weggooien/", plans_drafting.discard, name="plan_draft_discard"),
    path(f"{_DRAFT}<slug:kind>/nieuw/", plans_parts.new_part, name="plan_part_new"),
    path(f"{_DRAFT}<slug:kind>/volgorde/", plans_drafting.order, name="plan_part_order"),
    path(f"{_PART}weghalen/", plans_parts.remove, name="plan_part_remove"),
    path(f"{_PART}wijzigen/", plans_parts.part, name="plan_part"),
    path("plan/<slug:slug>/vaststellen/", plans_deciding.adopt, name="plan_adopt"),
    path("plan/<slug:slug>/wijzigen/", plans_deciding.amend, name="plan_amend"),
    path("plan/<slug:slug>/intrekken/", plans_deciding.withdraw, name="plan_withdraw"),
    path("plan/<slug:slug>/vergelijken/", plans_comparing.compare, name="plan_compare"),
    path("plan/<slug:slug>/evaluatie/", plans_records.evaluation, name="plan_evaluation"),
    path("plan/<slug:slug>/evaluatie/besluit/", plans_records.decide, name="plan_decide"),
    path("plan/<slug:slug>/beloften/<slug:code>/opleveren/", plans_records.deliver, name="promise_deliver"),
    path("plan/<slug:slug>/toezeggingen/nieuw/", plans_records.new_commitment, name="commitment_new"),
    path(
        "plan/<slug:slug>/toezeggingen/<slug:code>/afdoen/",
        plans_records.discharge,
        name="commitment_discharge",
    ),
]
READING = [
    path("plan/", plans.plans, name="plans"),
    path("plan/<slug:slug>/", plans.plan, name="plan"),
    path("plan/<slug:slug>/beloften/", plans_overview.promises, name="plan_promises"),
    path(
        "plan/<slug:slug>/beloften-bestand/<slug:form>/",
        plans_overview.promises_file,
        name="plan_promises_file",
    ),
    path("plan/<slug:slug>/beloften/<slug:code>/", plans.promise, name="promise"),
    path("plan/<slug:slug>/toezeggingen/", plans.commitments, name="plan_commitments"),
    path("plan/<slug:slug>/toezeggingen/<slug:code>/", plans.commitment, name="commitment"),
    path("plan/<slug:slug>/versies/<int:number>/", plans.version, name="plan_version"),
    path("plan/<slug:slug>/bestand/", plans.plan_file, name="plan_file"),
]
PLANS = [*WRITING, *READING]
