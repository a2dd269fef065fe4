"""What stands beside the matrix of local rules: what one municipality says of the rule, the years until a customization
pays with how they came about, the rule's own fields, and the records that it is tied to."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.calc.local_rules.board import Board
from core.calc.local_rules.explain import explain
from core.model.council import Municipality
from core.model.links import LinkKind
from core.model.local_rules import LocalRule, RuleUse
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.operations.editing.edit import edit
from core.operations.local_rules.using import describe_use
from core.words.sentences import sentence
from ui.pages.links.links_panel import LinksPanel
from ui.pages.page import small_title
from ui.pages.side import Side
from ui.session import Session
from ui.shell.memory import Memory
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.derivation_panel import DerivationPanel
from ui.widgets.form import RecordForm, field_of

USE_FIELDS = (
    "use",
    "basis",
    "yearly_count",
    "minutes_now",
    "minutes_after",
    "ordinance",
    "session_on",
    "affects",
    "effect",
    "present",
    "reason",
    "substitute",
    "since",
    "note",
)
RULE_FIELDS = ("one_off_yen", "yearly_yen", "how")
_DERIVATION_HEIGHT = 330


class RuleSide(Side):
    """The municipality is that of the cell in which the user stands, or the one that is chosen here."""

    def __init__(self, session: Session, _: Memory) -> None:
        super().__init__()
        self._session = session
        self._rule: LocalRule | None = None
        self._board: Board | None = None
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._title.setWordWrap(True)
        self.members = ChoiceBox()
        self.members.setAccessibleName("団体")
        self.members.currentIndexChanged.connect(lambda _: self._show_use())
        self._apart = QLabel("この業務に参加していないため、調査の対象ではありません。")
        self._apart.setProperty("role", "help")
        self._apart.setWordWrap(True)
        self.use = RecordForm([field_of(RuleUse, name, session.look) for name in USE_FIELDS], self._commit_use)
        self.derivation = DerivationPanel()
        self.derivation.setMinimumHeight(_DERIVATION_HEIGHT)
        self.fields = RecordForm([field_of(LocalRule, name, session.look) for name in RULE_FIELDS], self._commit_rule)
        self.links = LinksPanel(session, LinkKind.ORIGIN)
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(12)
        for part in (
            self._title,
            small_title("団体の状況"),
            self.members,
            self._apart,
            self.use,
            small_title("カスタマイズの費用と回収年数"),
            self.fields,
            self.derivation,
            self.links,
        ):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(self._content)

    def show_rule(self, board: Board, rule: LocalRule | None, municipality_id: int | None) -> None:
        """Show a rule with what a municipality says of it, the one shown before where None is named; nothing for no
        rule."""
        self._board, self._rule = board, rule
        self._content.setVisible(rule is not None)
        self._offer(board, municipality_id)
        if rule is None:
            return
        self._title.setText(f"独自ルール{rule.number}「{rule.name}」")
        self._show_use()
        self.fields.show_record(rule)
        self.derivation.show_derivation(explain(board, rule))
        self.links.show_record(rule)

    def _offer(self, board: Board, municipality_id: int | None) -> None:
        """Offer the members; choosing one by program shows nothing by itself."""
        chosen = municipality_id if municipality_id is not None else self.members.currentData()
        self.members.blockSignals(True)
        known = [self.members.itemData(at) for at in range(self.members.count())]
        if known != [one.id for one in board.members]:
            self.members.clear()
            for one in board.members:
                self.members.addItem(one.name, one.id)
        self.members.setCurrentIndex(max(0, self.members.findData(chosen)))
        self.members.blockSignals(False)

    def _show_use(self) -> None:
        if self._rule is None or self._board is None or self.members.currentData() is None:
            self.use.show_record(None)
            return
        id = self.members.currentData()
        asked = self._board.is_asked(self._rule, id)
        self._apart.setVisible(not asked)
        self.use.setVisible(asked)
        row = self._board.rows(self._rule).get(id)
        self.use.show_record(row or RuleUse(-self._rule.id * 100_000 - id, self._rule.id, id))

    def _commit_use(self, name: str, text: str) -> str | None:
        assert self._rule is not None
        municipality = self._session.book.all(Municipality)[self.members.currentData()]
        rule = self._rule
        return self._run(lambda: describe_use(self._session.book, rule, municipality, name, text))

    def _commit_rule(self, name: str, text: str) -> str | None:
        assert self._rule is not None
        rule = self._rule
        return self._run(lambda: edit(self._session.book, rule, name, text))

    def _run(self, decide: Callable[[], ChangeSet | Faults]) -> str | None:
        faults = self._session.run(decide())
        return None if faults is None else " ".join(sentence(fault) for fault in faults)

    def show_record(self, record: Any) -> None:
        raise AssertionError("a rule is shown with its board: show_rule")
