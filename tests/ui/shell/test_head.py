from PySide6.QtWidgets import QApplication

from ui.shell.head import ElidedLabel

NAME = "富山県情報システム共同利用推進協議会"


def test_text_that_has_no_room_ends_in_dots_and_is_whole_in_the_tooltip(app: QApplication) -> None:
    label = ElidedLabel()
    label.setText(NAME)
    label.resize(120, 24)
    cut = label.grab().toImage()
    assert (label.text(), label.toolTip()) == (NAME, NAME)
    label.resize(600, 24)
    assert label.grab().toImage() != cut
    assert label.toolTip() == ""


def test_markup_is_shown_as_text(app: QApplication) -> None:
    label, plain = ElidedLabel(), ElidedLabel()
    label.setText("<b>協議会</b>")
    plain.setText("協議会")
    assert label.sizeHint().width() > plain.sizeHint().width()
