"""A message across the top of the window that does not stop the work."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ui.widgets.spaced_label import SpacedLabel


class Banner(QFrame):
    """Shows one message with a word for its kind (お知らせ, 注意, エラー), at most one action, and 閉じる."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._word = QLabel()
        self._word.setObjectName("bannerWord")
        self._text = SpacedLabel()
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action = QPushButton()
        self._close = QPushButton("閉じる")
        self._close.clicked.connect(self.hide)
        self._do: Callable[[], object] = self.hide
        self._action.clicked.connect(self._act)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.setSpacing(12)
        for widget in (self._word, self._text, self._action, self._close):
            layout.addWidget(widget)
        self.hide()

    @property
    def text(self) -> str:
        """The message that is shown, or was shown last."""
        return self._text.plain

    def show_message(self, kind: str, text: str, action: str = "", do: Callable[[], object] | None = None) -> None:
        """Show `text`; `kind` is info, warning or error; `action` names a button that calls `do`."""
        self.setProperty("kind", kind)
        self._word.setText({"info": "お知らせ", "warning": "注意", "error": "エラー"}[kind])
        self._text.setText(text)
        self._text.setAccessibleName(f"{self._word.text()}: {text}")
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._do = do or self.hide
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()

    def _act(self) -> None:
        self.hide()
        self._do()
