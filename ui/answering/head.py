"""The upper part of the answer window: whose answers these are, who answers, how far, and what can be done."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from core.model.machine.faults import Faults
from core.model.values.dates import show_date
from core.words.sentences import sentence
from ui.answering.session import AnswerSession
from ui.look import theme
from ui.widgets.buttons import button, mark_wrong
from ui.widgets.fields import TextInput

_BAR = f"""
QProgressBar {{ background: {theme.LIGHT_LINE}; border: 0; border-radius: 4px; max-height: 8px; }}
QProgressBar::chunk {{ background: {theme.PRIMARY}; border-radius: 4px; }}
"""


class AnswerHead(QWidget):
    """Shows the state of the session; `save`, `print` and `check` are what its buttons do."""

    def __init__(
        self,
        session: AnswerSession,
        save: Callable[[], object],
        print: Callable[[], object],
        check: Callable[[], object],
    ) -> None:
        super().__init__()
        self._session = session
        self.who = TextInput()
        self.who.setAccessibleName("回答者(職・氏名)")
        self.who.setPlaceholderText("職・氏名")
        self.who.setFixedWidth(240)
        self.who.done.connect(self.commit)
        self.error = _label("error")
        self.error.hide()
        self.progress = _label("label")
        self.state = _label("")
        self.state.setObjectName("fileState")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(180)
        self._bar.setAccessibleName("回答の進み具合")
        self._bar.setStyleSheet(_BAR)
        self._undo, self._redo = button("元に戻す", session.undo), button("やり直し", session.redo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._title_line(save))
        layout.addLayout(self._tools(print, check))

    def show_session(self) -> None:
        """Show what is answered by now; a name that was refused stays, with its sentence."""
        file = self._session.file
        answered, asked = file.progress
        self.progress.setText(f"{asked}件中{answered}件回答")
        self._bar.setMaximum(max(asked, 1))
        self._bar.setValue(answered)
        if self.who.typed() is None or self.error.isHidden():
            self.who.show_text(file.answered_by)
            self._tell(None)
        self.show_state()

    def show_state(self) -> None:
        """Show whether the answers are complete and saved, and what can be undone."""
        session = self._session
        kept = "未保存の回答があります" if session.is_dirty else "保存済み"
        at = session.file.answered_at.replace("T", " ")[:16]
        self.state.setText(f"{session.path.name} — {f'完了({at})' if session.file.finished else '回答中'}・{kept}")
        self.state.setToolTip(self.state.text())
        self._undo.setEnabled(session.can_undo)
        self._redo.setEnabled(session.can_redo)

    def commit(self) -> None:
        """Note the name as far as it was typed."""
        typed = self.who.typed()
        if typed is not None:
            self._tell(self._session.sign(typed))

    def ask_for_name(self, faults: Faults) -> None:
        """Say what is wrong with the name and give it the keyboard."""
        self._tell(faults)
        self.who.setFocus()

    def _tell(self, faults: Faults | None) -> None:
        told = " ".join(sentence(fault) for fault in faults) if faults else ""
        self.error.setText(f"エラー: {told}" if told else "")
        self.error.setVisible(bool(told))
        self.who.setAccessibleDescription(told)
        mark_wrong(self.who, bool(told))

    def _title_line(self, save: Callable[[], object]) -> QWidget:
        issue = self._session.file.issue
        title = _label("", f"{issue.consortium}　{issue.name}の意向の回答")
        title.setObjectName("fileTitle")
        header = QWidget()
        header.setObjectName("header")
        line = QHBoxLayout(header)
        line.setContentsMargins(16, 4, 16, 4)
        line.setSpacing(8)
        for label, share in ((title, 5), (self.state, 4)):
            # A long name must not make the window wider than the screen.
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            line.addWidget(label, share)
        title.setToolTip(title.text())
        for pressed in (self._undo, self._redo, button("保存", save)):
            line.addWidget(pressed)
        return header

    def _tools(self, print: Callable[[], object], check: Callable[[], object]) -> QVBoxLayout:
        issue = self._session.file.issue
        about = _label(
            "help",
            "要望ごとに、実施するかどうかを選んでください(1=実施 2=実施しない 3=未定 0=未回答)。"
            f"回答期限: {show_date(issue.deadline) or 'なし'}　問い合わせ先: {issue.contact or issue.consortium}",
        )
        about.setWordWrap(True)
        label = _label("label", "回答者")
        label.setBuddy(self.who)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(label)
        line.addWidget(self.who)
        line.addSpacing(16)
        line.addWidget(self.progress)
        line.addWidget(self._bar)
        line.addStretch(1)
        line.addWidget(button("回答控えを印刷", print))
        self.check = button("回答を確かめて完了", check, "primary")
        line.addWidget(self.check)
        column = QVBoxLayout()
        column.setContentsMargins(24, 12, 24, 8)
        column.setSpacing(8)
        column.addWidget(about)
        column.addLayout(line)
        column.addWidget(self.error)
        return column


def _label(role: str, text: str = "") -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    return label
