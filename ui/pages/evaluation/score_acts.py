"""The acts beside the scores: closing them, of two stages the first by itself, deciding who goes on, reopening them,
and opening the prices. Only what can be done next is offered."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from core.calc.evaluation.evaluate import evaluate
from core.calc.evaluation.frame import frame_of, is_closed, is_first_closed, is_passed
from core.model.book import Book
from core.model.evaluation import FirstStage, Procurement
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.operations.evaluation.acting import (
    close_first_stage,
    close_scores,
    decide_first_stage,
    may_open,
    open_prices,
    reopen_scores,
)
from ui.dialogs.questions import ask, ask_for_text
from ui.pages.evaluation.choices import ProcurementChoice
from ui.pages.page import Page
from ui.widgets.buttons import button


class ScoreActs:
    """The buttons, and what they do to the procurement that is chosen; `then` is done after each act."""

    def __init__(self, page: Page, choice: ProcurementChoice, then: Callable[[], object]) -> None:
        self._page, self._choice, self._then = page, choice, then
        self.closing_first = button(
            "一次審査を締め切る", self._close_first, help="一次審査の採点を確定します。続けて、結果を確定します。"
        )
        self.passing = button(
            "一次審査の結果を確定する",
            self._pass,
            "primary",
            help="二次審査に進む者を、採点と規則(または提案者の「一次審査」の記録)のとおりに記録します。",
        )
        self.closing = button(
            "技術採点を締め切る", self._close, help="採点を確定します。締め切ると価格を開封できます。"
        )
        self.reopening = button("採点を再開する", self._reopen, help="名称のある決定によって、採点を直します。")
        self.opening = button(
            "価格を開封する", self._open, "primary", help="封印した提案額を開き、誰がいつ開いたかを記録します。"
        )
        self.buttons: tuple[QWidget, ...] = (
            self.closing_first,
            self.passing,
            self.closing,
            self.reopening,
            self.opening,
        )

    def show_for(self, chosen: Procurement | None, *, is_sealed: bool) -> None:
        """Show what can be done with the procurement next."""
        book = self._page.session.book
        closed = chosen is not None and is_closed(book, chosen)
        staged = chosen is not None and chosen.is_staged
        first = chosen is not None and staged and is_first_closed(book, chosen)
        passed = chosen is not None and first and is_passed(book, chosen)
        is_open = chosen is not None and not closed
        self.closing_first.setVisible(is_open and staged and not first)
        self.passing.setVisible(is_open and first and not passed)
        self.closing.setVisible(is_open and (not staged or passed))
        self.reopening.setVisible(closed or first)
        self.opening.setVisible(is_sealed)
        self.opening.setEnabled(chosen is not None and may_open(book, chosen))

    def _close(self) -> None:
        self._act(close_scores)

    def _close_first(self) -> None:
        self._act(close_first_stage)

    def _pass(self) -> None:
        """Say who goes on and who does not before it is recorded."""
        chosen, session = self._choice.procurement, self._page.session
        if chosen is None:
            return
        wish = decide_first_stage(session.book, chosen, session.who, session.now())
        if isinstance(wish, Faults):
            self._page.run(wish)
            return
        made = evaluate(frame_of(session.book, chosen))
        inside = [one for one in made.results if one.is_in]
        lines = [
            f"{word.label}: "
            + ("、".join(one.bidder.name for one in inside if made.reach[one.bidder.id] is word) or "なし")
            for word in FirstStage
        ]
        lines += [f"規則: {made.frame.rule.passing.text}", "", "このとおりに記録します。よろしいですか。"]
        if ask(self._page, "一次審査の結果を確定する", "\n".join(lines), ("確定する", "やめる")) == "確定する":
            self._page.run(wish)
            self._then()

    def _open(self) -> None:
        text = "封印した提案額を開封します。誰がいつ開封したかが記録に残ります。よろしいですか。"
        if self._choice.procurement is None:
            return
        if ask(self._page, "価格を開封する", text, ("開封する", "やめる")) == "開封する":
            self._act(open_prices)

    def _reopen(self) -> None:
        text = "採点を直すことを決めた会議や決裁の名称を入力してください。"
        chosen, session = self._choice.procurement, self._page.session
        if chosen is not None and is_passed(session.book, chosen) and not is_closed(session.book, chosen):
            text += "一次審査の採点を再開し、確定した一次審査の結果は取り消されます。"
        name = ask_for_text(self._page, "採点を再開する", text, "")
        if name and chosen is not None:
            self._page.run(reopen_scores(session.book, chosen, name, session.who, session.now()))
            self._then()

    def _act(self, do: Callable[[Book, Procurement, str, str], ChangeSet | Faults]) -> None:
        chosen, session = self._choice.procurement, self._page.session
        if chosen is not None:
            self._page.run(do(session.book, chosen, session.who, session.now()))
            self._then()
