"""Lists of gaps as clerks bring them: taken in by the machine, and known again when they come back edited."""

from typing import Any

import pytest

from core.model.gaps import Conclusion, Fit, Gap, GapNeed, Need, Proposal
from core.model.machine.faults import Faults
from core.model.machine.grids import Grid, SourceFile
from core.operations.editing.edit import edit_cells
from core.operations.importing.plan import ImportPlan, Verb
from core.operations.intake import plan_file
from core.words.sentences import sentence

HEADING = ("No.", "業務", "機能", "現行", "パッケージ標準", "適合", "対応方針", "備考")
ROWS = (
    ("1", "住民税", "課税台帳照会", "宛名から引く", "同じ", "○", None, None),
    ("2", "住民税", "納税通知書", "町の様式", "標準の様式", "△", "カスタマイズ", "首長名の位置"),
    ("3", "住民税", "前納報奨金", "計算あり", "なし", "×", "業務運用", None),
    ("4", "住民税", "法人住民税", None, None, "－", None, "対象の団体なし"),
    ("5", "健康管理", "健診案内", "はがき", "封書", None, None, None),
)


def plan(ledger: Any, *rows: tuple[Any, ...], heading: tuple[str, ...] = HEADING, name: str = "F&G一覧") -> ImportPlan:
    source = SourceFile((Grid(name, (("差異一覧(住民税部会)",), heading, *rows)),))
    made = plan_file(ledger.book, "", source)
    assert not isinstance(made, Faults), [sentence(fault) for fault in made]
    return made


def new(ledger: Any) -> list[Gap]:
    return [gap for gap in ledger.book.all(Gap).values() if gap.id > 31]


def test_a_list_with_the_signs_of_clerks_is_taken_in(ledger: Any) -> None:
    made = plan(ledger, *ROWS)
    assert [line.verb for line in made.lines] == [Verb.ADDED] * 5
    ledger.do(made.change_set)
    gaps = new(ledger)
    assert [gap.fit for gap in gaps] == [Fit.FITS, Fit.PARTLY, Fit.GAP, Fit.OUT, Fit.OPEN]
    assert [gap.number for gap in gaps] == [32, 33, 34, 35, 36]
    assert [gap.reference for gap in gaps] == ["1", "2", "3", "4", "5"]
    assert (gaps[1].present, gaps[1].standard, gaps[1].note) == ("町の様式", "標準の様式", "首長名の位置")
    assert gaps[2].proposal is Proposal.OPERATION


def test_the_same_list_edited_changes_its_rows_and_adds_none(ledger: Any) -> None:
    ledger.do(plan(ledger, *ROWS).change_set)
    edited = [(*row[:5], "○", *row[6:]) if row[0] == "2" else row for row in ROWS]
    again = plan(ledger, *edited, ("6", "健康管理", "結果通知", None, None, "×", None, None))
    assert [line.verb for line in again.lines] == [Verb.CHANGED, Verb.ADDED]
    ledger.do(again.change_set)
    assert [gap.fit for gap in new(ledger)][1] is Fit.FITS
    assert len(new(ledger)) == 6


def test_a_list_without_systems_finds_the_rows_to_which_a_system_was_given_since(ledger: Any) -> None:
    heading = ("項番", "機能名", "現行", "パッケージ", "判定", "決定")
    rows = (("1", "照会", "a", "b", "△", None), ("2", "異動入力", "c", "d", "×", "持ち帰り"))
    ledger.do(plan(ledger, *rows, heading=heading).change_set)
    assert new(ledger)[1].conclusion is Conclusion.TAKEN_BACK
    ledger.do(edit_cells(ledger.book, [(gap, "system_id", "住基情報") for gap in new(ledger)]))
    again = plan(ledger, *rows, heading=heading)
    assert again.lines == ()


def test_a_word_that_is_no_judgement_refuses_its_line_by_name_and_the_others_stand(ledger: Any) -> None:
    made = plan(ledger, ROWS[0], ("2", "住民税", "納税通知書", None, None, "微妙", None, None), ROWS[2])
    assert [line.verb for line in made.lines] == [Verb.ADDED, Verb.REFUSED, Verb.ADDED]
    (reason,) = made.lines[1].reasons
    assert "微妙" in sentence(reason)
    assert "適合・一部適合・不適合・対象外・未判定" in sentence(reason)


@pytest.mark.parametrize("system", ["宇宙開発"])
def test_a_system_that_is_not_there_refuses_its_line(ledger: Any, system: str) -> None:
    made = plan(ledger, ("1", system, "打上げ", None, None, "×", None, None), ROWS[0])
    assert made.lines[0].verb is Verb.REFUSED
    assert sentence(made.lines[0].reasons[0]).startswith("「宇宙開発」という業務はありません。")


def test_what_members_need_is_taken_in_from_a_table_with_a_column_for_each(ledger: Any) -> None:
    heading, rows = ("F&G番号", "射水市", "滑川市", "入善町"), (("6", "要", "不要", None), ("2", "○", "×", "要"))
    made = plan(ledger, *rows, heading=heading, name="要否")
    ledger.do(made.change_set)
    said = {(one.gap_id, one.municipality_id): one.need for one in ledger.book.all(GapNeed).values()}
    assert said == {
        (6, 1): Need.NEEDED,
        (6, 2): Need.NOT_NEEDED,
        (2, 1): Need.NEEDED,
        (2, 2): Need.NOT_NEEDED,
        (2, 3): Need.NEEDED,
    }
