"""What an import would do, line by line, as a table."""

from collections.abc import Iterator, Sequence

from core.dataclass import dataclass
from core.model.registry import TABLES
from core.operations.importing.plan import ImportPlan, LeftOut, PlannedLine, Verb
from core.words.sentences import sentence
from ui.look import theme
from ui.tables.columns import CENTER, Column, Mark

DOUBTFUL, DECISION = "要確認", "判断が必要"
LEFT_OUT, SAID = "取り込まない", "読み方"

_MARKS = {
    Verb.REFUSED.label: Mark(foreground=theme.ERROR, background=theme.LIGHT_ERROR, bold=True),
    DECISION: Mark(foreground=theme.WARNING, background=theme.LIGHT_WARNING, bold=True),
    LEFT_OUT: Mark(foreground=theme.SECONDARY, bold=True),
    SAID: Mark(foreground=theme.PRIMARY, bold=True),
    DOUBTFUL: Mark(foreground=theme.WARNING, bold=True),
    Verb.CHANGED.label: Mark(foreground=theme.PRIMARY, bold=True),
    Verb.ADDED.label: Mark(foreground=theme.SUCCESS, bold=True),
}


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of the plan, or a remark (`row` None); `id` is its place."""

    id: int
    verdict: str
    sheet: str
    row: int | None
    table: str
    subject: str
    text: str


def shown_lines(plan: ImportPlan) -> list[ShownLine]:
    """Return the plan for reading: what cannot be imported first, then what needs a person, then the changes."""
    said: list[_Row] = [(SAID, "", None, "", "", sentence(fault)) for fault in plan.said]
    left_out = [_left_out(one) for one in plan.left_out]
    found = [*_remarks(plan), *said, *left_out, *(_shown(line) for line in (*plan.changed, *plan.added))]
    rows = [*(_shown(line) for line in plan.refused), *found]
    return [ShownLine(at, *row) for at, row in enumerate(rows)]


def left_out_lines(left_out: Sequence[LeftOut]) -> list[ShownLine]:
    """Return what is left out of a sheet of which more has to be asked."""
    return [ShownLine(at, *_left_out(one)) for at, one in enumerate(left_out)]


def counts(plan: ImportPlan) -> str:
    """Return the numbers in one sentence."""
    told = f"追加{len(plan.added):,}件、変更{len(plan.changed):,}件、取り込めない行{len(plan.refused):,}件"
    if plan.unchanged:
        told += f"、同じ行{plan.unchanged:,}件"
    if plan.left_out:
        told += f"、取り込まない行や列{len(plan.left_out):,}件"
    if plan.decisions:
        told += f"、判断が必要{len(plan.decisions):,}件"
    if plan.absent:
        told += f"。台帳にだけある{len(plan.absent):,}件はそのまま残ります"
    return told


def line_columns() -> tuple[Column, ...]:
    """Return the columns of the table."""
    return (
        Column("判定", lambda line: line.verdict, width=110, align=CENTER, mark=lambda line: _MARKS[line.verdict]),
        Column("行", lambda line: line.row, width=60, figure=True),
        Column("表", lambda line: line.table, width=120),
        Column("対象", lambda line: line.subject, width=230, tooltip=lambda line: line.subject),
        Column("内容・理由", lambda line: line.text, width=560, tooltip=lambda line: line.text),
        Column("シート", lambda line: line.sheet, width=140),
    )


_Row = tuple[str, str, int | None, str, str, str]


def _left_out(one: LeftOut) -> _Row:
    place = f"列 {one.column}" if one.column and one.row is None else ""
    return LEFT_OUT, one.sheet, one.row, "", " ".join(filter(None, (place, one.text))), sentence(one.why)


def _remarks(plan: ImportPlan) -> Iterator[_Row]:
    for verdict, remarks in ((DECISION, plan.decisions), (DOUBTFUL, plan.doubtful)):
        for one in remarks:
            yield verdict, "", None, "", one.subject, one.text


def _shown(line: PlannedLine) -> _Row:
    if line.verb is Verb.REFUSED:
        reasons = [(str(fault.facts.get("cell", "")), sentence(fault)) for fault in line.reasons]
        text = " ".join(f"セル {cell}: {told}" if cell else told for cell, told in reasons)
    else:
        text = "、".join(f"{cell.label}「{cell.old}」→「{cell.new}」" for cell in line.cells)
    return line.verb.label, line.sheet, line.row, TABLES[line.table].label, line.subject, text
