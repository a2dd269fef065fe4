"""Cells of the matrices whose rows are municipalities: populations by date, named weights, participation."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from core.model.book import Book
from core.model.council import Municipality, Participation, Population, System, Weight, WeightKind, WeightYear
from core.model.machine import kinds
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults, Refused
from core.model.machine.kinds import read_flag
from core.model.machine.naming import describe
from core.model.machine.records import Record, abouts
from core.model.registry import TABLES, table_of
from core.model.values.dates import show_date, show_fiscal_year
from core.model.values.rules import Rule, parse_rule
from core.operations.council.conduct import weight_names, weights_known
from core.operations.editing.constraints import check
from core.operations.editing.draft import Draft
from core.operations.editing.matrix import Values, write_all, write_cell
from core.operations.editing.reading import read, read_text

MatrixCell = tuple[Municipality, str, str]
"""A municipality, the column's date or name, and the text typed there."""


def set_populations(
    book: Book, cells: Sequence[MatrixCell], source: str | Mapping[str, str] = ""
) -> ChangeSet | Faults:
    """Write populations by municipality and reference date, all or none; a blank removes the figure.

    `source` (国勢調査, 住民基本台帳), one for all or one by date, is kept with new figures; a new date is a date of
    which a figure is written.
    """

    def write(draft: Draft, municipality: Municipality, column: str, text: str) -> Population | None:
        day = read_text(draft, Population, "reference_date", column)
        values = {"population": read(draft, Population, "population", text)} if text.strip() else None
        place: Values = {"municipality_id": municipality.id, "reference_date": day}
        new = {"source": source if isinstance(source, str) else source.get(day, "")}
        return write_cell(draft, Population, municipality.id, place, values, new)

    return write_all(book, cells, write, "population", "人口")


def set_weights(book: Book, cells: Sequence[MatrixCell], kind: WeightKind = WeightKind.USAGE) -> ChangeSet | Faults:
    """Write named weights by municipality, all or none; a blank removes the figure. `kind` is for new names."""
    kinds = {weight.name: weight.kind for weight in book.all(Weight).values()}

    def write(draft: Draft, municipality: Municipality, column: str, text: str) -> Weight | None:
        name = read_text(draft, Weight, "name", column)
        values = {"value": read(draft, Weight, "value", text)} if text.strip() else None
        place: Values = {"municipality_id": municipality.id, "name": name}
        return write_cell(draft, Weight, municipality.id, place, values, {"kind": kinds.get(name, kind)})

    return write_all(book, cells, write, "value", "指標")


def set_weight_years(book: Book, cells: Sequence[tuple[Municipality, tuple[str, int], str]]) -> ChangeSet | Faults:
    """Write what named weights were in a fiscal year, by municipality, all or none; a blank removes the figure."""

    def write(draft: Draft, municipality: Municipality, column: tuple[str, int], text: str) -> WeightYear | None:
        name, year = read_text(draft, WeightYear, "name", column[0]), column[1]
        values = {"value": read(draft, WeightYear, "value", text)} if text.strip() else None
        place: Values = {"municipality_id": municipality.id, "name": name, "fiscal_year": year}
        return write_cell(draft, WeightYear, municipality.id, place, values)

    return write_all(book, cells, write, "value", "年度別の指標")


def remove_weight_year(book: Book, name: str, year: int) -> ChangeSet:
    """Remove what a named weight was in one fiscal year, of every municipality."""
    draft = Draft(book)
    rows = [row for row in book.all(WeightYear).values() if (row.name, row.fiscal_year) == (name, year)]
    for row in rows:
        draft.delete(row)
    return draft.finish(f"{show_fiscal_year(year)}の指標「{name}」を削除({len(rows)}件)")


def set_participations(book: Book, cells: Sequence[tuple[Municipality, System, str]]) -> ChangeSet | Faults:
    """Say who takes part in which business area, all or none: ○, 1, はい; blank, ×, 0 for no."""

    def write(draft: Draft, municipality: Municipality, system: System, text: str) -> Participation | None:
        place = {"municipality_id": municipality.id, "system_id": system.id}
        return write_cell(draft, Participation, municipality.id, place, {} if read_flag(text) else None)

    return write_all(book, cells, write, "system_id", "参加")


def remove_column(book: Book, cls: type[Population] | type[Weight], column: str) -> ChangeSet | Faults:
    """Remove the populations of one date, or the weights of one name, of every municipality."""
    draft, name = Draft(book), "reference_date" if cls is Population else "name"
    rows = [row for row in book.all(cls).values() if getattr(row, name) == column]
    for row in rows:
        draft.delete(row)
    still = cls is Population or any(one.name == column for one in book.all(WeightYear).values())
    users = [] if still else [holder for holder, _, _ in _rules_by(book, column)]
    if users:
        named = "、".join(describe(book, holder) for holder in users)
        return Faults.of(name, "weight_in_use", text=column, users=named)
    shown = show_date(column) if cls is Population else f"「{column}」"
    return draft.finish(f"{table_of(cls).label}{shown}を削除({len(rows)}件)")


def rename_weight(book: Book, old: str, new: str) -> ChangeSet | Faults:
    """Give a named weight another name at every municipality, and in the rules that name it."""
    draft = Draft(book)
    try:
        name = read_text(book, Weight, "name", new)
    except Refused as refused:
        return Faults((refused.at("name"),))
    if name != old and name in weights_known(book):
        return Faults.of("name", "duplicate", label="指標名", text=name)
    for row in [row for row in book.all(Weight).values() if row.name == old]:
        draft.update(row, name=name)
    for dated in [row for row in book.all(WeightYear).values() if row.name == old]:
        draft.update(dated, name=name)
    for holder, column, rule in _rules_by(book, old):
        draft.update(holder, **{column: _renamed(parse_rule(rule), old, name).text})
    faults = tuple(fault for _, fault in check(draft))
    return Faults(faults[:1]) if faults else draft.finish(f"指標「{old}」の名前を「{name}」に変更")


def _renamed(rule: Rule, old: str, name: str) -> Rule:
    """Return the rule with a weight of another name, in its terms and its limits."""
    least, most = (
        replace(limit, name=name) if limit and limit.name == old else limit for limit in (rule.least, rule.most)
    )
    terms = tuple(replace(term, name=name) if term.name == old else term for term in rule.terms)
    return replace(rule, terms=terms, least=least, most=most)


def _rules_by(book: Book, weight: str) -> Iterator[tuple[Record, str, str]]:
    """Yield each row that splits something by the named weight, with the column of its rule and the rule."""
    for table in TABLES.values():
        columns = [name for name, about in abouts(table.record).items() if isinstance(about.kind, kinds.Rule)]
        for row in book.all(table.record).values() if columns else ():
            for name in columns:
                rule = getattr(row, name) or ""
                if weight in weight_names(rule):
                    yield row, name, rule
