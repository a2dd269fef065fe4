"""Beside the answer matrix: the selected request's quotes, and what each member pays now and in every other case."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.calc.allocation.item import ItemResult, View
from core.calc.allocation.pricing import PriceStatus, option_in_force
from core.model.requests import Customization, Option, Quote
from core.model.values.money import show_yen
from core.words.requests import too_wide
from ui.pages.page import small_title
from ui.session import Session
from ui.tables.columns import Column, Totals, yen_column
from ui.tables.sheet.sheet import Sheet


class AnswerPanel(QWidget):
    """Shows one customization; nothing is edited here."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._title = QLabel()
        self._title.setProperty("role", "label")
        self._title.setWordWrap(True)
        self._state = QLabel()
        self._state.setProperty("role", "help")
        self._state.setWordWrap(True)
        self.quotes = Sheet(
            (
                Column("枝番", lambda quote: quote.branch, width=64),
                Column("団体数", lambda quote: quote.implementers, figure=True, width=72),
                yen_column("総額(円)", lambda quote: quote.one_off_yen, width=116),
                yen_column("1団体(円)", lambda quote: quote.one_off_yen // quote.implementers, width=112),
            ),
            name="見積",
        )
        self.shares = Sheet((), name="負担額")
        # The panel itself folds with the window; what it holds goes where there is no request.
        self._content = QWidget(self)
        around = QVBoxLayout(self)
        around.setContentsMargins(12, 0, 0, 0)
        around.addWidget(self._content)
        layout = QVBoxLayout(self._content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._state)
        layout.addWidget(small_title("見積(実施団体数ごと)"))
        layout.addWidget(self.quotes, 2)
        layout.addWidget(small_title("各団体の負担額(円)"))
        layout.addWidget(self.shares, 3)

    def show_item(self, customization: Customization | None, result: ItemResult | None) -> None:
        """Show one request; nothing for None."""
        self._content.setVisible(customization is not None)
        if customization is None or result is None:
            return
        book = self._session.book
        option = option_in_force(book, customization)
        name = f"　{option.name}" if option and option.name else ""
        self._title.setText(f"項{customization.item}　{customization.title}")
        self._state.setText(f"{customization.disposition.label}・{result.max.status.label}{name}")
        options = [option] if option else book.children(Option, customization.id).values()
        quotes = [quote for one in options for quote in book.children(Quote, one.id).values()]
        self.quotes.set_records(sorted(quotes, key=lambda quote: (quote.option_id, -quote.implementers)))
        self._show_shares(result)

    def _show_shares(self, result: ItemResult) -> None:
        allocation = self._session.allocation()
        places = {member.code: place for place, member in enumerate(allocation.members)}

        def share(view: View, label: str) -> Column:
            amounts, missing = result.shares(view), _missing(result, view)
            return Column(
                label,
                lambda member: amounts[places[member.code]],
                show=lambda yen: missing if yen is None else show_yen(yen),
                figure=True,
                width=80,
                filter=False,
            )

        self.shares.set_columns(
            (
                Column("団体", lambda member: member.name, width=66, filter=False),
                share(View.MAX, "今の負担"),
                share(View.ALL, "全員実施"),
                share(View.LOW, "最小"),
                share(View.HIGH, "最大"),
            ),
            allocation.members,
        )
        whole = {view: _total(result, view) for view in View}
        self.shares.set_totals(
            (
                Totals(
                    f"総額({too_wide(result.spread.slack)})" if result.spread.slack else "総額",
                    {
                        "今の負担": whole[View.MAX],
                        "全員実施": whole[View.ALL],
                        "最小": whole[View.LOW],
                        "最大": whole[View.HIGH],
                    },
                ),
            )
        )


def _total(result: ItemResult, view: View) -> str:
    total = result.total(view)
    return _missing(result, view) if total is None else show_yen(total)


def _missing(result: ItemResult, view: View) -> str:
    """Return the word that stands where the view has no amount."""
    outcome = {View.MAX: result.max, View.ALL: result.all}.get(view)
    return outcome.status.label if outcome else PriceStatus.MISSING.label
