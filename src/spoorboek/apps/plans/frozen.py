"""SQL that makes the database itself refuse to change what a version says once it is adopted.

Called from migrations. A migration that rebuilds one of these tables on SQLite must call it again,
because SQLite drops the triggers of a table that is rebuilt.
"""

from __future__ import annotations

from typing import Any

_STATUS = "(SELECT status FROM plans_planversion WHERE id = {row}.version_id{lock})"
_OPEN = (
    "(OLD.status = NEW.status OR (OLD.status = 'draft' AND NEW.status = 'adopted')"
    " OR (OLD.status = 'adopted' AND NEW.status IN ('superseded', 'withdrawn')))"
)
_DECIDED = (
    "EXISTS (SELECT 1 FROM plans_versiondecision d WHERE d.version_id = OLD.id AND d.kind = "
    "CASE NEW.status WHEN 'adopted' THEN 'adoption' WHEN 'withdrawn' THEN 'withdrawal' END)"
)
_VERSION_STAYS = (
    "(OLD.plan_id = NEW.plan_id AND OLD.number = NEW.number AND OLD.reason = NEW.reason"
    " AND CAST(OLD.accountability AS text) = CAST(NEW.accountability AS text)"
    " AND OLD.created_at = NEW.created_at AND OLD.created_by = NEW.created_by)"
)
_WRONG_VERSION_CHANGE = (
    f"NOT {_OPEN} OR (OLD.status <> 'draft' AND NOT {_VERSION_STAYS})"
    f" OR (OLD.status <> NEW.status AND NEW.status IN ('adopted', 'withdrawn') AND NOT {_DECIDED})"
)
_PLAN_IS_FIXED = "EXISTS (SELECT 1 FROM plans_planversion v WHERE v.plan_id = OLD.id AND v.status <> 'draft')"
_COMMITMENT_STAYS = (
    "(OLD.discharged_by = '' AND OLD.plan_id = NEW.plan_id AND OLD.code = NEW.code AND OLD.text = NEW.text"
    " AND OLD.made_on = NEW.made_on AND OLD.made_in = NEW.made_in AND OLD.note = NEW.note"
    " AND COALESCE(CAST(OLD.due_on AS text), '') = COALESCE(CAST(NEW.due_on AS text), ''))"
)


def _part_rules(table: str, lock: str) -> list[tuple[str, str, str]]:
    old, new = (_STATUS.format(row=row, lock=lock) + " <> 'draft'" for row in ("OLD", "NEW"))
    return [
        (table, "insert", new),
        (table, "update", f"{old} OR {new}"),
        (table, "delete", old),
    ]


def _rules(part_tables: tuple[str, ...], lock: str) -> list[tuple[str, str, str]]:
    """Return (table, verb, condition under which it is refused)."""
    rules = [rule for table in part_tables for rule in _part_rules(table, lock)]
    status = _STATUS.format(row="NEW", lock=lock)
    return [
        *rules,
        (
            "plans_versiondecision",
            "insert",
            f"{status} <> CASE NEW.kind WHEN 'adoption' THEN 'draft' ELSE 'adopted' END",
        ),
        ("plans_planversion", "insert", "NEW.status <> 'draft'"),
        ("plans_planversion", "update", _WRONG_VERSION_CHANGE),
        ("plans_planversion", "delete", "OLD.status <> 'draft'"),
        ("plans_safetyplan", "update", _PLAN_IS_FIXED),
        ("plans_safetyplan", "delete", _PLAN_IS_FIXED),
        ("plans_commitment", "update", f"NOT {_COMMITMENT_STAYS}"),
        ("plans_commitment", "delete", "1 = 1"),
    ]


def freeze_adopted(*part_tables: str) -> Any:
    """Return a migration step (forwards function) that guards versions, their parts and commitments."""

    def forwards(apps: Any, schema_editor: Any) -> None:
        is_postgres = schema_editor.connection.vendor == "postgresql"
        # FOR SHARE: whoever writes a part waits for an adoption that is under way, and then sees it.
        for table, verb, refused in _rules(part_tables, " FOR SHARE" if is_postgres else ""):
            name, message = f"{table}_frozen_{verb}", f"{table} is frozen"
            if not is_postgres:
                schema_editor.execute(
                    f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {table} WHEN {refused} "
                    f"BEGIN SELECT RAISE(ABORT, '{message}'); END",
                    None,
                )
                continue
            result = "OLD" if verb == "delete" else "NEW"
            schema_editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN IF ({refused}) THEN "
                f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; "
                f"END IF; RETURN {result}; END $$ LANGUAGE plpgsql",
                None,
            )
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {name}()",
                None,
            )

    return forwards


_FINGERPRINT_STAYS = (
    "OLD.content_sha256 IS NOT NULL AND OLD.content_sha256 IS DISTINCT FROM NEW.content_sha256"
)


def freeze_fingerprints(apps: Any, schema_editor: Any) -> None:
    """Migration step (forwards function): the fingerprint of what was adopted is kept as it is."""
    name = "plans_planversion_frozen_fingerprint"
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN IF ({_FINGERPRINT_STAYS}) THEN "
            "RAISE EXCEPTION 'plans_planversion is frozen' USING ERRCODE = 'integrity_constraint_violation'; "
            "END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
            None,
        )
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE UPDATE ON plans_planversion "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()",
            None,
        )
        return
    refused = _FINGERPRINT_STAYS.replace("IS DISTINCT FROM", "IS NOT")
    schema_editor.execute(
        f"CREATE TRIGGER {name} BEFORE UPDATE ON plans_planversion WHEN {refused} "
        "BEGIN SELECT RAISE(ABORT, 'plans_planversion is frozen'); END",
        None,
    )
