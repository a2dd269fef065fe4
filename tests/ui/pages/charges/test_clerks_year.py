"""The clerk's year in one sitting: from an empty ledger with five members to the charge of the next year."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.documents.claims.audit import build as build_audit
from core.documents.paper.document import Table
from core.documents.paper.settings import PrintSettings
from core.model.charges.charging import Assessment, Project, YearItem
from core.model.charges.claims import Claim, Payment, PaymentTerm, Settlement
from core.model.council import Municipality
from tests.core.documents.sheets import column, table
from tests.ui.desk import OpenWindow, errors, fill, go, paste, press_button, type_into
from tests.ui.pages.paper import EMPTY, adding
from tests.ui.tables.sheet.ledger import press, put_on_clipboard
from ui.pages.charges.explanation_page import ExplanationPage
from ui.pages.claims.claims_page import ClaimsPage
from ui.pages.claims.settlements_page import SettlementsPage
from ui.pages.council.populations_page import PopulationsPage
from ui.pages.page import Page
from ui.pages.table_page import TablePage
from ui.shell.main_window import MainWindow
from ui.tables.sheet.sheet import Sheet

P = TypeVar("P", bound=Page)
MEMBERS = (
    "団体コード\t団体名\r\n162116\t射水市\r\n162060\t滑川市\r\n163422\t入善町\r\n163228\t上市町\r\n163431\t朝日町\r\n"
)


def opened(window: MainWindow, key: str, kind: type[P]) -> P:
    page = window.open_page(key)
    assert isinstance(page, kind)
    return page


def paste_below(sheet: Sheet, column: str, text: str) -> None:
    """Click into the new row below the others and press Ctrl+V."""
    put_on_clipboard(text)
    at = [one.name for one in sheet.model.columns].index(column)
    view = sheet._panes.view_of(at)
    rect = view.visualRect(sheet.model.index(len(sheet.model.rows.shown), at))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_the_clerks_year_is_done_in_the_pages_of_the_window(open_window: OpenWindow) -> None:
    window = open_window(EMPTY)
    page = opened(window, "municipalities", TablePage)
    book = page.session.book
    for code, name in (line.split("\t") for line in MEMBERS.splitlines()[1:]):
        fill(page, **{"団体コード(6桁)": code, "団体名": name})
        press_button(page, "団体を追加")
    assert [one.name for one in book.all(Municipality).values()] == ["射水市", "滑川市", "入善町", "上市町", "朝日町"]

    people = opened(window, "populations", PopulationsPage)
    fill(people, **{"人口の基準日": "R2.10.1", "出典(国勢調査など)": "国勢調査"})
    press_button(people, "人口の列を追加")
    first = next(iter(book.all(Municipality)))
    paste(people.sheet, first, "2020-10-01", "93588\r\n33676\r\n27333\r\n21965\r\n13651\r\n")

    page = opened(window, "projects", TablePage)
    fill(adding(page), 事業名="クラウド利用料", 按分規則="均等割:人口割=3:7")
    press_button(page, "事業を追加")
    project = next(iter(book.all(Project)))
    page = opened(window, "payment_terms", TablePage)
    for number, (percent, month) in enumerate((("30", "4"), ("30", "8"), ("20", "12"), ("20", "2")), 1):
        fill(page, **{"事業": "クラウド利用料", "期": str(number), "割合(%)": percent, "納期の月": month})
        press_button(page, "期を追加")
    assert errors(page) == []
    assert len(book.all(PaymentTerm)) == 4

    page = opened(window, "year_items", TablePage)
    fill(page, 事業="クラウド利用料", 年度="令和8年度", 費目="利用料", 予算額="10,000,001")
    press_button(page, "費目を追加")
    item = next(iter(book.all(YearItem)))

    charges = window.open_page("charges")
    for stage, on in (("予定", "R8.2.10"), ("通知", "R8.4.1")):
        fill(charges, **{"年度(令和8年度)": "令和8年度", "版(予定・通知・変更・確定)": stage, "日付": on})
        press_button(charges, "版を作る")
    assert [one.stage.label for one in book.all(Assessment).values()] == ["予定", "通知"]

    claims = opened(window, "claims", ClaimsPage)
    fill(claims, **{"年度(令和8年度)": "R8", "請求日": "R8.4.10", "請求番号(令8負第#号)": "令8負第#号"})
    press_button(claims, "請求を作る")
    assert sum(one.yen for one in book.all(Claim).values()) == 10_000_001
    asked = list(book.all(Claim).values())
    for one in asked[:3]:
        go(claims.sheet, one.id, "請求番号")
        press_button(claims, "納付を記録")
    listed = "".join(f"{one.number}\tR8.4.30\t{one.yen:,}\r\n" for one in asked[3:])
    page = opened(window, "payments", TablePage)
    paste_below(page.sheet, "claim_id", listed)
    assert sum(one.yen for one in book.all(Payment).values()) == 10_000_001

    page = opened(window, "year_items", TablePage)
    type_into(page.sheet, item, "result_yen", "9,400,000")
    charges = window.open_page("charges")
    fill(charges, **{"年度(令和8年度)": "令和8年度", "版(予定・通知・変更・確定)": "確定", "日付": "R9.5.31"})
    press_button(charges, "版を作る")
    settlements = opened(window, "settlements", SettlementsPage)
    fill(settlements, **{"年度(令和8年度)": "R8", "精算日": "R9.6.10"})
    press_button(settlements, "精算を記録")
    rows = list(book.all(Settlement).values())
    assert sum(one.difference for one in rows) == 9_400_000 - 10_000_001
    assert "まだ返していない還付: 5件 600,001円" in settlements.told.plain

    claims = opened(window, "claims", ClaimsPage)
    for one in asked[:5]:
        go(claims.sheet, one.id, "請求番号")
        fill(claims, 還付日="R9.6.20")
        press_button(claims, "還付を記録")
    settings = PrintSettings(anonymous=False, fiscal_year=2026)
    checks = [one for one in build_audit(book, settings).sheets[0].blocks if isinstance(one, Table)]
    assert [set(column(one, "照合")) for one in checks] == [{"一致"}] * 2
    settlements = opened(window, "settlements", SettlementsPage)
    assert "まだ返していない" not in settlements.told.plain

    for _ in range(6):
        page.session.undo()
    page = opened(window, "projects", TablePage)
    paste(page.sheet, project, "handling", "翌年度に充当\r\n")
    settlements = opened(window, "settlements", SettlementsPage)
    fill(settlements, **{"年度(令和8年度)": "R8", "精算日": "R9.6.10"})
    press_button(settlements, "精算を記録")

    checked = column(table(build_audit(book, PrintSettings(anonymous=False, fiscal_year=2026))), "照合")
    assert set(checked) == {"一致"}, "what came back by the settlement was never asked for too much"

    page = opened(window, "year_items", TablePage)
    carried = [one for one in book.all(YearItem).values() if one.fiscal_year == 2027]
    assert sum(one.amount or 0 for one in carried) == 600_001
    fill(page, 事業="クラウド利用料", 年度="令和9年度", 費目="利用料", 予算額="11,000,000")
    press_button(page, "費目を追加")
    charges = window.open_page("charges")
    fill(charges, **{"年度(令和8年度)": "令和9年度", "版(予定・通知・変更・確定)": "予定", "日付": "R9.6.30"})
    press_button(charges, "版を作る")
    newest = list(book.all(Assessment).values())[-1]
    assert (newest.fiscal_year, newest.stage.label) == (2027, "予定")
    why = opened(window, "explanations", ExplanationPage)
    assert why.made is not None
    assert sum(one.yen for one in why.made.steps) == why.made.difference
