"""The upper part of the answer window: whose answers these are, who answers, how far, and what can be done."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from core.dataclass import dataclass
from core.model.answer_file import Issue
from core.model.machine.faults import Faults
from core.model.machine.kinds import Moment
from core.model.values.dates import show_date
from core.words.sentences import sentence
from ui.answering.session import FileSession
from ui.look import theme
from ui.shell.head import ElidedLabel
from ui.widgets.buttons import button, mark_wrong
from ui.widgets.fields import TextInput
from ui.widgets.tools.flow import Flow


def _bar_style() -> str:
    """Return how the bar of the progress looks, in the colours that are shown."""
    return f"""
QProgressBar {{ background: {theme.LIGHT_LINE}; border: 0; border-radius: 4px; max-height: 8px; }}
QProgressBar::chunk {{ background: {theme.PRIMARY}; border-radius: 4px; }}
"""


@dataclass(frozen=True, slots=True)
class HeadWords:
    """`what` is what is done: 回答 or 採点; `title` and `about` stand above, `finish` on the button that completes."""

    what: str
    title: str
    about: str
    finish: str


def answer_words(issue: Issue) -> HeadWords:
    """Return what stands above an answer file."""
    return HeadWords(
        "回答",
        f"{issue.consortium}　{issue.name}の意向の回答",
        "要望ごとに、実施するかどうかを選んでください(1=実施 2=実施しない 3=未定 0=未回答)。"
        f"回答期限: {show_date(issue.deadline) or 'なし'}　問い合わせ先: {issue.contact or issue.consortium}",
        "回答を確かめて完了",
    )


class AnswerHead(QWidget):
    """Shows the state of the session; `save`, `check` and `print` are what its buttons do."""

    def __init__(
        self,
        session: FileSession[Any],
        words: HeadWords,
        save: Callable[[], object],
        check: Callable[[], object],
        print: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._session = session
        self._words = words
        self.who = TextInput()
        self.who.setAccessibleName(f"{words.what}者(職・氏名)")
        self.who.setPlaceholderText("職・氏名")
        self.who.setMinimumWidth(120)
        self.who.setMaximumWidth(240)
        self.who.done.connect(self.commit)
        self.error = _label("error")
        self.error.hide()
        self.progress = _label("label")
        self.state = ElidedLabel()
        self.state.setObjectName("fileState")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMinimumWidth(60)
        self._bar.setMaximumWidth(180)
        self._bar.setAccessibleName(f"{words.what}の進み具合")
        self._bar.setStyleSheet(_bar_style())
        self._undo, self._redo = button("元に戻す", session.undo), button("やり直し", session.redo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._title_line(save))
        layout.addLayout(self._tools(check, print))

    def show_session(self) -> None:
        """Show what is answered by now; a name that was refused stays, with its sentence."""
        file = self._session.file
        answered, asked = file.progress
        self.progress.setText(f"{asked}件中{answered}件{self._words.what}")
        self._bar.setMaximum(max(asked, 1))
        self._bar.setValue(answered)
        if self.who.typed() is None or self.error.isHidden():
            self.who.show_text(file.answered_by)
            self._tell(None)
        self.show_state()

    def show_state(self) -> None:
        """Show whether the answers are complete and saved, and what can be undone."""
        session = self._session
        kept = f"未保存の{self._words.what}があります" if session.is_dirty else "保存済み"
        at = Moment().show(session.file.answered_at)
        self.state.setText(
            f"{session.path.name} — {f'完了({at})' if session.file.finished else f'{self._words.what}中'}・{kept}"
        )
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
        title = ElidedLabel()
        title.setText(self._words.title)
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
        for pressed in (self._undo, self._redo, button("保存", save)):
            line.addWidget(pressed)
        return header

    def _tools(self, check: Callable[[], object], print: Callable[[], object] | None) -> QVBoxLayout:
        about = _label("help", self._words.about)
        about.setWordWrap(True)
        label = _label("label", f"{self._words.what}者")
        label.setBuddy(self.who)
        line = Flow(shrinks=True)
        line.setSpacing(8)
        line.addWidget(label)
        line.addWidget(self.who)
        line.addWidget(self.progress)
        line.addWidget(self._bar)
        line.addStretch(1)
        if print is not None:
            line.addWidget(button("回答控えを印刷", print))
        self.check = button(self._words.finish, check, "primary")
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
