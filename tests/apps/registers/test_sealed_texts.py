"""Raw tips, what sources said, and letters of others: encrypted in the database, each for its own row."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import LazySettings
from django.core.exceptions import FieldError
from django.db import connection
from tests.apps.registers.register_factories import AT, WHY, a_person, a_signal, a_viewer

from spoorboek.apps.access.errors import LostKeyError, NotPermittedError, SealError
from spoorboek.apps.access.key_ring import KeyRing, name_key, read_keys
from spoorboek.apps.access.sealed_fields import CANNOT_BE_OPENED, Sealed, list_sealed_fields
from spoorboek.apps.access.sealing import count_sealed_by_key, open_sealed_texts, seal_plain_texts
from spoorboek.apps.intake.actions import keep_raw_text
from spoorboek.apps.intake.models import SignalText, SourceEnquiry
from spoorboek.apps.intake.protocol_queries import get_weighing
from spoorboek.apps.intake.queries import get_raw_text
from spoorboek.apps.letter_audits.models import LetterAudit
from spoorboek.apps.people.adapters import SecondStepAdapter
from spoorboek.apps.people.errors import KeyFileError
from spoorboek.apps.people.key_actions import rotate_keys
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db

WRITER, KEEPER = a_viewer(Role.COORDINATOR), a_viewer(Role.ADMINISTRATOR)
TIP = "verzonnen tekst over een verzonnen loods"


class Editor:
    """What a migration hands to a step, as far as these steps use it."""

    connection = connection

    def execute(self, sql: str, params: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)


@pytest.fixture
def key_file(tmp_path: Path, settings: LazySettings) -> Path:
    file = tmp_path / "field_key"
    file.write_text("eerste-sleutel")
    settings.FIELD_KEY_FILE = file
    return file


def a_kept_text(reader: str = "lezer", text: str = TIP) -> str:
    a_person(reader)
    number = str(a_signal(f"S-2023-{reader}").number)
    keep_raw_text(number=number, text=text, readers=[reader], by=WRITER, at=AT)
    return number


def stored(model: Any, column: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {model._meta.db_table} ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


def store(model: Any, column: str, key: int, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET {column} = %s WHERE id = %s", [value, key])


def test_database_holds_no_word_of_a_raw_text() -> None:
    a_kept_text()
    (held,) = stored(SignalText, "text")
    assert held.startswith("sb1:")
    assert not any(word in held for word in TIP.split())
    assert SignalText.objects.get().text == TIP


def test_same_text_is_never_sealed_alike() -> None:
    a_kept_text("een")
    a_kept_text("twee")
    one, other = stored(SignalText, "text")
    assert one != other


def test_sealed_text_of_another_row_does_not_open(key_file: Path) -> None:
    a_kept_text("een", "eerste verzonnen tekst")
    a_kept_text("twee", "tweede verzonnen tekst")
    first, second = SignalText.objects.order_by("pk")
    store(SignalText, "text", first.pk, stored(SignalText, "text")[1])
    with pytest.raises(SealError, match="gewijzigd of hoort daar niet"):
        _ = SignalText.objects.get(pk=first.pk).text
    assert SignalText.objects.get(pk=second.pk).text == "tweede verzonnen tekst"


def test_text_that_was_changed_or_is_not_sealed_does_not_open(key_file: Path) -> None:
    a_kept_text()
    (held,), kept = stored(SignalText, "text"), SignalText.objects.get()
    for wrong in (held[:-6] + ("AAAAAA" if held[-6:] != "AAAAAA" else "BBBBBB"), "gewoon leesbaar"):
        store(SignalText, "text", kept.pk, wrong)
        with pytest.raises(SealError):
            _ = SignalText.objects.get().text


def test_content_of_a_source_is_empty_until_it_is_kept_and_sealed_then() -> None:
    enquiry = SourceEnquiry.objects.create(
        signal=a_signal(), source="brp", question="?", asked_at=AT, asked_by="1"
    )
    assert stored(SourceEnquiry, "content") == [""]
    enquiry.content, enquiry.status = "verzonnen inhoud", "answered"
    enquiry.save()
    assert stored(SourceEnquiry, "content")[0].startswith("sb1:")
    enquiry.refresh_from_db()
    assert enquiry.content == "verzonnen inhoud"
    assert not SourceEnquiry.objects.filter(content="").exists()


def test_letter_of_others_is_sealed_and_comes_back_as_it_was() -> None:
    result: Any = {"text": "Een brief over Z\u00fcid", "findings": [], "getal": 1.5}
    said = {"made_at": AT, "keep_until": AT.date(), "uploader": a_person("auteur")}
    LetterAudit.objects.create(code="a1", title="x", result=result, **said)
    assert stored(LetterAudit, "result")[0].startswith("sb1:")
    assert LetterAudit.objects.get().result == result


def test_question_and_reasons_about_a_source_are_sealed() -> None:
    said = {"question": "rijdt deze man?", "decided_because": "nodig", "released_because": ""}
    SourceEnquiry.objects.bulk_create(
        [SourceEnquiry(signal=a_signal(), source="brp", asked_at=AT, asked_by="1", **said)]
    )
    for name in ("question", "decided_because"):
        assert stored(SourceEnquiry, name)[0].startswith("sb1:")
        assert getattr(SourceEnquiry.objects.get(), name) == said[name]
    assert stored(SourceEnquiry, "released_because") == [""]


def test_nothing_is_written_or_looked_for_around_the_record() -> None:
    a_kept_text()
    assert isinstance(SignalText.objects.values_list("text", flat=True).get(), Sealed)
    with pytest.raises(FieldError):
        list(SignalText.objects.filter(text="leesbaar"))
    with pytest.raises(FieldError):
        list(SignalText.objects.filter(text__icontains="loods"))
    with pytest.raises(FieldError):
        SignalText.objects.update(text="leesbaar")


def test_what_was_never_opened_is_saved_as_it_is() -> None:
    a_kept_text()
    before = stored(SignalText, "text")
    SignalText.objects.get().save()
    assert stored(SignalText, "text") == before


def test_lost_key_is_named_in_a_sentence(key_file: Path) -> None:
    number = a_kept_text()
    key_file.write_text("een-andere-sleutel-dan-eerst")
    reader = a_viewer(Role.COORDINATOR, person=SignalText.objects.get().readers.get())
    with pytest.raises(LostKeyError, match=rf"de sleutel {name_key('eerste-sleutel')} .* zet hem terug"):
        get_raw_text(reader, number, at=AT, purpose=WHY)


def test_source_of_which_the_key_is_lost_says_so_and_leaves_the_signal_readable(key_file: Path) -> None:
    signal = a_signal()
    said = {"asked_at": AT, "asked_by": "1", "question": "verzonnen vraag"}
    SourceEnquiry.objects.create(signal=signal, source="brp", **said)
    key_file.write_text("een-andere-sleutel-dan-eerst")
    SourceEnquiry.objects.create(signal=signal, source="kvk", **said)
    seen = get_weighing(a_viewer(Role.COORDINATOR), signal.number, at=AT, purpose=WHY)
    lost, kept = sorted(seen.enquiries, key=lambda one: one.key)
    assert [one.question for one in (lost, kept)] == [CANNOT_BE_OPENED, "verzonnen vraag"]
    assert lost.content == ""


def test_rotation_seals_everything_with_a_new_key_and_keeps_the_old_one(key_file: Path) -> None:
    a_kept_text()
    secret = SecondStepAdapter().encrypt("geheim")
    Authenticator.objects.create(user=a_person("tweede"), type="totp", data={"secret": secret})
    before = stored(SignalText, "text")
    done = rotate_keys(by=KEEPER, at=AT)
    assert (done.text_count, done.secret_count) == (1, 1)
    assert read_keys(key_file)[1] == "eerste-sleutel"
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert set(count_sealed_by_key()) == {done.key} == {name_key(read_keys(key_file)[0])}
    assert stored(SignalText, "text") != before
    assert SignalText.objects.get().text == TIP
    assert SecondStepAdapter().decrypt(Authenticator.objects.get().data["secret"]) == "geheim"


def test_backup_from_before_a_rotation_opens_while_the_old_key_is_kept(key_file: Path) -> None:
    a_kept_text()
    (backup,) = stored(SignalText, "text")
    rotate_keys(by=KEEPER, at=AT)
    store(SignalText, "text", SignalText.objects.get().pk, backup)
    assert SignalText.objects.get().text == TIP
    done = rotate_keys(by=KEEPER, at=AT, forget=True)
    assert len(done.unneeded) == 2
    assert [name_key(key) for key in read_keys(key_file)] == [done.key]
    store(SignalText, "text", SignalText.objects.get().pk, backup)
    with pytest.raises(LostKeyError):
        _ = SignalText.objects.get().text


def test_keys_of_the_environment_are_changed_there(settings: LazySettings) -> None:
    settings.FIELD_KEY_FILE = None
    settings.FIELD_KEYS = ["oud"]
    a_kept_text()
    settings.FIELD_KEYS = ["nieuw", "oud"]
    assert rotate_keys(by=KEEPER, at=AT).key == name_key("nieuw")
    settings.FIELD_KEYS = ["nieuw"]
    assert SignalText.objects.get().text == TIP
    with pytest.raises(KeyFileError):
        rotate_keys(by=KEEPER, at=AT, forget=True)


def test_only_who_keeps_the_machine_changes_keys(key_file: Path) -> None:
    with pytest.raises(NotPermittedError):
        rotate_keys(by=WRITER, at=AT)
    assert read_keys(key_file) == ["eerste-sleutel"]


def test_migration_seals_what_was_plain_and_goes_back(key_file: Path) -> None:
    a_kept_text()
    kept = SignalText.objects.get()
    store(SignalText, "text", kept.pk, TIP)
    where = ("intake", "signaltext", "text")
    seal_plain_texts(*where)(apps, Editor())
    assert stored(SignalText, "text")[0].startswith("sb1:")
    assert SignalText.objects.get().text == TIP
    open_sealed_texts(*where)(apps, Editor())
    assert stored(SignalText, "text") == [TIP]


def test_fields_that_hold_texts_of_others_are_sealed() -> None:
    found = {f"{model._meta.label_lower}.{field.name}" for model, field in list_sealed_fields()}
    assert found >= {
        "intake.signaltext.text",
        "intake.signal.locked_words",
        "intake.stepdecision.reason",
        *(f"intake.sourceenquiry.{name}" for name in ("content", "question", "decided_because")),
        "letter_audits.findingdecision.reason",
        "letter_audits.letteraudit.result",
    }


def test_ring_without_keys_is_refused() -> None:
    with pytest.raises(SealError):
        KeyRing([])
