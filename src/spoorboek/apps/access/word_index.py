"""Looking for words in a register or in what is written in a case: an index that the database itself keeps.

The index of a register holds its short texts (number, title, place); that of a part of a case what is written
in it. What is sealed, such as the raw text of a tip, is in none. Triggers (SQLite) or an index over an
expression (PostgreSQL) keep it in the same transaction as every write, whichever way that goes. Words are
found inside longer words: ``kwekerij`` in ``hennepkwekerij``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import Q
from django.db.models.expressions import RawSQL

from spoorboek.apps.access.models import Guarded
from spoorboek.apps.access.registration import Registration
from spoorboek.figures.dutch_words import list_word_forms

_TEXTS = "number title name summary theme place premises business establishment address what".split()
"""The fields in which words are looked for, as far as a register has them."""
LEAST_LETTERS = 3
"""Shorter words are not in the index: they would be found nearly everywhere."""
_MANY = 300
"""Words that stand in so many records are sooner met by reading the newest than gathered from the index."""
_MOST_WORDS = 8
_Look = tuple[str, tuple[str, ...]]
"""A question in SQL with its parameters."""


def list_texts(model: type[Guarded]) -> tuple[str, ...]:
    """Return the names of the fields in which words are looked for, in the order in which they are shown."""
    if model.searched_texts:
        return model.searched_texts
    known = {field.name for field in model._meta.fields if not field.choices}
    return tuple(name for name in _TEXTS if name in known)


def split_words(text: str) -> tuple[str, ...]:
    """Return the words to look for, each once, in the order of the question."""
    return tuple(dict.fromkeys(text.split()))[:_MOST_WORDS]


def having_words(model: type[Guarded], text: str, *, row_by_row: bool = False) -> Q:
    """Return the question for the records that hold every word of ``text``, in whatever field.

    It says nothing of who may see them: it is asked together with the condition of access, in one query.
    ``row_by_row``: read the texts of the records themselves, which answers the same and is faster where a
    few records are looked at anyhow: the newest that hold a common word, or the parts of ten cases.
    """
    question = Q()
    indexed = _list_indexed(text)
    if row_by_row and connection.vendor == "sqlite" and _is_ascii(indexed):
        for forms in indexed:
            question &= _look_in_fields(model, forms)
    elif indexed:
        question &= Q(pk__in=RawSQL(*_look(model, indexed)))  # noqa: S611 # nosec
    for word in split_words(text):
        if len(word) < LEAST_LETTERS:
            question &= _look_in_fields(model, [word])
    return question


def find_holding(models: Iterable[type[Guarded]], text: str) -> dict[type[Guarded], bool]:
    """Return those of these models that hold all words of ``text`` in some record, whoever may see it.

    And of each whether many of its records do. For knowing where and how to ask further, in one look at the
    indexes; nothing of it is shown.
    """
    asked, indexed = list(models), _list_indexed(text)
    if not indexed or not asked:
        return dict.fromkeys(asked, False)
    looks = [_look(model, indexed) for model in asked]
    words = [word for _, said in looks for word in said]
    # The questions come from _look, their words are parameters.
    counts = ", ".join(f"(SELECT count(*) FROM ({sql} LIMIT {_MANY}) AS found)" for sql, _ in looks)  # noqa: S608 # nosec
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}", words)  # nosec
        found = cursor.fetchone()
    return {model: count == _MANY for model, count in zip(asked, found, strict=True) if count}


def _is_ascii(words: Iterable[Sequence[str]]) -> bool:
    # SQLite's own comparing knows no other capitals; the index does.
    return all(form.isascii() for forms in words for form in forms)


def _list_indexed(text: str) -> list[tuple[str, ...]]:
    return [list_word_forms(word) for word in split_words(text) if len(word) >= LEAST_LETTERS]


def having_phrase(model: type[Guarded], name: str, phrase: str) -> Q:
    """Return the question for the records in whose field ``name`` this phrase stands, spaces and all.

    ``phrase``: at least ``LEAST_LETTERS`` signs; the field is one of those in which words are looked for.
    """
    if len(phrase) < LEAST_LETTERS or name not in list_texts(model):
        raise ValueError(f"cannot look for {phrase!r} in {name}")
    if connection.vendor == "postgresql":
        # The index is over all texts together; what it finds is looked at again.
        found = RawSQL(*_look_in_postgres(model, [(phrase.casefold(),)]))  # noqa: S611 # nosec
        return Q(pk__in=found) & Q(**{f"{name}__icontains": phrase})
    return Q(pk__in=RawSQL(*_match_in_sqlite(model, f"{name} : {_quote(phrase)}")))  # noqa: S611 # nosec


def _look_in_fields(model: type[Guarded], forms: Iterable[str]) -> Q:
    found = Q()
    for form in forms:
        for name in list_texts(model):
            found |= Q(**{f"{name}__icontains": form})
    return found


def _look(model: type[Guarded], words: Iterable[Sequence[str]]) -> _Look:
    """Return the question for the records that hold a form of each of these words, with its parameters."""
    look = _look_in_postgres if connection.vendor == "postgresql" else _look_in_sqlite
    return look(model, words)


def _look_in_sqlite(model: type[Guarded], words: Iterable[Sequence[str]]) -> _Look:
    quoted = ([_quote(form) for form in forms] for forms in words)
    return _match_in_sqlite(model, " AND ".join("(" + " OR ".join(forms) + ")" for forms in quoted))


def _quote(form: str) -> str:
    return '"' + form.replace('"', '""') + '"'


def _match_in_sqlite(model: type[Guarded], asked: str) -> _Look:
    index = _name_index(model)
    # The name of the table comes from the model, the words are a parameter.
    return f'SELECT rowid FROM "{index}" WHERE "{index}" MATCH %s', (asked,)  # noqa: S608 # nosec


def _look_in_postgres(model: type[Guarded], words: Iterable[Sequence[str]]) -> _Look:
    text = _as_one_text(list_texts(model))
    escaped = [[_as_pattern(form) for form in forms] for forms in words]
    asked = " AND ".join("(" + " OR ".join([f"{text} LIKE %s"] * len(forms)) + ")" for forms in escaped)
    # The names of table and columns come from the model, the words are parameters.
    table = model._meta.db_table
    return (
        f'SELECT id FROM "{table}" WHERE {asked}',  # noqa: S608 # nosec
        tuple(form for forms in escaped for form in forms),
    )


def _as_pattern(form: str) -> str:
    for sign in ("\\", "%", "_"):
        form = form.replace(sign, "\\" + sign)
    return f"%{form}%"


def _name_index(model: type[models.Model]) -> str:
    return f"{model._meta.db_table}_words"


def _as_one_text(columns: Sequence[str]) -> str:
    joined = " || ' ' || ".join(f"coalesce(\"{name}\", '')" for name in columns)
    return f"lower({joined})"


def keep_words() -> None:
    """Make every index that is not there, or whose index no longer follows its table.

    Django changes a table on SQLite by making it anew, and then SQLite drops what kept the index: so this is
    asked after every time that the tables are brought up to date.
    """
    for model in list_searched():
        if not _is_kept(model):
            _make(model)


def rebuild_words() -> int:
    """Make every index anew from what stands in the tables; return how many there are."""
    searched = list_searched()
    for model in searched:
        _make(model)
    return len(searched)


def list_searched() -> list[type[Guarded]]:
    """Return every model that has an index: of each register, and of what says in which texts to look."""
    guarded = [model for model in apps.get_models() if issubclass(model, Guarded)]
    return [model for model in guarded if issubclass(model, Registration) or model.searched_texts]


def _make(model: type[Guarded]) -> None:
    make = _for_postgres if connection.vendor == "postgresql" else _for_sqlite
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in make(model._meta.db_table, list_texts(model)):
            cursor.execute(statement)


def _is_kept(model: type[Guarded]) -> bool:
    index = _name_index(model)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT count(*) FROM pg_indexes WHERE indexname = %s", (index,))
            return bool(cursor.fetchone()[0])
        cursor.execute("SELECT sql FROM sqlite_master WHERE name LIKE %s || '%%'", (index,))
        present = {row[0] for row in cursor.fetchall()}
    wanted = _for_sqlite(model._meta.db_table, list_texts(model))
    return all(statement in present for statement in wanted if statement.startswith("CREATE"))


def _for_postgres(table: str, columns: Sequence[str]) -> list[str]:
    # Without the right to add what comes with PostgreSQL the search still works, only slower.
    extension = (
        "DO $$ BEGIN CREATE EXTENSION IF NOT EXISTS pg_trgm; "
        "EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN NULL; END $$"
    )
    index = f"CREATE INDEX {table}_words ON {table} USING gin ({_as_one_text(columns)} gin_trgm_ops)"
    return [
        extension,
        f"DROP INDEX IF EXISTS {table}_words",
        f"DO $$ BEGIN IF EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm') THEN {index}; "  # noqa: S608  # nosec B608
        "END IF; END $$",
    ]


def _for_sqlite(table: str, columns: Sequence[str]) -> list[str]:
    index = f"{table}_words"
    names = ", ".join(columns)
    old, new = (", ".join(f"{row}.{name}" for name in columns) for row in ("old", "new"))
    differs = " OR ".join(f"old.{name} IS NOT new.{name}" for name in columns)
    forget = f"INSERT INTO {index}({index}, rowid, {names}) VALUES ('delete', old.id, {old});"  # noqa: S608 # nosec
    keep = f"INSERT INTO {index}(rowid, {names}) VALUES (new.id, {new});"  # noqa: S608 # nosec
    return [
        *(f"DROP TRIGGER IF EXISTS {index}_{what}" for what in ("added", "changed", "gone")),
        f"DROP TABLE IF EXISTS {index}",
        f"CREATE VIRTUAL TABLE {index} USING fts5({names}, content='{table}', content_rowid='id', "
        "tokenize='trigram')",
        f"INSERT INTO {index}({index}) VALUES ('rebuild')",  # noqa: S608 # nosec
        f"CREATE TRIGGER {index}_added AFTER INSERT ON {table} BEGIN {keep} END",
        f"CREATE TRIGGER {index}_gone AFTER DELETE ON {table} BEGIN {forget} END",
        f"CREATE TRIGGER {index}_changed AFTER UPDATE OF {names} ON {table} WHEN {differs} "
        f"BEGIN {forget} {keep} END",
    ]
