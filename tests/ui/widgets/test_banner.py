import pytest
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.desk import button, plain, press_button
from tests.ui.tables.sheet.ledger import show
from ui.widgets.banner import Banner


@pytest.fixture
def banner(app: QApplication) -> Banner:
    made = Banner()
    made.show_message("info", "保存しました。")
    show(made)
    return made


@pytest.mark.parametrize(("kind", "word"), [("info", "お知らせ"), ("warning", "注意"), ("error", "エラー")])
def test_the_kind_is_said_in_a_word_not_by_colour_alone(banner: Banner, kind: str, word: str) -> None:
    banner.show_message(kind, "何か")
    assert [plain(label.text()) for label in banner.findChildren(QLabel)] == [word, "何か"]
    assert banner.text == "何か"
    assert banner._text.accessibleName() == f"{word}: 何か"


def test_an_action_is_done_once_and_the_banner_goes(banner: Banner) -> None:
    done: list[int] = []
    banner.show_message("error", "書けません。", "名前を付けて保存", lambda: done.append(1))
    press_button(banner, "名前を付けて保存")
    assert done == [1]
    assert not banner.isVisible()


def test_the_action_may_say_something_else(banner: Banner) -> None:
    banner.show_message("error", "一", "続ける", lambda: banner.show_message("info", "二"))
    press_button(banner, "続ける")
    assert banner.isVisible()
    assert banner.text == "二"
    assert not banner._action.isVisible()


def test_without_an_action_there_is_only_the_way_to_close_it(banner: Banner) -> None:
    assert not banner._action.isVisible()
    button(banner, "閉じる").click()
    assert not banner.isVisible()


def test_text_of_a_file_name_is_shown_as_it_is(banner: Banner) -> None:
    banner.show_message("error", "「<b>太字</b>.anbun」は開けません。")
    assert "<b>" in banner.text
    assert plain(banner._text.text()) == banner.text
