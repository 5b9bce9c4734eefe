"""The addresses of cases and meetings. Each asks first what somebody looks for."""

from __future__ import annotations

from django.urls import URLPattern, path

from spoorboek.apps.cases.meeting_queries import check_meeting_exists
from spoorboek.apps.cases.registers import CASES
from spoorboek.rules.roles import Permission
from spoorboek.web.doors import role_page
from spoorboek.web.pages import case_file, case_mending, case_sharing, case_texts, cases, meetings
from spoorboek.web.pages.registrations import purpose_page
from spoorboek.web.register_pages import PAGE_OF
from spoorboek.web.register_requests import PageView, with_purpose

_PAGE = PAGE_OF[CASES.code]
_INSPECTION = [
    path("beheer/inzage/", case_sharing.inspection, name="case_inspection"),
    path("beheer/inzage/<str:number>/", case_sharing.inspection, name="case_inspection_of"),
]


def list_case_addresses() -> list[URLPattern]:
    """Return the addresses of cases, meetings and the view of the privacy officer."""
    see, write = role_page(Permission.CASES_VIEW), role_page(Permission.CASES_WRITE)

    def of_case(tail: str, view: PageView, name: str, *, writes: bool = True) -> URLPattern:
        door = write if writes else see
        return path(f"casussen/{tail}", door(with_purpose(_PAGE, view)), name=f"casussen-{name}")

    def of_meeting(tail: str, view: PageView, name: str, *, writes: bool = False) -> URLPattern:
        door = write if writes else see
        return path(f"overleg/{tail}", door(with_purpose(_PAGE, view, check_meeting_exists)), name=name)

    return [
        of_case("", cases.case_list, "list", writes=False),
        of_case("nieuw/", cases.case_new, "new"),
        of_case("bestand/", cases.case_list_file, "file", writes=False),
        path("casussen/doel/", see(purpose_page(_PAGE)), name="casussen-purpose"),
        path("casussen/stroom/", cases.case_flow, name="case_flow"),
        path("casussen/noodtoegang/", cases.case_glass, name="case_glass"),
        of_case("<str:number>/", case_file.case_detail, "detail", writes=False),
        of_case("<str:number>/tekst/<slug:section>/", case_texts.case_text, "text"),
        of_case("<str:number>/teksten/", case_texts.case_texts, "texts"),
        of_case("<str:number>/verbeteren/", case_file.case_correct, "correct"),
        of_case("<str:number>/nieuw/<slug:what>/", case_file.case_add, "add"),
        of_case("<str:number>/actie/<int:key>/", case_file.case_done, "done", writes=False),
        of_case("<str:number>/wijzigen/<slug:what>/<int:key>/", case_mending.case_mend, "mend"),
        of_case("<str:number>/fase/", case_file.case_phase, "phase"),
        of_case("<str:number>/afsluiten/", case_file.case_close, "close"),
        of_case("<str:number>/toegang/", case_sharing.case_access, "access"),
        of_case("<str:number>/overdragen/", case_sharing.case_hand_over, "handover"),
        of_case("<str:number>/uitnodigen/", case_sharing.case_invite, "invite"),
        of_case("<str:number>/doorverwijzen/", case_sharing.case_refer, "refer"),
        of_case("<str:number>/doorverwijzing/<int:key>/", case_sharing.case_step, "step"),
        of_case("<str:number>/intrekken/", case_file.case_withdraw, "withdraw"),
        path("overleg/", meetings.meetings, name="meetings"),
        path("overleg/nieuw/", meetings.meeting_new, name="meeting_new"),
        of_meeting("<str:number>/", meetings.meeting, "meeting"),
        of_meeting("<str:number>/tafel/", meetings.meeting_desk, "meeting_desk", writes=True),
        of_meeting("<str:number>/verslag/", meetings.minutes, "minutes"),
        of_meeting("<str:number>/verslag/<str:username>/", meetings.minutes, "minutes_for"),
        *_INSPECTION,
    ]
