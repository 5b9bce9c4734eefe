"""What came of a letter from Word, in sentences and lists for who saves it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spoorboek.documents.working_copy.findings import ChangeKind
from spoorboek.documents.working_copy.report import ReadBack
from spoorboek.web.dates import format_date

_LONGEST = 160


@dataclass(frozen=True, slots=True)
class NumberChoice:
    """A number that was changed by hand, which the writer may put back."""

    name: str
    subject: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeChoice:
    """A tracked change, which the writer takes or not. ``sign`` says who made it, and when."""

    number: int
    kind: str
    sign: str
    words: str
    is_gone: bool
    is_taken: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is different: what it is, and what it was and became where that helps."""

    title: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Things of one kind, with what happens to them."""

    code: str
    title: str
    why: str
    items: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything to look at before saving. ``summary`` is one sentence about the ties."""

    summary: str
    is_whole: bool
    numbers: tuple[NumberChoice, ...]
    changes: tuple[ChangeChoice, ...]
    chapters: tuple[Chapter, ...]


def lay_out_report(back: ReadBack) -> Report:
    """Return what came of a file as the page shows it; chapters without content are left out."""
    numbers = tuple(NumberChoice(one.name, one.subject, one.before, one.after) for one in back.numbers)
    chapters = (*_tell_ties(back), *_tell_formal(back), *_tell_people(back), *_tell_rest(back))
    return Report(
        summary=_summarise(back),
        is_whole=back.kept_count == back.tie_count,
        numbers=numbers,
        changes=tuple(_list_changes(back)),
        chapters=tuple(one for one in chapters if one.items),
    )


def _summarise(back: ReadBack) -> str:
    if not back.tie_count:
        return _("In dit bestand zijn geen getallen gekoppeld. De controle van de brief vraagt om elk getal.")
    if back.kept_count == back.tie_count:
        said = ngettext(
            "De %(total)s koppeling in deze brief is er nog.",
            "Alle %(total)s koppelingen in deze brief zijn er nog.",
            back.tie_count,
        )
        return said % {"total": back.tie_count}
    said = _("%(kept)s van de %(total)s koppelingen zijn er nog. Wat weg is, staat hieronder.")
    return said % {"kept": back.kept_count, "total": back.tie_count}


def _list_changes(back: ReadBack) -> Iterator[ChangeChoice]:
    """Yield each tracked change; what was moved is one, although it stands in the file twice."""
    words = {
        ChangeKind.INSERTED: _("Ingevoegd"),
        ChangeKind.DELETED: _("Weggehaald"),
        ChangeKind.MOVED_HERE: _("Verplaatst"),
        ChangeKind.MOVED_AWAY: _("Verplaatst"),
        ChangeKind.ROW_INSERTED: _("Rij ingevoegd"),
        ChangeKind.ROW_DELETED: _("Rij weggehaald"),
        ChangeKind.PARAGRAPH: _("Alinea gesplitst of samengevoegd"),
    }
    seen: set[int] = set()
    for one in back.changes:
        if one.number in seen:
            continue
        seen.add(one.number)
        yield ChangeChoice(
            number=one.number,
            kind=words[one.kind],
            sign=_sign(one.author, one.made_at),
            words=one.words.strip(),
            is_gone=one.kind in (ChangeKind.DELETED, ChangeKind.ROW_DELETED),
            is_taken=one.is_taken,
        )


def _tell_ties(back: ReadBack) -> tuple[Chapter, ...]:
    return (
        Chapter(
            "weg",
            _("Niet meer gekoppeld"),
            _("De woorden staan nog in de brief of zijn weggehaald. De controle vraagt om losse getallen."),
            tuple(Told(f"{one.kind_word} {one.subject}", one.words) for one in back.lost),
        ),
        Chapter(
            "beweringen",
            _("Beweringen met andere woorden"),
            _("De bewering zelf bleef zoals zij was. Kijk na of zij nog bij de woorden past."),
            tuple(Told(one.subject, one.before, one.after) for one in back.claims),
        ),
        Chapter(
            "tabellen",
            _("Tabellen en grafieken waarin is getypt"),
            _("Spoorboek maakt deze zelf en laat ze zoals ze zijn. Wat er is getypt, blijft in het bestand."),
            tuple(
                Told(f"{one.kind_word} {one.subject}", " / ".join(one.gone), " / ".join(one.came))
                for one in back.blocks
            ),
        ),
        Chapter(
            "dubbel",
            _("Staat er meer dan een keer"),
            _("Een kopie houdt haar koppeling."),
            tuple(Told(one) for one in back.repeated),
        ),
    )


def _tell_formal(back: ReadBack) -> tuple[Chapter, ...]:
    return (
        Chapter(
            "velden",
            _("Titel en formele velden"),
            _("Deze nemen wij over."),
            tuple(Told(one.code, one.before, one.after) for one in back.fields),
        ),
        Chapter(
            "formeel",
            _("Boven of onder de brief"),
            _("Dit komt uit de briefsoort en gaat niet mee. Het blijft in het bestand."),
            tuple(Told(one) for one in back.formal),
        ),
    )


def _tell_people(back: ReadBack) -> tuple[Chapter, ...]:
    return (
        Chapter(
            "opmerkingen",
            _("Opmerkingen van mensen"),
            _("Deze blijven bij de brief, ook als de woorden weg zijn."),
            tuple(
                Told(
                    _sign(one.author, one.written_at),
                    one.quote[:_LONGEST],
                    one.text,
                )
                for one in back.comments
            ),
        ),
    )


def _sign(*said: str) -> str:
    """Return who and when; of the moment, which stands last, only the day."""
    try:
        day = format_date(date.fromisoformat(said[-1][:10]))
    except ValueError:
        day = ""
    return " · ".join(one for one in (*said[:-1], day) if one)


def _tell_rest(back: ReadBack) -> tuple[Chapter, ...]:
    return (
        Chapter(
            "meegeven",
            _("Zonder opmaak of koppeling overgenomen"),
            _("Met hun opmaak of koppeling waren deze woorden niet te lezen."),
            tuple(Told(one) for one in back.gave_way),
        ),
        Chapter(
            "bestand",
            _("Alleen in het bestand bewaard"),
            _("Onze brief kent dit niet. Het gaat niet verloren: het bestand blijft bij de versie."),
            tuple(
                Told(_("%(what)s: %(count)s keer") % {"what": what, "count": count})
                for what, count in back.left_out.items()
            ),
        ),
    )
