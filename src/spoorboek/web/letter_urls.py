"""The addresses of letters: our own, and those of others that are looked through."""

from __future__ import annotations

from django.urls import path

from spoorboek.web.pages import (
    absences,
    letter_audits,
    letters,
    letters_about,
    letters_approval,
    letters_changes,
    letters_editor,
    letters_editor_parts,
    letters_explained,
    letters_handover,
    letters_published,
    letters_taking_back,
    letters_verification,
    letters_versions,
    letters_word,
    letters_word_start,
    letters_writing,
)

LETTERS = [
    path("brieven/", letters.letters, name="letters"),
    path("brieven/nieuw/", letters_writing.choose_letter_type, name="letter_new"),
    path("brieven/nieuw/<slug:kind>/", letters_writing.new_letter, name="letter_new_of_type"),
    path("brieven/nieuw/<slug:kind>/word/", letters_word_start.new_from_word, name="letter_new_from_word"),
    path("brieven/<slug:slug>/", letters.letter, name="letter"),
    path("brieven/<slug:slug>/schrijven/", letters_writing.write_letter, name="letter_write"),
    path("brieven/<slug:slug>/gegevens/", letters_about.about, name="letter_about"),
    path("brieven/<slug:slug>/schrijven/begin/", letters_editor.start, name="letter_editor_start"),
    path("brieven/<slug:slug>/schrijven/nazien/", letters_editor.check, name="letter_editor_check"),
    path("brieven/<slug:slug>/schrijven/bewaren/", letters_editor.save, name="letter_editor_save"),
    path("brieven/<slug:slug>/schrijven/bouwstenen/", letters_editor_parts.parts, name="letter_editor_parts"),
    path(
        "brieven/<slug:slug>/schrijven/perioden/", letters_editor_parts.periods, name="letter_editor_periods"
    ),
    path(
        "brieven/<slug:slug>/schrijven/voorstel/", letters_editor_parts.propose, name="letter_editor_propose"
    ),
    path("brieven/<slug:slug>/versies/", letters_versions.versions, name="letter_versions"),
    path("brieven/<slug:slug>/versies/<int:number>/", letters_versions.version, name="letter_version"),
    path(
        "brieven/<slug:slug>/oordeel/<slug:claim>/<slug:verdict>/",
        letters_writing.set_verdict_aside,
        name="letter_set_aside",
    ),
    path(
        "brieven/<slug:slug>/hoe-getoetst/<slug:claim>/",
        letters_explained.explain_claim_page,
        name="letter_explained",
    ),
    path("brieven/<slug:slug>/word/", letters_word.letter_word, name="letter_word"),
    path("brieven/<slug:slug>/word/werkbestand/", letters_word.word_copy, name="letter_word_copy"),
    path("brieven/<slug:slug>/word/opmerking/<int:number>/", letters_word.settle, name="letter_word_settle"),
    path("brieven/<slug:slug>/word/<slug:code>/", letters_word.word_return, name="letter_word_return"),
    path("brieven/<slug:slug>/word/<slug:code>/bestand/", letters_word.word_file, name="letter_word_file"),
    path(
        "brieven/<slug:slug>/word/<slug:code>/werkbestand/",
        letters_word.word_copy,
        name="letter_word_copy_like",
    ),
    path(
        "brieven/<slug:slug>/word/<slug:code>/weggooien/",
        letters_word.discard_return,
        name="letter_word_discard",
    ),
    path("brieven/<slug:slug>/correctie/", letters_writing.correct_letter, name="letter_correct"),
    path("brieven/<slug:slug>/akkoord/", letters_approval.approval, name="letter_approval"),
    path("brieven/<slug:slug>/akkoord/vragen/", letters_approval.submit, name="letter_submit"),
    path("brieven/<slug:slug>/akkoord/terug/", letters_approval.return_letter, name="letter_return"),
    path("brieven/<slug:slug>/akkoord/<slug:step>/geven/", letters_approval.approve, name="letter_approve"),
    path("brieven/<slug:slug>/akkoord/opnieuw/", letters_taking_back.present_again, name="letter_ask_again"),
    path("brieven/<slug:slug>/akkoord/herinneren/", letters_taking_back.remind, name="letter_remind"),
    path("brieven/<slug:slug>/veranderd/", letters_changes.letter_changes, name="letter_changes"),
    path("brieven/<slug:slug>/intrekken/", letters_taking_back.withdraw, name="letter_withdraw"),
    path("brieven/<slug:slug>/pakket/", letters_handover.letter_package, name="letter_package"),
    path("afwezig/", absences.absences, name="absences"),
    path("afwezig/<int:number>/beeindigen/", absences.end_absence, name="absence_end"),
    path("brieven/<slug:slug>/publiceren/", letters_approval.publish, name="letter_publish"),
    path("brieven/<slug:slug>/bestand/<slug:form>/", letters_published.letter_file, name="letter_file"),
    path("nakijken/", letters_verification.verify_letter_page, name="verify_letter"),
]
AUDITS = [
    path("nakijken/brieven/", letter_audits.letter_audits, name="letter_audits"),
    path("nakijken/brieven/<slug:code>/", letter_audits.letter_audit, name="letter_audit"),
    path("nakijken/brieven/<slug:code>/weggooien/", letter_audits.throw_away, name="letter_audit_delete"),
    path("nakijken/brieven/<slug:code>/brief/", letter_audits.make_letter, name="letter_audit_make_letter"),
    path(
        "nakijken/brieven/<slug:code>/verslag/<slug:form>/", letter_audits.report, name="letter_audit_report"
    ),
    path(
        "nakijken/brieven/<slug:code>/opmerking/<int:number>/",
        letter_audits.decide,
        name="letter_audit_decide",
    ),
]
