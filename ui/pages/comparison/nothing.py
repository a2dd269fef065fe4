"""What the tables of amounts say where there are none: first the members, then what they pay."""

from core.calc.comparison.premises import Impossible
from core.calc.members import members_of
from core.words.sentences import sentence
from ui.pages.page import Page
from ui.tables.sheet.empty_state import EmptyState

_MEMBERS = ("先に団体を登録してください。", "団体のページを開く", "municipalities")
_COSTS = ("現行経費と、経費明細または試算の利用料の総額を入力してください。", "現行経費を入力する", "current_costs")


class NothingCompared(EmptyState):
    """Leads to what is to be entered first. `say_why` tells a page's reader why nothing can be calculated; that a new
    ledger has no members yet is no error."""

    def __init__(self, page: Page) -> None:
        self._page, self._place = page, _MEMBERS[2]
        super().__init__(*_MEMBERS[:2], lambda: page.open_page.emit(self._place))

    def say_why(self, result: Impossible) -> None:
        """Say what to do first, and above the page what stands in the way."""
        if members_of(self._page.session.look):
            self._page.message.show_message("error", sentence(result.fault))
            text, word, self._place = _COSTS
        else:
            self._page.message.hide()
            text, word, self._place = _MEMBERS
        self.say(text, word)
