"""The choice of a procurement above a page, which all pages of 選定 share."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox

from core.calc.evaluation.frame import procurements_of
from core.model.evaluation import Bidder, Procurement
from ui.session import Session
from ui.shell.memory import Memory
from ui.widgets.choice_box import ChoiceBox

_CHOSEN = "evaluation/procurement"


class Choice(ChoiceBox):
    """Rows to choose from by their names; what was chosen stays chosen while it is there."""

    def __init__(self, name: str, then: Callable[[], object]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._keys: list[object] = []
        self.activated.connect(lambda _at: then())

    @property
    def key(self) -> object:
        """What is chosen, None where there is nothing."""
        return self._keys[self.currentIndex()] if 0 <= self.currentIndex() < len(self._keys) else None

    def offer(self, rows: Sequence[tuple[str, object]], wanted: object = None) -> None:
        """Offer rows by name and key."""
        before = self.key if wanted is None else wanted
        self._keys = [key for _, key in rows]
        self.blockSignals(True)
        self.clear()
        self.addItems([name for name, _ in rows])
        self.setCurrentIndex(self._keys.index(before) if before in self._keys else 0 if rows else -1)
        self.blockSignals(False)


class ProcurementChoice(Choice):
    """The procurement that the pages of 選定 are about; the one with bidders at first."""

    def __init__(self, session: Session, memory: Memory, then: Callable[[], object]) -> None:
        super().__init__("案件", self._remember)
        self._session, self._memory, self._then = session, memory, then
        self.setMaximumWidth(420)

    @property
    def procurement(self) -> Procurement | None:
        id = self.key
        return self._session.book.all(Procurement).get(id) if isinstance(id, int) else None

    def reload(self, wanted: int | None = None) -> None:
        """Offer the procurements that there are."""
        remembered = self._memory.text(_CHOSEN)
        known = procurements_of(self._session.book)
        by_name = next((one.id for one in known if one.name == remembered), None)
        with_bidders = next((one.id for one in known if self._session.book.children(Bidder, one.id)), None)
        self.offer([(one.name, one.id) for one in known], wanted or by_name or self.key or with_bidders)

    def choose(self, id: int) -> None:
        """Choose a procurement, as if it had been chosen by hand."""
        self.reload(id)
        self._remember()

    def _remember(self) -> None:
        chosen = self.procurement
        self._memory.set_text(_CHOSEN, chosen.name if chosen is not None else "")
        self._then()
