"""What the commands take and import tell: JSON for programs, lines for people."""

import sys
from collections.abc import Iterator
from typing import Any

from core.model.machine.faults import Fault
from core.model.selection.score_file import Scored
from core.operations.importing.plan import ImportPlan, LeftOut, PlannedLine
from core.operations.returning import MergedAnswer, Said, TakenFile, TakeStatus
from core.words.sentences import sentence


def taken_record(one: TakenFile) -> dict[str, Any]:
    """Return one file as `take --json` prints it."""
    answered, asked = one.progress
    return {
        "file": one.name,
        "status": one.status.value,
        "municipality": one.code,
        "name": one.sender,
        "answered_by": one.answered_by,
        "answered_at": one.answered_at,
        "finished": one.finished,
        "answered": answered,
        "asked": asked,
        "late": one.is_late,
        "reason": sentence(one.reason) if one.reason else None,
        "answers": [_answer_record(answer) for answer in one.answers],
    }


def _answer_record(answer: MergedAnswer) -> dict[str, Any]:
    return {
        "item": answer.item,
        "title": answer.title,
        "merge": answer.merge.value,
        "choice": answer.choice.value if answer.choice else None,
        "sent": _given(answer.sent),
        "master": _given(answer.master) if answer.master else None,
        "returned": _given(answer.returned),
    }


def _given(given: Said) -> dict[str, str]:
    if isinstance(given, Scored):
        return {"value": given.text}
    return {"state": given.state.label, "comment": given.comment}


def _words(given: Said) -> str:
    return given.told if isinstance(given, Scored) else f"{given.state.label} {given.comment}".strip()


def taken_lines(one: TakenFile) -> list[str]:
    """Return what people are told of one file."""
    answered, asked = one.progress
    head = f"{one.name}: {one.status.label}"
    if one.sender:
        late = "(期限後)" if one.is_late else ""
        head += f" {one.sender} 回答者 {one.answered_by or '(未記入)'} {asked}件中{answered}件回答{late}"
    lines = [head]
    if one.reason:
        lines.append(f"  {sentence(one.reason)}")
    if one.status is TakeStatus.CONFLICT:
        for answer in one.conflicts:
            master = _words(answer.master) if answer.master else "(台帳から削除済み)"
            item = f"{answer.item}の{answer.title}" if isinstance(answer.sent, Scored) else f"項{answer.item}"
            lines.append(f"  {item}: 台帳「{master}」 / 戻ったファイル「{_words(answer.returned)}」")
        lines.append("  台帳と回答の両方が変わっています。--prefer returned か --prefer master で選んでください。")
    elif one.taken:
        lines.append(f"  取り込む回答: {len(one.taken)}件")
    return lines


def plan_record(plan: ImportPlan) -> dict[str, Any]:
    """Return a plan as `import --json` prints it."""
    record: dict[str, Any] = {
        name: [_line_record(line) for line in getattr(plan, name)] for name in ("added", "changed", "refused")
    }
    record["left_out"] = [*map(_left_out_record, plan.left_out), *_refused_records(plan)]
    record["said"] = [sentence(fault) for fault in plan.said]
    for name, remarks in (("doubtful", plan.doubtful), ("decisions", plan.decisions)):
        if remarks:
            record[name] = [{"subject": one.subject, "text": one.text} for one in remarks]
    return record


def _left_out_record(one: LeftOut) -> dict[str, Any]:
    why = sentence(one.why)
    return {"sheet": one.sheet, "row": one.row, "column": one.column or None, "text": one.text, "why": why}


def _refused_records(plan: ImportPlan) -> Iterator[dict[str, Any]]:
    """Yield the refused lines as what is left out: everything of the source is taken in or stands here."""
    for line, fault in _refusals(plan):
        column = str(fault.facts.get("cell", "")).rstrip("0123456789") or None
        text = str(fault.facts.get("text", "")) or line.subject
        yield {"sheet": line.sheet, "row": line.row, "column": column, "text": text, "why": sentence(fault)}


def _refusals(plan: ImportPlan) -> Iterator[tuple[PlannedLine, Fault]]:
    """Yield each reason once: of a cross table several lines come from one row, and what is wrong at its side is wrong
    in each of them."""
    told: set[tuple[str, int, str, str]] = set()
    for line in plan.refused:
        for fault in line.reasons:
            one = line.sheet, line.row, str(fault.facts.get("cell", "")), sentence(fault)
            if one not in told:
                told.add(one)
                yield line, fault


def _line_record(line: PlannedLine) -> dict[str, Any]:
    return {
        "sheet": line.sheet,
        "row": line.row,
        "column": line.column or None,
        "table": line.table,
        "subject": line.subject,
        "cells": [{"label": cell.label, "old": cell.old, "new": cell.new} for cell in line.cells],
        "reasons": [{"cell": fault.facts.get("cell", ""), "text": sentence(fault)} for fault in line.reasons],
    }


def print_plan(plan: ImportPlan, stopped: bool, is_dry: bool) -> None:
    """Tell people what changes, what is refused and why, and what wants a person."""
    for line in plan.changed:
        cells = "、".join(f"{cell.label}「{cell.old}」→「{cell.new}」" for cell in line.cells)
        print(f"変更 {line.sheet} {line.row}行 {line.subject}: {cells}")
    for line, fault in _refusals(plan):
        cell = f"セル {fault.facts['cell']}" if fault.facts.get("cell") else f"{line.row}行"
        print(f"取り込めません {line.sheet} {cell}: {sentence(fault)}", file=sys.stderr)
    for fault in plan.said:
        print(sentence(fault))
    for left in plan.left_out:
        text = f"「{left.text}」" if left.text else ""
        place = " ".join(filter(None, (left.sheet, left.place)))
        print(f"取り込まない {place}{text}: {sentence(left.why)}")
    for title, remarks in (("要確認", plan.doubtful), ("判断が必要", plan.decisions)):
        for one in remarks:
            print(f"{title} {one.subject}: {one.text}")
    counts = f"追加 {len(plan.added)}件、変更 {len(plan.changed)}件、取り込めない行 {len(plan.refused)}件"
    counts += f"、取り込まない行や列 {len(plan.left_out)}件" if plan.left_out else ""
    if stopped:
        print(f"{counts}。台帳は変わっていません。取り込める行だけを取り込むには --partial を付けてください。")
    else:
        print(f"{counts}。" + ("試しに調べただけで、台帳は変わっていません。" if is_dry else ""))
