import errno
import hashlib
import os
from contextlib import closing
from pathlib import Path

import pytest

from core import heavy
from core.cli.heeded import HEEDED
from core.documents.comparison.sheet import adoption
from core.documents.paper.settings import PrintSettings
from core.documents.registry import REPORTS
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.records import to_row
from core.model.requests import Customization
from core.model.scenarios import Scenario
from core.model.sheets import FixedSheet, SheetFile
from core.model.values.codes import code_of
from core.operations.editing.edit import edit
from core.operations.editing.find import find
from core.operations.scenarios.deciding import adopt
from core.sample import sample
from core.storage.disk.places import Home, default_home
from core.storage.document.ledger_file import LedgerFile
from tests.core.cli.desk import Call

NOTHING = "この帳票に印刷する内容がありません。先に団体と、この帳票に載せるものを登録してください。"


def pages(path: Path) -> int:
    return heavy.page_count(path.read_bytes())


COSTS = ["comparison", "breakdown", "totals", "scenarios", "out-of-scope"]


LATER = ("--deadline", "2014-08-29")
"""The deadline of the sample passed before its letters are dated."""
NO_CONTACT = "担当の電話・FAX・メールが、協議会のページにありません。入力すると、文書の終わりに印刷します。\n"


@pytest.mark.parametrize("report", ["allocation", "derivation", *COSTS])
def test_every_report_is_written(call: Call, ledger: Path, tmp_path: Path, report: str) -> None:
    done = call("print", ledger, report, "-o", tmp_path / "帳票.pdf")
    assert (done.code, done.err) == (0, "")
    assert done.out == f"{tmp_path / '帳票.pdf'} に書き出しました。\n"
    assert pages(tmp_path / "帳票.pdf") > 0


@pytest.mark.parametrize("report", ["notice", "questionnaire"])
def test_one_municipality_is_printed_alone(call: Call, ledger: Path, tmp_path: Path, report: str) -> None:
    written = []
    for who in ("163210", "舟橋村", "F"):
        assert call("print", ledger, report, "-o", tmp_path / f"{who}.pdf", "--municipality", who, *LATER).code == 0
        written.append((tmp_path / f"{who}.pdf").read_bytes())
    assert written[0] == written[1] == written[2]
    call("print", ledger, report, "-o", tmp_path / "全.pdf", *LATER)
    assert pages(tmp_path / "163210.pdf") < pages(tmp_path / "全.pdf")


@pytest.mark.parametrize("report", ["notice", "questionnaire", "reminder"])
def test_letters_are_refused_until_they_ask_by_a_day_to_come(
    call: Call, ledger: Path, tmp_path: Path, report: str
) -> None:
    path = tmp_path / "文書.pdf"
    done = call("print", ledger, report, "-o", path)
    assert (done.code, path.exists()) == (1, False)
    assert done.err.startswith("期限(平成26年7月31日)は、文書の日付(平成26年8月6日)より前です。")
    assert "--deadline" in done.err
    assert call("print", ledger, report, "-o", path, "--deadline", "2014-08-05").code == 1
    done = call("print", ledger, report, "-o", path, *LATER)
    assert (done.code, done.err) == (0, NO_CONTACT)
    assert pages(path) > 0


def test_each_municipality_may_have_a_file_of_its_own(call: Call, ledger: Path, tmp_path: Path) -> None:
    done = call("print", ledger, "reminder", "-d", tmp_path / "督促", "--number", "推第9号", *LATER)
    assert (done.code, done.err) == (0, NO_CONTACT), "what they lack is said once"
    names = sorted(path.name for path in (tmp_path / "督促").iterdir())
    assert names[0].endswith(".pdf")
    assert "舟橋村" in "".join(names)
    assert len(names) == 5, "A has answered everything"
    whole = tmp_path / "全.pdf"
    call("print", ledger, "reminder", "-o", whole, "--number", "推第9号", *LATER)
    assert pages(whole) == sum(pages(path) for path in (tmp_path / "督促").iterdir())
    done = call("print", ledger, "allocation", "-d", tmp_path / "表")
    assert (done.code, (tmp_path / "表").exists()) == (1, False)


def test_each_reviewer_and_each_bidder_may_have_a_file_of_its_own(call: Call, ledger: Path, tmp_path: Path) -> None:
    out, case = tmp_path / "採点", ("--names", "--procurement", "架空の例 基幹系システムの共同調達")
    assert call("print", ledger, "score-sheets", "-d", out, "--together", "--without-letter", *case).code == 0
    assert len(list(out.iterdir())) == 18
    assert {pages(path) for path in out.iterdir()} == {1}
    one = tmp_path / "1.pdf"
    done = call("print", ledger, "score-sheets", "-o", one, "--reviewer", "審査員2", "--bidder", "乙社(架空)", *case)
    assert (done.code, pages(one)) == (0, 2)
    assert call("print", ledger, "evaluation-notice", "-d", tmp_path / "通知").code == 0
    names = sorted(path.name for path in (tmp_path / "通知").iterdir())
    assert names == [f"選定結果通知_{who}社(架空).pdf" for who in "丙乙甲"]
    done = call("print", ledger, "score-sheets", "-o", one, "--reviewer", "<b>だれか")
    assert (done.code, "「<b>だれか」という審査員はありません。ある審査員: 審査員1、" in done.err) == (1, True)
    done = call("print", ledger, "evaluation", "-o", one, "--bidder", "乙社(架空)")
    assert (done.code, done.err.startswith("--bidder は「評価結果一覧」")) == (1, True)


def test_what_was_fixed_is_written_again_byte_for_byte_or_not_at_all(call: Call, ledger: Path, tmp_path: Path) -> None:
    path, pdf = tmp_path / "確定版.pdf", b"%PDF-1.7 \xe9\xab\x99 as it was"
    for name, sha256 in (("第3回<b>協議会", hashlib.sha256(pdf).hexdigest()), ("損なわれた版", "0" * 64)):
        with closing(LedgerFile.open(default_home(), ledger)) as file:
            id = file.store.book().last_id(FixedSheet) + 1
            sheet = FixedSheet(id, "allocation", name, "2014-08-06", sha256=sha256)
            changes = (Insert("fixed_sheets", to_row(sheet)), Insert("sheet_files", to_row(SheetFile(id, pdf))))
            file.store.apply(ChangeSet("確定", changes))
            file.save()
    done = call("print", ledger, "allocation", "-o", path, "--kept", "第3回<b>協議会")
    assert (done.code, path.read_bytes()) == (0, pdf)
    assert (
        f"平成26年8月6日の確定版「第3回<b>協議会」(確認コード {code_of(hashlib.sha256(pdf).hexdigest())})" in done.err
    )
    path.unlink()
    done = call("print", ledger, "allocation", "-o", path, "--kept", "損なわれた版")
    assert (done.code, path.exists()) == (1, False)
    assert "確定したときのものと一致しません。" in done.err
    for options, told in (
        (("--kept", "ない版"), "ある確定版: 損なわれた版、第3回<b>協議会"),
        (("--kept", "第3回<b>協議会", "--paper", "A3"), "--kept は確定版をそのまま書き出すため"),
    ):
        done = call("print", ledger, "allocation", "-o", path, *options)
        assert (done.code, path.exists(), told in done.err) == (1, False, True), done.err


def test_an_option_that_a_report_does_not_heed_is_refused(call: Call, ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    for report, options in (
        ("allocation", ("--yearly",)),
        ("comparison", ("--money", "yearly")),
        ("reminder", ("--names",)),
        ("quotes", ("--municipality", "F")),
        ("schedule-detail", ("--paper", "A4")),
    ):
        done = call("print", ledger, report, "-o", path, *options)
        assert (done.code, path.exists()) == (1, False)
        assert done.err.startswith(f"{options[0]} は「")
        assert "--as-of" in done.err.split("使えるのは")[1]


def test_the_command_prints_what_the_window_prints(call: Call, ledger: Path, tmp_path: Path) -> None:
    seen = set()
    for number, options in enumerate(
        (
            (),
            ("--money", "yearly"),
            ("--totals", "range"),
            ("--scenario-rows",),
            ("--disposition", "標準仕様で対応"),
            ("--number", "推第1号"),
            ("--mark", "取扱注意"),
            ("--material", "資料1"),
            ("--meeting-name", "第3回協議会"),
        )
    ):
        path = tmp_path / f"{number}.pdf"
        done = call("print", ledger, "allocation", "-o", path, *options)
        assert (done.code, done.err) == (0, "")
        seen.add(path.read_bytes())
    assert len(seen) == 9
    done = call("print", ledger, "allocation", "-o", tmp_path / "x.pdf", "--previous", "ない")
    assert done.err == "「ない」という確定版はありません。ある確定版: なし\n"


def test_the_same_call_gives_the_same_bytes(call: Call, ledger: Path, tmp_path: Path) -> None:
    for name in ("一.pdf", "二.pdf"):
        call("print", ledger, "allocation", "-o", tmp_path / name)
    assert (tmp_path / "一.pdf").read_bytes() == (tmp_path / "二.pdf").read_bytes()


def test_names_letters_paper_and_date_change_the_sheet(call: Call, ledger: Path, tmp_path: Path) -> None:
    seen = set()
    for number, options in enumerate(
        ((), ("--names",), ("--paper", "A3"), ("--as-of", "2014-11-18"), ("--as-of", "平成26年11月19日"))
    ):
        path = tmp_path / f"{number}.pdf"
        assert call("print", ledger, "allocation", "-o", path, *options).code == 0
        seen.add(path.read_bytes())
    assert len(seen) == 5
    path = tmp_path / "記号.pdf"
    call("print", ledger, "allocation", "-o", path, "--anonymous")
    assert path.read_bytes() in seen, "letters are what the sample asks for"
    (first,) = heavy.page_images((tmp_path / "2.pdf").read_bytes(), 1, range(1))
    assert first.width == pytest.approx(1191, abs=2)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--municipality", "富山市"), "「富山市」という団体はありません。"),
        (("--as-of", "夏"), "「夏」は日付として読めません。"),
    ],
)
def test_what_cannot_be_printed_is_refused(
    call: Call, ledger: Path, tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    done = call("print", ledger, "notice", "-o", tmp_path / "帳票.pdf", *options)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(words)
    assert not (tmp_path / "帳票.pdf").exists()


def test_a_place_that_cannot_be_written_is_said(call: Call, ledger: Path, tmp_path: Path) -> None:
    for place in (tmp_path / "ない" / "帳票.pdf", tmp_path):
        done = call("print", ledger, "allocation", "-o", place)
        assert done.code == 1
        assert done.err == f"{place} に書き込めません。フォルダーと空き容量を確かめてください。\n"


def test_a_full_disk_leaves_the_old_report(
    call: Call, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "帳票.pdf"
    path.write_bytes(b"of the last meeting")
    before, fsync = sorted(tmp_path.iterdir()), os.fsync

    def full(descriptor: int) -> None:
        if any(tmp_path.glob(".anbuncho-*")):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    assert call("print", ledger, "allocation", "-o", path).code == 1
    assert path.read_bytes() == b"of the last meeting"
    assert sorted({*tmp_path.iterdir()} - {tmp_path / "プログラムのデータ"}) == before


def test_letters_that_no_font_has_are_listed_and_it_prints_all_the_same(
    call: Call, ledger: Path, tmp_path: Path
) -> None:
    file = LedgerFile.open(default_home(), ledger)
    book = file.store.book()
    file.store.apply(edit(book, find(book, Customization, "3", "item"), "title", "髙﨑𠮷と\U0001f9ff"))  # type: ignore[arg-type]
    file.save()
    file.close()
    done = call("print", ledger, "allocation", "-o", tmp_path / "帳票.pdf")
    assert done.code == 0
    assert done.err.startswith("印刷できない文字があります: 「\U0001f9ff」(")
    assert "𠮷」" not in done.err.split("(")[0]
    assert pages(tmp_path / "帳票.pdf") > 0


def test_an_empty_ledger_prints_an_empty_table_and_no_sheets_to_nobody(
    call: Call, empty_ledger: Path, tmp_path: Path
) -> None:
    for report in ("allocation", "derivation"):
        assert call("print", empty_ledger, report, "-o", tmp_path / f"{report}.pdf").code == 0
        assert pages(tmp_path / f"{report}.pdf") == 1
    for report in ("notice", "questionnaire"):
        done = call("print", empty_ledger, report, "-o", tmp_path / f"{report}.pdf")
        assert (done.code, done.err) == (1, f"{NOTHING}\n")
        assert not (tmp_path / f"{report}.pdf").exists()


def test_the_comparison_follows_scenario_unit_and_years(call: Call, ledger: Path, tmp_path: Path) -> None:
    seen = set()
    for number, options in enumerate(
        (
            (),
            ("--scenario", "保障なし(比較のため)"),
            ("--unit", "thousand"),
            ("--digits", "3"),
            ("--rate-from", "yen"),
            ("--yearly",),
        )
    ):
        path = tmp_path / f"{number}.pdf"
        assert call("print", ledger, "comparison", "-o", path, *options).code == 0
        seen.add(path.read_bytes())
    assert len(seen) == 6
    done = call("print", ledger, "comparison", "-o", tmp_path / "x.pdf", "--scenario", "ない")
    assert done.code == 1
    assert done.err.startswith("「ない」という試算はありません。ある試算: 3割削減を保障(原資料)、")


def test_an_adopted_scenario_reprints_the_stored_bytes_after_any_edit(call: Call, ledger: Path, tmp_path: Path) -> None:
    file = LedgerFile.open(default_home(), ledger)
    book = file.store.book()
    scenario = book.all(Scenario)[1]
    made = adoption(book, scenario, "2014-11-18", "髙木", PrintSettings())
    papers = {"settings": made.settings, "inputs": made.inputs, "result": made.result}
    pdf = heavy.render(made.document)
    file.store.apply(adopt(book, scenario, "2014-11-18", "髙木", pdf, papers))  # type: ignore[arg-type]
    file.store.apply(ChangeSet("変更", (Update("cost_amounts", 1, {"amount": 1}),)))
    file.save()
    file.close()
    done = call("print", ledger, "comparison", "-o", tmp_path / "採用.pdf", "--paper", "A3")
    assert (done.code, (tmp_path / "採用.pdf").read_bytes()) == (0, pdf)
    assert done.err.startswith("採用したときに確定した「試算「3割削減を保障(原資料)」」を、そのまま書き出します")


def test_every_setting_of_every_report_has_an_option_that_other_reports_refuse(
    call: Call, ledger: Path, tmp_path: Path
) -> None:
    heeded = {name for report in REPORTS.values() for name in report.options}
    assert heeded - set(HEEDED) == set()
    done = call("print", ledger, "allocation", "-o", tmp_path / "表.pdf", "--template", "source")
    assert (done.code, done.err.startswith("--template は「カスタマイズ費用按分表」では使えません。")) == (1, True)
    done = call("print", ledger, "charge-claims", "-o", tmp_path / "表.pdf", "--number", "推第1号")
    assert (done.code, done.err.startswith("--number は「請求書」では使えません。")) == (1, True)


def test_the_next_number_is_told_and_given_when_asked_for(call: Call, ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "通知.pdf"
    done = call("print", ledger, "charge-notice", "-o", out, "--next-number")
    assert (done.code, out.exists()) == (1, False)
    assert done.err.startswith("前に確定版にした文書の番号がありません。")
    numbered = tmp_path / "番号.anbun"
    file = LedgerFile.new(Home(tmp_path / "home"), sample())
    with closing(file):
        sheet = FixedSheet(1, "notice", "7月の通知", "2014-07-01", last_number="推第17号")
        file.store.apply(ChangeSet("", (Insert("fixed_sheets", to_row(sheet)),)))
        file.save_as(numbered)
    done = call("print", numbered, "charge-notice", "-o", out)
    assert "次の番号は「推第18号」です" in done.err
    plain = out.read_bytes()
    assert call("print", numbered, "charge-notice", "-o", out, "--next-number").err == NO_CONTACT
    given = out.read_bytes()
    call("print", numbered, "charge-notice", "-o", out, "--number", "推第18号")
    assert out.read_bytes() == given != plain
    done = call("print", numbered, "allocation", "-o", out, "--next-number")
    assert (done.code, "--next-number は「カスタマイズ費用按分表」では使えません。" in done.err) == (1, True)
