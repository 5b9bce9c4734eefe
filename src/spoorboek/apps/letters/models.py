"""The letter, its revisions, who signed, what was overruled with a reason, and what was published."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from spoorboek.apps.access.conditions import Condition, Holds, when
from spoorboek.apps.access.models import Guarded
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.plans.models import SafetyPlan
from spoorboek.rules.letter_lifecycle import LETTER_LIFECYCLE, LetterStatus
from spoorboek.rules.roles import Permission

PUBLIC = (LetterStatus.PUBLISHED.value, LetterStatus.CORRECTED.value, LetterStatus.RETRACTED.value)

UNREAD_IN_LISTS = ("manifest", "revision", "published_by", "docx_sha256", "html_sha256")
"""What of a publication no list says; the rest of it stands in an index."""


class LetterType(models.Model):
    """A kind of letter as the municipality wants it: fields, sections, signatures, approval route.

    A change makes a new version; a letter keeps the version it was started with.
    """

    slug = models.SlugField()
    version = models.PositiveIntegerField()
    specification = models.TextField()
    """YAML, read by ``documents.letter_type``."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=("slug", "version"), name="one_type_version_once")]
        ordering = ("slug", "version")

    def __str__(self) -> str:
        return f"{self.slug} versie {self.version}"


class Letter(Guarded):
    """One letter to the council. Its words are in the newest revision."""

    slug = models.SlugField(unique=True)
    letter_type = models.ForeignKey(LetterType, on_delete=models.PROTECT)
    plan = models.ForeignKey(SafetyPlan, on_delete=models.PROTECT, null=True, blank=True)
    title = models.CharField(max_length=300)
    case_number = models.CharField(max_length=64, blank=True)
    dated_on = models.DateField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    status = models.CharField(
        max_length=16,
        choices=[(s.value, LETTER_LIFECYCLE.words[s]) for s in LetterStatus],
        default=LetterStatus.DRAFT.value,
    )
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )

    class Meta:
        ordering = ("-dated_on", "slug")

    def __str__(self) -> str:
        return self.title

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """What is published is everybody's; before that it is the office's."""
        return Holds("status", PUBLIC) | when(viewer.may(Permission.LETTERS_VIEW_DRAFTS))


class Revision(models.Model):
    """The text of a letter as it was saved at one moment. Never changed; a change is the next revision.

    Only the newest can still be open: then its writer is at work, and what is saved while typing takes its
    place under a higher number, so that the history stays readable and nobody overwrites it unseen.
    """

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    source = models.TextField()
    sha256 = models.CharField(max_length=64)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    open_since = models.DateTimeField(null=True, blank=True)
    """When its writer began; empty once it is closed, and from then on it never changes."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("letter", "number"), name="one_revision_once"),
            models.UniqueConstraint(
                fields=("letter",),
                condition=models.Q(open_since__isnull=False),
                name="one_revision_is_open",
            ),
        ]
        ordering = ("letter", "number")

    def __str__(self) -> str:
        return f"{self.letter} revisie {self.number}"


class WordReturn(models.Model):
    """A letter that came back from Word, or began there: the file, and what came of it.

    The file is kept as it was handed in, under ``file_sha256``. ``revision`` is empty until somebody saved
    it; ``based_on`` is the revision that went to Word, 0 where the letter began in Word. ``report`` tells
    what was changed, kept and lost, as it was shown before saving.
    """

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="word_returns")
    code = models.SlugField(unique=True)
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    based_on = models.PositiveIntegerField()
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, null=True, blank=True, related_name="word_returns"
    )
    report = models.JSONField(default=dict)

    class Meta:
        ordering = ("-received_at", "code")

    def __str__(self) -> str:
        return f"{self.file_name} van {self.letter}"


class Remark(models.Model):
    """What somebody remarked on a letter in Word, with the words it was about. Not lost when the words are.

    ``author`` is what Word calls who wrote it; ``written_at`` stands as in the file: Word knows no time zone.
    """

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="remarks")
    word_return = models.ForeignKey(WordReturn, on_delete=models.PROTECT, related_name="remarks")
    author = models.CharField(max_length=200, blank=True)
    written_at = models.CharField(max_length=40, blank=True)
    quote = models.TextField(blank=True)
    text = models.TextField()
    answers = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"opmerking bij {self.letter}"


class Override(models.Model):
    """A verdict that a person set aside, with the reason. It is printed in the manifest.

    ``claim_id`` is the place of the claim in the text; ``verdict`` the code that was set aside. It goes
    along to a next revision while its whole paragraph stays the same: a changed one is judged anew.
    """

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="overrides")
    revision_sha256 = models.CharField(max_length=64)
    claim_id = models.CharField(max_length=64)
    verdict = models.CharField(max_length=32)
    reason = models.TextField()
    role = models.CharField(max_length=32)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="an_override_has_a_reason"),
            models.UniqueConstraint(
                fields=("letter", "revision_sha256", "claim_id", "verdict"), name="one_override_once"
            ),
        ]
        ordering = ("made_at",)

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.verdict}"


class SignedStep(models.Model):
    """One step of the approval route that was taken, over exactly one text. Never changed.

    ``revision_number`` and ``numbers`` (figure keys with the text that was printed) are kept to show later
    what changed since. A name for who signed is asked of people, not kept here.
    """

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="signed_steps")
    step = models.CharField(max_length=32)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    signed_at = models.DateTimeField()
    text_sha256 = models.CharField(max_length=64)
    remark = models.TextField(blank=True)
    revision_number = models.PositiveIntegerField(default=0)
    numbers = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("letter", "step", "text_sha256"), name="one_step_once_per_text")
        ]
        ordering = ("signed_at",)

    def __str__(self) -> str:
        return f"{self.step} van {self.letter}"


class Publication(models.Model):
    """What was published: the manifest and the fingerprints of the three files. Never changed."""

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="publication")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    manifest = models.TextField()
    manifest_digest = models.CharField(max_length=64)
    pdf_sha256 = models.CharField(max_length=64)
    docx_sha256 = models.CharField(max_length=64)
    html_sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ("-published_at",)
        # All that a list says of a publication: SQLite keeps the long manifest before it in the row, and
        # would read through it for every letter.
        indexes = [
            models.Index(
                fields=("letter", "published_at", "manifest_digest", "pdf_sha256"),
                name="publication_in_lists",
            )
        ]

    def __str__(self) -> str:
        return f"publicatie van {self.letter}"


class Retraction(models.Model):
    """That a published letter was taken back, and why: it stays readable with this above it. Final."""

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="retraction")
    reason = models.TextField()
    retracted_at = models.DateTimeField()
    retracted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_retraction_has_a_reason")
        ]

    def __str__(self) -> str:
        return f"intrekking van {self.letter}"


class PublishedFigure(models.Model):
    """A number as it was printed in a published letter, to be found again from its figure."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="figures")
    key = models.CharField(max_length=200, db_index=True)
    text = models.CharField(max_length=64)
    sentence = models.TextField()
    verdict = models.CharField(max_length=32, blank=True)

    def __str__(self) -> str:
        return f"{self.key}: {self.text}"
