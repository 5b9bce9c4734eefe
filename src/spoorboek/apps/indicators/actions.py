"""Writing down how figures are counted and which stand together in a table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.counting_rule import check_rule
from spoorboek.apps.access.errors import CountingRuleError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.indicators.definition_file import TableSpec, table_as_data
from spoorboek.apps.indicators.definitions import IndicatorRule, SeriesOrigin, read_rule, rule_as_data
from spoorboek.apps.indicators.derived_origin import DerivedOrigin, check_derived
from spoorboek.apps.indicators.errors import DefinitionError
from spoorboek.apps.indicators.models import IndicatorDefinition, TableSpecification
from spoorboek.apps.indicators.registers import REGISTERS
from spoorboek.apps.sources.queries import find_newest_mappings
from spoorboek.rules.roles import Permission
from spoorboek.services.tables.mapping import ColumnRole, TableMapping

_TO_DEFINE = "vastleggen hoe cijfers worden geteld"


@transaction.atomic
def define_figures(*, by: Viewer, at: datetime, rules: Iterable[IndicatorRule]) -> dict[str, int]:
    """Keep definitions, all or nothing, and return the version of each.

    What did not change gets no new version. Raises DefinitionError when a rule asks for something that
    its source or register does not have.
    """
    Access(by).require(Permission.FIGURES_DEFINE, to=_TO_DEFINE)
    wanted = list(rules)
    series = [rule.origin for rule in wanted if isinstance(rule.origin, SeriesOrigin)]
    mappings = find_newest_mappings(origin.source for origin in series)
    for rule in wanted:
        _check_rule(rule, mappings)
    known = {row.code: row for row in IndicatorDefinition.objects.order_by("version")}
    newest_rules = {code: read_rule(row.content, version=row.version) for code, row in known.items()}
    check_derived(newest_rules | {rule.definition.code: rule for rule in wanted})
    _check_dependencies(wanted, set(known))
    versions: dict[str, int] = {}
    for rule in wanted:
        code, content = rule.definition.code, rule_as_data(rule)
        newest = known.get(code)
        if newest is not None and newest.content == content:
            versions[code] = newest.version
            continue
        versions[code] = newest.version + 1 if newest else 1
        IndicatorDefinition.objects.create(code=code, version=versions[code], content=content, defined_at=at)
        subject = f"indicators.definition:{code}"
        details = {"version": versions[code]}
        record(action="indicators.define", by=by, at=at, subject=subject, details=details)
    return versions


@transaction.atomic
def define_tables(*, by: Viewer, at: datetime, tables: Iterable[TableSpec]) -> dict[str, int]:
    """Keep which figures stand in a table, all or nothing, and return the version of each."""
    Access(by).require(Permission.FIGURES_DEFINE, to=_TO_DEFINE)
    defined = set(IndicatorDefinition.objects.values_list("code", flat=True))
    known = {row.code: row for row in TableSpecification.objects.order_by("version")}
    versions: dict[str, int] = {}
    for table in tables:
        if unknown := [code for code in table.figures if code not in defined]:
            raise DefinitionError(f"Tabel '{table.code}' noemt een cijfer dat niet bestaat: '{unknown[0]}'.")
        newest, content = known.get(table.code), table_as_data(table)
        if newest is not None and newest.content == content:
            versions[table.code] = newest.version
            continue
        version = versions[table.code] = newest.version + 1 if newest else 1
        TableSpecification.objects.create(code=table.code, version=version, content=content, defined_at=at)
        subject = f"indicators.table:{table.code}"
        record(action="indicators.define_table", by=by, at=at, subject=subject, details={"version": version})
    return versions


def _check_rule(rule: IndicatorRule, mappings: dict[str, TableMapping]) -> None:
    code = rule.definition.code
    if isinstance(rule.origin, DerivedOrigin):
        return
    if not isinstance(rule.origin, SeriesOrigin):
        try:
            check_rule(REGISTERS, rule.origin.rule)
        except CountingRuleError as error:
            raise DefinitionError(f"Cijfer '{code}': {error}") from error
        return
    mapping = mappings.get(rule.origin.source)
    if mapping is None:
        raise DefinitionError(f"Cijfer '{code}': bron '{rule.origin.source}' bestaat niet.")
    values = [column.name for column in mapping.columns_with(ColumnRole.VALUE)]
    if rule.origin.value and rule.origin.value not in values:
        raise DefinitionError(
            f"Cijfer '{code}': bron '{rule.origin.source}' heeft geen getal '{rule.origin.value}', "
            f"wel: {', '.join(values) or 'geen enkel'}."
        )
    names = [column.name for column in mapping.columns_with(ColumnRole.DIMENSION)]
    for name, _ in rule.origin.where:
        if name not in names:
            raise DefinitionError(
                f"Cijfer '{code}': bron '{rule.origin.source}' is niet te splitsen naar '{name}', "
                f"wel naar: {', '.join(names) or 'niets'}."
            )


def _check_dependencies(rules: list[IndicatorRule], known: set[str]) -> None:
    there = known | {rule.definition.code for rule in rules}
    for rule in rules:
        for other in rule.definition.depends_on:
            if other not in there or other == rule.definition.code:
                raise DefinitionError(
                    f"Cijfer '{rule.definition.code}' hangt af van '{other}'; dat kan niet."
                )
