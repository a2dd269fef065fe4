from PySide6.QtWidgets import QApplication

from core.calc.derivation import Derivation, Names, Step
from tests.ui.tables.sheet.ledger import clipboard, show
from ui.widgets.derivation_panel import DerivationPanel

DERIVATION = Derivation(
    "項25 <b>検診</b> & 案内",
    (
        Step("見積の段階", "2団体の見積", (("20-5", "340,000円"),), "340,000円"),
        Step("按分", "340,000円 × 1 ÷ 2", (), "170,000円"),
    ),
)


def test_without_an_amount_it_says_how_to_get_one(app: QApplication) -> None:
    assert DerivationPanel().toPlainText() == "表の金額を選ぶと、ここに計算の根拠が出ます。"


def test_steps_stand_in_order_and_text_is_shown_as_typed(app: QApplication) -> None:
    panel = DerivationPanel()
    panel.show_derivation(DERIVATION)
    text = panel.toPlainText()
    assert text.startswith("項25 <b>検診</b> & 案内")
    assert [part in text for part in ("1. 見積の段階", "20-5", "2. 按分", "→ 170,000円")] == [True] * 4
    assert text.index("→ 340,000円") < text.index("2. 按分")
    panel.clear_derivation()
    assert "按分" not in panel.toPlainText()


def test_it_can_be_copied(app: QApplication) -> None:
    panel = DerivationPanel()
    show(panel)
    panel.show_derivation(DERIVATION)
    panel.selectAll()
    panel.copy()
    assert "340,000円 × 1 ÷ 2" in clipboard()


def test_many_names_fold_to_their_number_and_open_with_a_link(app: QApplication) -> None:
    names = [f"第{at}町" for at in range(32)]
    panel = DerivationPanel()
    inputs = (("実施", Names("、".join(names))), ("未定", Names("なし")))
    panel.show_derivation(Derivation("項1", (Step("実施団体数", "", inputs, "32団体"),)))
    assert "32団体 ▶" in panel.toPlainText()
    assert "第31町" not in panel.toPlainText()
    panel.anchorClicked.emit("1.0")
    assert "32団体 ▼" in panel.toPlainText()
    assert "、".join(names) in panel.toPlainText()
    panel.anchorClicked.emit("1.0")
    assert "第31町" not in panel.toPlainText()
