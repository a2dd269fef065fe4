"""The tables of a file: name, record, parent, and Japanese name. Everything that walks "all tables" walks this."""

import re
from dataclasses import dataclass

from core.model.answers import Answer, Distribution
from core.model.costs import CostAmount, CostLine, CurrentCost, OutOfScopeCost, Penalty, TaxRate
from core.model.council import Consortium, Municipality, Participation, Population, System, Weight
from core.model.records import column_names
from core.model.requests import Customization, Option, Quote
from core.model.scenarios import Scenario, ScenarioMember
from core.model.sheets import FixedSheet, SheetFile


@dataclass(frozen=True, slots=True)
class Table:
    """`parent` is the column by which its rows are grouped; `keys` what no two rows may share; a lazy table's rows are
    read from the file one by one when needed and never kept in memory."""

    name: str
    record: type
    label: str
    parent: str | None = None
    keys: tuple[str, ...] = ()
    lazy: bool = False


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("municipalities", Municipality, "団体", keys=("code",)),
        Table("consortium", Consortium, "協議会"),
        Table("populations", Population, "人口", "municipality_id", ("municipality_id", "reference_date")),
        Table("weights", Weight, "指標", "municipality_id", ("municipality_id", "name")),
        Table("systems", System, "業務", keys=("name",)),
        Table("participations", Participation, "参加", "municipality_id", ("municipality_id", "system_id")),
        Table("customizations", Customization, "カスタマイズ", keys=("item",)),
        Table("options", Option, "案", "customization_id"),
        Table("quotes", Quote, "見積", "option_id", ("option_id", "implementers")),
        Table("answers", Answer, "意向", "customization_id", ("customization_id", "municipality_id")),
        Table("fixed_sheets", FixedSheet, "確定版"),
        Table("sheet_files", SheetFile, "確定版のPDF", lazy=True),
        Table("cost_lines", CostLine, "経費明細"),
        Table("cost_amounts", CostAmount, "年度別の金額", "cost_line_id", ("cost_line_id", "fiscal_year")),
        Table("current_costs", CurrentCost, "現行経費", "municipality_id"),
        Table("penalties", Penalty, "違約金", "municipality_id"),
        Table("out_of_scope_costs", OutOfScopeCost, "調達外経費", "municipality_id"),
        Table("tax_rates", TaxRate, "消費税率", keys=("start_date",)),
        Table("scenarios", Scenario, "試算", keys=("name",)),
        Table("scenario_members", ScenarioMember, "試算の参加団体", "scenario_id", ("scenario_id", "municipality_id")),
        Table("distributions", Distribution, "配布", keys=("number",)),
    )
}
"""In an order in which rows may be inserted (referred tables first)."""


def _reference_to(table: Table) -> str:
    """Return what a column that names a row of the table is called: Municipality → municipality_id."""
    return re.sub(r"(?<=.)([A-Z])", r"_\1", table.record.__name__).lower() + "_id"


_TARGETS = {_reference_to(table): name for name, table in TABLES.items()} | {
    "representative_id": "municipalities",
    "borne_by_id": "municipalities",
    "adopted_option_id": "options",
    "merged_into_id": "customizations",
}

REFERENCES: dict[tuple[str, str], str] = {
    (name, column): _TARGETS[column]
    for name, table in TABLES.items()
    for column in column_names(table.record)
    if column in _TARGETS
}
"""(table, column) → the table whose ids stand there."""

OWNERS: dict[str, dict[str, str]] = {
    name: {
        column: REFERENCES[name, column]
        for column in dict.fromkeys((table.parent, *table.keys))
        if column and (name, column) in REFERENCES
    }
    for name, table in TABLES.items()
}
"""By table the columns that say to a row of which table its rows belong: an answer to a request and a municipality."""
