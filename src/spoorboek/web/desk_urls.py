"""The addresses of the desks: reports, measures, inspections, areas and activities."""

from __future__ import annotations

from django.urls import URLPattern, path

from spoorboek.web.pages import (
    activities,
    areas,
    inspections,
    measure_remedies,
    measure_steps,
    measures,
    police_reports,
    report_places,
)

REPORTS = [
    path("rapportages/", police_reports.reports, name="reports"),
    path("rapportages/nieuw/", police_reports.new_report, name="report_new"),
    path("rapportages/<str:number>/", police_reports.report, name="report"),
    path("rapportages/<str:number>/maatregel/", police_reports.decide, name="report_decide"),
    path("rapportages/<str:number>/niets-doen/", police_reports.no_action, name="report_no_action"),
    path("rapportages/<str:number>/plek/<str:earlier>/", report_places.judge, name="report_place"),
]
MEASURES = [
    path("maatregelen/", measures.measures, name="measures"),
    path("maatregelen/<str:number>/", measures.measure, name="measure"),
    path("maatregelen/<str:number>/bekendmaken/", measure_steps.publish, name="measure_publish"),
    path("maatregelen/<str:number>/opheffen/", measure_steps.lift, name="measure_lift"),
    path("maatregelen/<str:number>/heropenen/<str:closure>/", measure_steps.reopen, name="measure_reopen"),
    path("maatregelen/<str:number>/overtreding/<str:order>/", measure_steps.forfeit, name="measure_forfeit"),
    path(
        "maatregelen/<str:number>/last-opheffen/<str:order>/",
        measure_steps.lift_order,
        name="measure_lift_order",
    ),
    path("maatregelen/<str:number>/invorderen/<str:order>/", measure_steps.collect, name="measure_collect"),
    path("maatregelen/<str:number>/betaling/<str:order>/", measure_steps.pay, name="measure_pay"),
    path(
        "maatregelen/<str:number>/invordering/<str:order>/",
        measure_steps.collection,
        name="measure_collection",
    ),
    path("maatregelen/<str:number>/bezwaar/", measure_remedies.lodge, name="measure_remedy"),
    path(
        "maatregelen/<str:number>/bezwaar/<int:remedy>/verdagen/",
        measure_remedies.adjourn,
        name="measure_adjourn",
    ),
    path(
        "maatregelen/<str:number>/bezwaar/<int:remedy>/uitkomst/",
        measure_remedies.settle,
        name="measure_settle",
    ),
    path(
        "maatregelen/<str:number>/bezwaar/<int:remedy>/schorsing/",
        measure_remedies.end_court_suspension,
        name="measure_suspension",
    ),
    path("maatregelen/<str:number>/dossier/", measure_remedies.measure_file, name="measure_file"),
    path(
        "maatregelen/<str:number>/dossier/<str:form>/",
        measure_remedies.measure_file_as,
        name="measure_file_as",
    ),
]
INSPECTIONS = [
    path("controles/", inspections.inspections, name="inspections"),
    path("controles/nieuw/", inspections.new_inspection, name="inspection_new"),
    path("controles/<str:number>/", inspections.inspection, name="inspection"),
    path("controles/<str:number>/deelnemer/", inspections.new_participant, name="inspection_participant"),
    path("controles/<str:number>/nieuw/", inspections.new_visit, name="inspection_visit_new"),
    path("controles/<str:number>/<str:visit>/", inspections.visit, name="inspection_visit"),
    path(
        "controles/<str:number>/<str:visit>/signaal/<int:finding>/",
        inspections.follow_up,
        name="inspection_signal",
    ),
]
AREAS = [
    path("gebieden/", areas.areas, name="areas"),
    path("gebieden/nieuw/", areas.new_area, name="area_new"),
    path("gebieden/<str:number>/", areas.area, name="area"),
    path("gebieden/<str:number>/verlengen/", areas.extend, name="area_extend"),
    path("gebieden/<str:number>/evalueren/", areas.evaluate, name="area_evaluate"),
    path("gebieden/<str:number>/beeindigen/", areas.end, name="area_end"),
    path("gebieden/<str:number>/camera/nieuw/", areas.new_camera, name="area_camera_new"),
    path("gebieden/<str:number>/camera/", areas.camera, name="area_camera"),
]
ACTIVITIES = [
    path("activiteiten/", activities.activities, name="activities"),
    path("activiteiten/nieuw/", activities.new_activity, name="activity_new"),
]


def list_desk_addresses() -> list[URLPattern]:
    """Return the addresses of every desk."""
    return [*REPORTS, *MEASURES, *INSPECTIONS, *AREAS, *ACTIVITIES]
