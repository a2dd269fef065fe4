import csv
import hashlib
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QComboBox, QFileDialog

from core.jobs.pictures import take_picture_file
from core.model.answers import Answer, AnswerState
from core.model.book import Book
from core.model.council import Municipality
from core.model.papers.handouts import HandoutChapter, HandoutPicture, PictureFile
from core.model.requests import Customization, Option, Quote
from core.model.values.pictures import TakenPicture
from core.operations.answers.answering import answer
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.handouts.pictures import add_picture
from core.storage.disk.places import Home
from core.version import ROOT
from tests.ui.desk import Answers, choose, errors, item, member, named, paste, press_button, refusals
from tests.ui.pages.paper import EMPTY, OpenPage
from tests.ui.post import drop
from ui.pages.exchange.exchange_page import ExchangePage
from ui.session import Session

SOURCE = ROOT / "tests" / "data" / "toyama_2014_customizations.csv"
KINDS = (Municipality, Customization, Option, Quote, Answer)


@pytest.fixture
def page(open_page: OpenPage) -> ExchangePage:
    made = open_page("exchange")
    assert isinstance(made, ExchangePage)
    return made


@pytest.fixture
def empty_page(open_page: OpenPage) -> ExchangePage:
    made = open_page("exchange", EMPTY)
    assert isinstance(made, ExchangePage)
    return made


def rows(book: Book) -> list[dict[int, object]]:
    return [dict(book.all(kind)) for kind in KINDS]


def lines(page: ExchangePage) -> list[tuple[str, int | None, str]]:
    return [(one.verdict, one.row, one.text) for one in page.importing.lines.model.rows.all]


def told(page: ExchangePage) -> str:
    return page.importing._told.text()


def write_csv(path: Path, *table: str, encoding: str = "utf-8") -> Path:
    path.write_bytes("\r\n".join(table).encode(encoding))
    return path


def say_folder(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))


# --- out ------------------------------------------------------------------------------------------------------------


def test_the_workbook_comes_back_without_a_change(
    page: ExchangePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "台帳 全部"), ""))
    press_button(page, "Excelブックに書き出す")
    assert page.message.text == "台帳 全部.xlsx に書き出しました。"
    drop(page, [tmp_path / "台帳 全部.xlsx"])
    assert told(page).startswith("追加0件、変更0件、取り込めない行0件、")
    assert lines(page) == []
    assert not page.importing.all.isEnabled()
    assert not page.importing.part.isVisible()


def test_an_empty_ledger_becomes_the_one_in_the_workbook(
    page: ExchangePage, empty_page: ExchangePage, tmp_path: Path
) -> None:
    assert page.exporting.write_workbook(tmp_path / "全部.xlsx")
    drop(empty_page, [tmp_path / "全部.xlsx"])
    press_button(empty_page, "すべて取り込む")
    assert rows(empty_page.session.book) == rows(page.session.book)
    assert empty_page.session.allocation().totals == page.session.allocation().totals


def test_a_picture_that_was_replaced_in_the_workbook_is_taken_and_taken_back(
    page: ExchangePage, tmp_path: Path
) -> None:
    session, png = page.session, {"navy": b"", "white": b""}
    for color in png:
        Image.new("RGB", (60, 40), color).save(tmp_path / f"{color}.png")
        png[color] = (tmp_path / f"{color}.png").read_bytes()
    taken = take_picture_file(tmp_path / "navy.png")
    assert isinstance(taken, TakenPicture)
    session.run(add_picture(session.book, next(iter(session.book.all(HandoutChapter).values())), taken, "地図"))
    (picture,) = session.book.all(HandoutPicture).values()

    def bytes_kept() -> bytes:
        return session.file.store.lazy(PictureFile, picture.id).content

    assert page.exporting.write_workbook(tmp_path / "全部.xlsx")
    with zipfile.ZipFile(tmp_path / "全部.xlsx") as whole, zipfile.ZipFile(tmp_path / "別.xlsx", "w") as other:
        for name in whole.namelist():
            other.writestr(name, png["white"] if name.startswith("xl/media/") else whole.read(name))
    drop(page, [tmp_path / "別.xlsx"])
    assert told(page).startswith("追加0件、変更1件、")
    assert lines(page)[0][2] == "図「台帳の図 60×40ピクセル」→「取り込む図 60×40ピクセル」"
    press_button(page, "すべて取り込む")
    changed = bytes_kept()
    assert Image.open(BytesIO(changed)).getpixel((5, 5)) == (255, 255, 255)
    assert hashlib.sha256(changed).hexdigest() == session.book.all(HandoutPicture)[picture.id].sha256
    session.undo()
    assert session.book.all(HandoutPicture)[picture.id] == picture
    assert bytes_kept() == taken.content
    session.redo()
    assert bytes_kept() == changed


def test_one_sheet_of_the_workbook_is_imported_alone(page: ExchangePage, tmp_path: Path) -> None:
    session = page.session
    assert page.exporting.write_workbook(tmp_path / "全部.xlsx")
    session.run(edit(session.book, item(session, "25"), "title", "別の題"))
    session.run(answer(session.book, item(session, "26"), member(session, "A"), AnswerState.UNDECIDED))
    drop(page, [tmp_path / "全部.xlsx"])
    assert told(page).startswith("追加0件、変更2件、")
    choose(named(page, QComboBox, "シート"), "カスタマイズ")
    assert told(page).startswith("追加0件、変更1件、")
    ((verdict, _, text),) = lines(page)
    assert verdict == "変更"
    assert "「別の題」→" in text
    press_button(page, "すべて取り込む")
    assert item(session, "25").title != "別の題"
    assert page.message.text.startswith("追加0件、変更1件を取り込みました。")


def test_every_table_goes_out_as_csv(page: ExchangePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    say_folder(monkeypatch, tmp_path / "書き 出し")
    press_button(page, "CSVに書き出す")
    with (tmp_path / "書き 出し" / "団体.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row[1] for row in csv.reader(file)][:2] == ["団体コード", "162116"]
    assert "個のCSVを書き出しました。" in page.message.text


def test_what_cp932_would_lose_is_listed_and_nothing_is_written_until_decided(
    page: ExchangePage, tmp_path: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, folder = page.session, tmp_path / "CSV"
    session.run(edit(session.book, session.book.consortium, "note", ""))
    session.run(edit(session.book, member(session, "A"), "note", "𠮷田さん"))
    choose(named(page, QComboBox, "CSVの文字コード"), "CP932(シフトJIS、古いソフト用)")
    page.exporting.encoding.setCurrentIndex(1)
    listed = [(one.sheet, one.character) for one in page.exporting.lost.model.rows.all]
    assert ("団体", "𠮷") in listed
    assert not folder.exists()
    say_folder(monkeypatch, folder)
    page.exporting.replacement.setText("")
    assert errors(page.exporting) == ["置き換える文字を入力してください。"]
    assert not page.exporting.csv.isEnabled()
    page.exporting.replacement.setText("𠮷")
    assert errors(page.exporting) == ["「𠮷」はこの文字コードにありません。別の文字にしてください。"]
    page.exporting.replacement.setText("〓")
    press_button(page, "「〓」に置き換えてCSVに書き出す")
    assert "〓田さん" in (folder / "団体.csv").read_text(encoding="cp932")
    before = (folder / "団体.csv").read_bytes()
    session.run(edit(session.book, member(session, "A"), "note", "別の人"))
    answers.plan("書き出さない")
    page.exporting.write_csv(folder)
    assert (folder / "団体.csv").read_bytes() == before


def test_a_place_that_cannot_be_written_is_said(page: ExchangePage, tmp_path: Path) -> None:
    assert not page.exporting.write_workbook(tmp_path / "ない" / "全部.xlsx")
    assert "全部.xlsx" in page.message.text
    (tmp_path / "ファイル").write_text("no folder", encoding="utf-8")
    assert not page.exporting.write_csv(tmp_path / "ファイル")
    assert "ファイル" in page.message.text


# --- in -------------------------------------------------------------------------------------------------------------


def test_a_foreign_sheet_is_taken_line_by_line_with_reasons(page: ExchangePage, home: Home, tmp_path: Path) -> None:
    table = ("市町村コード,団体名,よみ", "162019,富山市,とやまし", "16902,高岡市,", "162116,射水市,いみずのし")
    drop(page, [write_csv(tmp_path / "団体一覧.csv", *table, encoding="cp932")])
    assert told(page) == "追加1件、変更1件、取り込めない行1件"
    assert lines(page)[0] == (
        "取り込めない",
        3,
        "セル A3: 「16902」は団体コードの形ではありません。6桁の数字で入力してください。",
    )
    assert [verdict for verdict, _, _ in lines(page)] == ["取り込めない", "変更", "追加"]
    assert not page.importing.all.isEnabled()
    before, steps = len(page.session.book.all(Municipality)), page.session.undo_stack.count()
    press_button(page, "取り込める行だけ取り込む")
    assert (len(page.session.book.all(Municipality)), page.session.undo_stack.count()) == (before + 1, steps + 1)
    assert member(page.session, "A").kana == "いみずのし"
    assert len(list(home.backups.glob("*/*_取り込み前_*.anbun"))) == 1
    press_button(page.message, "元に戻す")
    assert len(page.session.book.all(Municipality)) == before


def test_giving_it_up_changes_nothing(page: ExchangePage, tmp_path: Path) -> None:
    before = rows(page.session.book)
    drop(page, [write_csv(tmp_path / "団体一覧.csv", "団体コード,団体名", "162019,富山市")])
    press_button(page, "やめる")
    assert rows(page.session.book) == before
    assert not page.session.undo_stack.canUndo()
    assert page.exporting.isVisible()


def test_columns_are_matched_by_hand_and_remembered(page: ExchangePage, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "名簿.csv", "きごう,なまえ", "162019,富山市")
    drop(page, [path])
    assert told(page).startswith("シート「名簿」に台帳へ取り込むものが見つかりません(見出し: きごう・なまえ)。")
    assert told(page).endswith("上の「取り込み先」で選ぶこともできます。")
    assert not page.importing.all.isEnabled()
    choose(named(page, QComboBox, "取り込み先"), "団体")
    assert "「団体コード」・「団体名」の列が分かりません" in told(page)
    assert told(page).endswith("「列の対応」の「台帳の項目」で選んでください。")
    paste(page.importing.preview.matching, 0, "台帳の項目", "団体コード\r\nなにか\r\n")
    ((text, _),) = refusals(page.importing.preview.matching)
    assert text == "なにか"
    paste(page.importing.preview.matching, 0, "台帳の項目", "団体コード\r\n団体名\r\n")
    assert told(page) == "追加1件、変更0件、取り込めない行0件"
    press_button(page, "すべて取り込む")
    assert [one.name for one in page.session.book.all(Municipality).values()][-1] == "富山市"
    drop(page, [write_csv(tmp_path / "次の名簿.csv", "きごう,なまえ,ほか", "162027,高岡市,x")])
    assert told(page) == "追加1件、変更0件、取り込めない行0件、取り込まない行や列1件"
    assert ("取り込まない", None, "台帳のどの項目か分からない列です。") in lines(page)


def test_a_heading_further_down_is_chosen(page: ExchangePage, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "団体.csv", "令和8年度,,", "団体コード,団体名,", "162019,富山市,")
    drop(page, [path])
    assert named(page, QComboBox, "見出しの行").currentText() == "2行目"
    assert told(page) == "追加1件、変更0件、取り込めない行0件、取り込まない行や列1件"
    choose(named(page, QComboBox, "見出しの行"), "1行目")
    assert "列が分かりません" in told(page)


def test_a_table_that_is_not_certain_is_chosen_by_the_clerk(page: ExchangePage, tmp_path: Path) -> None:
    drop(page, [write_csv(tmp_path / "一覧.csv", "名称,金額", "机,1000")])
    table = named(page, QComboBox, "取り込み先")
    assert table.currentText() == "(選んでください)"
    assert "定額表として読めますが" in told(page)
    assert not page.importing.all.isEnabled()
    choose(table, "定額表")
    assert told(page) == "追加1件、変更0件、取り込めない行0件"
    assert table.currentText() == "定額表"


def test_another_encoding_may_be_chosen_and_a_wrong_one_is_told(page: ExchangePage, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "団体.csv", "団体コード,団体名", "162019,富山市", encoding="cp932")
    drop(page, [path])
    assert told(page) == "追加1件、変更0件、取り込めない行0件"
    choose(named(page, QComboBox, "文字コード"), "UTF-8")
    assert page.message.text.startswith("団体.csv: 文字コードを判別できません")
    assert told(page) == "どの表か分かりません。取り込み先を選んでください。"
    assert not page.importing.all.isEnabled()
    choose(named(page, QComboBox, "文字コード"), "CP932(シフトJIS)")
    assert told(page) == "追加1件、変更0件、取り込めない行0件"
    assert not page.message.isVisible()


def test_the_printed_table_gives_everything_and_a_list_of_decisions(empty_page: ExchangePage) -> None:
    session = empty_page.session
    add_members(session)
    drop(empty_page, [SOURCE])
    assert not empty_page.importing.preview.matching.isVisible()
    verdicts = [verdict for verdict, _, _ in lines(empty_page)]
    assert {"判断が必要", "要確認", "追加"} <= set(verdicts)
    assert "取り込めない" not in verdicts
    press_button(empty_page, "すべて取り込む")
    assert len(session.book.all(Customization)) == 31
    assert "判断が必要なものが" in empty_page.message.text
    session.undo()
    assert not session.book.all(Customization)


def add_members(session: Session) -> None:
    """Register the six members under the signs of the printed table."""
    for code, label in zip(("162116", "162060", "163422", "163228", "163431", "163210"), "ABCDEF", strict=True):
        assert session.run(add_row(session.book, Municipality, {"code": code, "name": f"{label}団体"})) is None
        added = max(session.book.all(Municipality).values(), key=lambda one: one.id)
        assert session.run(edit(session.book, added, "label", label)) is None


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("写真.png", b"\x89PNG", "取り込めない種類のファイルです。"),
        ("本.xlsx", b"PK\x03\x04" + b"\0" * 50, "Excelブック"),
        ("古い.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "古い形式(.xls)"),
        ("空.csv", b"", "取り込める行がありません"),
    ],
)
def test_a_file_that_is_none_says_its_sentence(
    page: ExchangePage, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)
    drop(page, [tmp_path / name])
    assert page.message.isVisible()
    assert page.message.text.startswith(f"{name}: ")
    assert sentence in page.message.text
    assert page.exporting.isVisible()


def test_the_page_looks_again_after_each_action(page: ExchangePage, tmp_path: Path) -> None:
    drop(page, [write_csv(tmp_path / "団体.csv", "団体コード,団体名", "162116,射水市")])
    assert told(page).startswith("追加0件、変更0件")
    page.session.run(edit(page.session.book, member(page.session, "A"), "name", "新射水市"))
    assert told(page).startswith("追加0件、変更1件")
    page.session.undo()
    assert told(page).startswith("追加0件、変更0件")


def test_the_page_fits_a_small_screen(page: ExchangePage) -> None:
    sizes = [page.minimumSizeHint()]
    page.exporting.encoding.setCurrentIndex(1)
    sizes.append(page.minimumSizeHint())
    drop(page, [SOURCE])
    sizes.append(page.minimumSizeHint())
    assert [(size.width() <= 1150, size.height() <= 640) for size in sizes] == [(True, True)] * 3


AT_150 = 734
"""How wide a page is in a window of 1366 pixels at 150 %."""


def test_the_page_is_no_wider_than_a_small_screen_at_150_percent(page: ExchangePage, tmp_path: Path) -> None:
    assert page.minimumSizeHint().width() <= AT_150
    drop(page, [ROOT / "tests" / "data" / "intake" / "skip_rows.xlsx"])
    assert page.importing.isVisible()
    assert page.minimumSizeHint().width() <= AT_150
