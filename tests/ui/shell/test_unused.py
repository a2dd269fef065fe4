"""Areas that a ledger does not use are out of the way, and never out of reach."""

from PySide6.QtWidgets import QCheckBox, QDialog

from tests.ui.desk import Answers, OpenWindow, in_dialog, menu, press_button
from ui.shell.main_window import MainWindow


def choose(window: MainWindow, *unticked: str) -> None:
    """Untick just these areas in the dialog."""

    def act(dialog: QDialog) -> None:
        for box in dialog.findChildren(QCheckBox):
            box.setChecked(box.text() not in unticked)
        press_button(dialog, "設定する")

    in_dialog(act)
    menu(window, "使う領域を選ぶ").trigger()


def headings(window: MainWindow) -> list[str]:
    tree = window._navigation
    items = (tree.topLevelItem(at) for at in range(tree.topLevelItemCount()))
    return [item.text(0) for item in items if item is not None and not item.isHidden()]


def test_areas_are_hidden_for_this_ledger_and_offered_again(open_window: OpenWindow, answers: Answers) -> None:
    window = open_window()
    answers.stop()
    everything = headings(window)
    assert not window._unused.button.isVisible()
    choose(window, "選定", "進行")
    assert headings(window) == [name for name in everything if name not in ("選定", "進行")]
    assert window._unused.button.text() == "隠した領域(2)"
    assert window._unused.button.isVisible()
    other = open_window()
    assert headings(other) == everything, "another ledger is another consortium"
    choose(window)
    assert headings(window) == everything
    assert not window._unused.button.isVisible()


def test_a_page_of_a_hidden_area_is_seen_as_long_as_it_is_shown(open_window: OpenWindow, answers: Answers) -> None:
    window = open_window()
    answers.stop()
    choose(window, "選定")
    assert "選定" not in headings(window)
    window.open_page("bidders")
    assert "選定" in headings(window)
    window.open_page("answers")
    assert "選定" not in headings(window)


def test_what_is_hidden_is_remembered_with_the_ledger(open_window: OpenWindow, answers: Answers) -> None:
    window = open_window()
    answers.stop()
    choose(window, "選定")
    second = MainWindow(window.session, window._memory)
    assert "選定" not in headings(second)
    assert "台帳" in headings(second)
    assert "台帳" not in second._navigation.areas
    second.deleteLater()
