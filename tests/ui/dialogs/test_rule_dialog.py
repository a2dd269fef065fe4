"""按分規則 put together or written: both follow each other, and the example shows at once who would pay what."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

import pytest
from PySide6.QtWidgets import QApplication

from core.calc.splitting.rounding import Rounding
from core.calc.splitting.split import split
from core.model.values.rule_words import read_rule
from core.model.values.rules import Remainder
from tests.core.calc.ledger import toyama_members
from tests.ui.desk import put_away
from ui.dialogs.rule_dialog import RuleDialog
from ui.dialogs.rule_example import Ground

MEMBERS = tuple(
    replace(one, weights={"ごみ量": 10 * at, "前年度": 3_000_000}, fixed={"基本料": 100_000})
    for at, one in enumerate(toyama_members(), 1)
)


class OpenDialog(Protocol):
    def __call__(self, text: str = "", blank: str = "", rounding: Rounding | None = None) -> RuleDialog: ...


@pytest.fixture
def dialog(app: QApplication) -> Iterator[OpenDialog]:
    """Open the editor on the six of the source."""
    opened: list[RuleDialog] = []

    def open_one(text: str = "", blank: str = "", rounding: Rounding | None = None) -> RuleDialog:
        ground = Ground(MEMBERS, rounding or Rounding(), ("ごみ量", "前年度"), ("基本料",), 10_000_000, blank)
        opened.append(RuleDialog(ground, text))
        return opened[-1]

    yield open_one
    for one in opened:
        put_away(one)


def shown(made: RuleDialog) -> list[int | None]:
    column = made.example.shares.model.columns[1]
    return [column.get(one) for one in made.example.shares.model.rows.shown]


def test_a_rule_is_put_together_from_its_parts(dialog: OpenDialog) -> None:
    made = dialog("均等割")
    made.bases[1].setCurrentText("人口割")
    made.parts[0].setText("9.5")
    made.parts[1].setText("90.5")
    made.parts[1].textEdited.emit("90.5")
    assert made.chosen == "均等割:人口割 = 9.5:90.5"
    assert made.sum.text() == "割合の合計 100"
    assert [one.text() for one in made.percents[:2]] == ["9.5%", "90.5%"]
    right = split(10_000_000, read_rule("9.5:90.5"), MEMBERS)
    assert shown(made) == list(right.shares.values())


def test_what_is_written_stands_in_the_parts(dialog: OpenDialog) -> None:
    made = dialog()
    made.words.setText("定額(基本料)を先に引き、均等10%・人口45%・指標割(ごみ量)45%、上限 指標(前年度)の110%")
    made.words.textEdited.emit("")
    assert [box.currentText() for box in made.bases] == ["均等割", "人口割", "指標割(ごみ量)", "(なし)"]
    assert [line.text() for line in made.parts] == ["10", "45", "45", ""]
    assert made.fixed.currentText() == "基本料"
    assert [box.currentText() for box in made.kinds] == ["(なし)", "指標(前年度)の%"]
    assert made.limits[1].text() == "110"
    assert sum(filter(None, shown(made))) == 10_000_000
    made.kinds[0].setCurrentText("円")
    made.limits[0].setText("50万")
    made.limits[0].textEdited.emit("")
    assert not made.accept_button.isEnabled()
    made.limits[0].setText("500,000")
    made.limits[0].textEdited.emit("")
    assert made.chosen.endswith("、下限 500,000円、上限 指標(前年度)の110%")
    assert made.accept_button.isEnabled()


def test_what_cannot_be_read_or_applied_is_said_and_nothing_is_allocated(dialog: OpenDialog) -> None:
    made = dialog("均等割")
    made.words.setText("10:45:45")
    made.words.textEdited.emit("")
    assert "何の割合か分かりません" in made.error.text()
    assert not made.accept_button.isEnabled()
    assert shown(made) == []
    made.words.setText("人口割、上限 10円")
    made.words.textEdited.emit("")
    assert "上限まで負担しても合計60円" in made.error.text()
    assert made.accept_button.isEnabled()  # of another amount it may be kept
    assert shown(made) == []


def test_where_a_rule_may_be_empty_it_is_said_what_that_means(dialog: OpenDialog) -> None:
    assert dialog(blank="実施する団体の均等割です").accept_button.isEnabled()
    assert not dialog().accept_button.isEnabled()


def test_what_is_carried_forward_is_a_line_of_the_example(dialog: OpenDialog) -> None:
    made = dialog("50:50", rounding=Rounding(1_000, Remainder.CARRIED))
    labels = [one.label for one in made.example.shares._totals.totals]
    assert labels == ["繰越(端数)", "合計"]
