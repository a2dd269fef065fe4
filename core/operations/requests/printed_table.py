"""Import of a printed cost table: one paste gives requests, options, quotes and answers, and a list for the clerk."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations, groupby

from core.calc.allocation.allocate import allocate
from core.calc.allocation.item import View
from core.model.answers import AnswerState
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault
from core.model.machine.grids import Grid, GridCell, column_name, place_name
from core.model.registry import TABLES
from core.model.requests import Customization, Disposition, Option
from core.model.values.money import show_yen
from core.operations.importing.plan import ImportPlan, PlannedLine, Remark, Verb
from core.operations.importing.planning import plan_import
from core.operations.requests.own_sheets import COLUMNS, OwnSheets, source_of
from core.operations.requests.printed_layout import UNKNOWN, Layout, find_layout
from core.operations.requests.printed_rows import SourceRow, source_rows, sums_row

__all__ = ["find_layout", "plan_source_table"]


def plan_source_table(book: Book, grid: Grid, layout: Layout) -> ImportPlan:
    """Return what importing a printed cost table would do; what is there by 項, n and member is not added twice.

    Doubtful rows get 要確認 with what was printed; adopted options and dropped requests are left to the clerk and
    listed in `decisions`, with where the printed sums differ from those that follow.
    """
    rows = list(source_rows(grid, layout))
    sheets = OwnSheets({one.item for one in book.all(Customization).values()})
    refused = [_refusal(grid, row) for row in rows if row.faults]
    members = [code for code in layout.members.values() if not code.startswith(UNKNOWN)]
    sound = sorted((row for row in rows if not row.faults), key=lambda row: (int(row.item), row.at))
    for _, group in groupby(sound, key=lambda row: row.item):
        _understand(sheets, list(group), members)
    if layout.total is None and any(row.total is not None for row in sound):
        sheets.doubtful.append(Remark("全体", "総額の列がないため、各団体の額の合計を総額としました。"))
    plan = plan_import(book, [source_of(name, part) for name, part in sheets.rows.items() if part])
    after = Book({name: book.all(table.record).values() for name, table in TABLES.items() if not table.lazy})
    after.apply(plan.change_set)
    strangers = [
        Remark(f"列「{text}」", "この見出しの団体が台帳にないため、回答を取り込みません。団体を登録してください。")
        for text in layout.unknown
    ]
    return replace(
        plan,
        change_set=ChangeSet(f"「{grid.name}」を取り込み", plan.change_set.changes),
        lines=tuple(sorted([*refused, *_at_source(plan, grid, sheets, layout)], key=lambda line: line.row)),
        doubtful=tuple(sheets.doubtful),
        decisions=(*strangers, *_open_decisions(after, rows), *_sums_that_differ(after, sums_row(grid, layout))),
    )


def _refusal(grid: Grid, row: SourceRow) -> PlannedLine:
    reasons = tuple(
        Fault("", refused.rule, {**refused.facts, "cell": place_name(row.at, place)}) for place, refused in row.faults
    )
    subject = f"項{row.branch or row.item}" if row.item else row.title
    return PlannedLine(grid.name, row.at + 1, "customizations", Verb.REFUSED, subject, (), reasons)


def _at_source(plan: ImportPlan, grid: Grid, sheets: OwnSheets, layout: Layout) -> list[PlannedLine]:
    """Return the plan's lines with the rows and cells of the printed table instead of ours."""
    found = []
    for line in plan.lines:
        at, cells = sheets.rows[line.sheet][line.row - 2]
        reasons = tuple(
            replace(fault, facts={**fault.facts, "cell": _cell_of(line.sheet, at, cells, fault, layout)})
            for fault in line.reasons
        )
        found.append(replace(line, sheet=grid.name, row=at + 1, reasons=reasons))
    return found


def _cell_of(name: str, at: int, cells: Sequence[GridCell], fault: Fault, layout: Layout) -> str:
    """Return the cell of the printed table from which a cell of ours came; that of its 項 if it came from several."""
    places = {"要望": layout.title, "初期費用(総額)": layout.total, "備考": layout.note}
    letters = str(fault.facts.get("cell", "")).rstrip("0123456789")
    column = next((place for place in range(len(cells)) if column_name(place) == letters), None)
    member = next((place for place, code in layout.members.items() if name == "answers" and code in cells), None)
    place = places.get(COLUMNS[name][column]) if column is not None else None
    return place_name(at, next(one for one in (place, member, layout.item) if one is not None))


def _understand(sheets: OwnSheets, group: Sequence[SourceRow], members: Sequence[str]) -> None:
    first = group[0]
    _add_request(sheets, group)
    options = _options(group)
    for place, (name, rows) in enumerate(options.items(), 1):
        sheets.add("options", rows[0].at, first.item, name, place)
        _add_quotes(sheets, name, rows, group)
    answers = _answers(group, members)
    for code, state in answers.items():
        sheets.add("answers", first.at, first.item, code, state.label)


def _add_request(sheets: OwnSheets, group: Sequence[SourceRow]) -> None:
    first = group[0]
    titles = list(dict.fromkeys(row.title for row in group if not row.is_standard)) or [first.title]
    title = titles[0] if len(titles) == 1 else _common(titles)
    notes = "\n".join(dict.fromkeys(_own_note(row) for row in group if _own_note(row)))
    standard = next((row for row in group if row.is_standard), None)
    target = next((row.merged_into for row in group if row.merged_into), None)
    odd = len({row.branch for row in group}) < len(group)
    original = "、".join(row.branch or row.item for row in group) if odd else None
    if odd:
        sheets.doubtful.append(Remark(f"項{first.item}", f"枝番が重なっています({original})。"))
    tail = (notes, "○" if odd else None, f"枝番 {original}" if odd else None)
    if first.item in sheets.known:
        sheets.add("known", first.at, first.item, title)
    elif standard is not None:
        label = Disposition.STANDARD.label
        sheets.add("settled", first.at, first.item, title, label, None, standard.avoided, *tail)
    elif target:
        sheets.add("settled", first.at, first.item, title, Disposition.MERGED.label, target, None, *tail)
    else:
        sheets.add("customizations", first.at, first.item, title, *tail)


def _own_note(row: SourceRow) -> str:
    """Return the note without what has a column of its own."""
    return "" if row.target or "で実施" in row.note else row.note


_EDGE = " \u3000()()_・"
"""What stands between a title and the name of a variant."""


def _common(titles: Sequence[str]) -> str:
    shortest = min(titles, key=len)
    length = next((at for at in range(len(shortest)) if len({t[at] for t in titles}) > 1), len(shortest))
    return shortest[:length].rstrip(_EDGE) or titles[0]


def _options(group: Sequence[SourceRow]) -> dict[str, list[SourceRow]]:
    """Return the priced rows by option: told apart by 対象 in the note, or by what the titles say differently."""
    priced = [row for row in group if row.total is not None]
    titles = list(dict.fromkeys(row.title for row in priced))
    common = _common(titles) if len(titles) > 1 else ""
    options: dict[str, list[SourceRow]] = {}
    for row in priced:
        name = row.target or (row.title[len(common) :].strip(_EDGE) if common else "")
        while any(row.implementers == other.implementers for other in options.get(name, ())):
            name = f"{name}({row.branch or row.item})"
        options.setdefault(name, []).append(row)
    return options


def _add_quotes(sheets: OwnSheets, name: str, rows: Sequence[SourceRow], group: Sequence[SourceRow]) -> None:
    line = _line_through(rows)
    for row in rows:
        original, likely = _doubt(row, line)
        note = row.note if "で実施" in row.note else ""
        sheets.add(
            "quotes", row.at, row.item, name, row.implementers or None, row.total, row.branch or row.item, note,
            "○" if original else None, original, likely,
        )  # fmt: skip
        if original:
            reading = f"推定される読み: {likely}。" if likely else "原資料と照合してください。"
            sheets.doubtful.append(Remark(f"項{row.branch or row.item}", f"原文: {original}。{reading}"))
    for before, row, after in zip(group, group[1:], group[2:], strict=False):
        if row.is_standard and row.avoided and before in rows and after in rows:
            n = before.implementers - 1
            if after.implementers == n - 1:
                note = "標準仕様の行の備考にある額"
                sheets.add("quotes", row.at, row.item, name, n, row.avoided, row.branch, note, None, None, None)


def _doubt(row: SourceRow, line: tuple[int, int] | None) -> tuple[str, str]:
    """Return what is printed and how it is likely to be read, where figures of the row or of its option disagree."""
    total, n = row.total or 0, row.implementers
    if row.shares and sum(row.shares.values()) != total:
        shares = sorted(set(row.shares.values()))
        each = (
            f"各団体{shares[0]:,}"
            if len(shares) == 1
            else "各団体" + "、".join(f"{yen:,}" for yen in row.shares.values())
        )
        if len(shares) == 1 and shares[0] * n != total and (total % n or abs(shares[0] * n - total) * 5 < total):
            return f"総額{total:,}、{each}", f"総額{sum(row.shares.values()):,}"
        return f"総額{total:,}、{each}", f"各団体{total // n:,}" if total % n == 0 else ""
    if line is not None and total != line[0] + line[1] * n:
        return f"総額{total:,}", f"総額{line[0] + line[1] * n:,}"
    return "", ""


def _line_through(rows: Sequence[SourceRow]) -> tuple[int, int] | None:
    """Return a and b of the line a + b·n on which at least half of four or more quotes lie; rows whose printed shares
    prove them decide between lines on which equally many lie. None when there is no such line."""
    points = {row.implementers: row.total or 0 for row in rows}
    proven = {row.implementers for row in rows if row.is_checked}
    if len(points) < 4:
        return None
    best: tuple[int, int, int, int] | None = None
    for one, other in combinations(sorted(points), 2):
        slope, rest = divmod(points[other] - points[one], other - one)
        if rest:
            continue
        base = points[one] - slope * one
        on_line = {n for n, yen in points.items() if yen == base + slope * n}
        score = (len(on_line), len(on_line & proven), base, slope)
        best = score if best is None or score[:2] > best[:2] else best
    return best[2:] if best and best[0] * 2 >= len(points) else None


def _answers(group: Sequence[SourceRow], members: Sequence[str]) -> Mapping[str, AnswerState]:
    """Return what each member says: an amount in the row with the fewest payers is 実施, △ in any row 未定."""
    paid = min((row for row in group if row.shares), key=lambda row: len(row.shares), default=None)
    undecided = {code for row in group for code in row.undecided}
    yes = set(paid.shares) if paid else {code for row in group for code in row.agreed}
    words = {True: AnswerState.UNDECIDED, False: AnswerState.NO}
    return {code: AnswerState.YES if code in yes else words[code in undecided] for code in members}


def _open_decisions(book: Book, rows: Sequence[SourceRow]) -> list[Remark]:
    """Return what the table does not say: which option is adopted and which requests were dropped."""
    read = {row.item for row in rows}
    told = []
    for request in book.all(Customization).values():
        options = book.children(Option, request.id)
        if request.item not in read or not request.disposition.costs:
            continue
        if len(options) > 1 and request.adopted_option_id is None:
            names = "、".join(option.name or "(名前なし)" for option in options.values())
            told.append(Remark(f"項{request.item}", f"採用する案を選んでください({names})。"))
        if Disposition.DECLINE.label in request.note and request.disposition is Disposition.UNDER_REVIEW:
            told.append(Remark(f"項{request.item}", "備考に「実施しない」とあります。方針を決めてください。"))
    if told or read:
        told.append(
            Remark(
                "全体", "取りやめた要望は表の文字からは分かりません。該当する要望の方針を「実施しない」にしてください。"
            )
        )
    return told


def _sums_that_differ(book: Book, printed: Mapping[str, int]) -> list[Remark]:
    if not printed:
        return []
    found = allocate(book).by_code(View.MAX)
    names = {one.code: one.name for one in book.all(Municipality).values()}
    return [
        Remark(
            names[code], f"合計の行は{show_yen(yen)}円ですが、取り込んだ内容では{show_yen(found[code])}円になります。"
        )
        for code, yen in printed.items()
        if found.get(code) not in {None, yen}
    ]
