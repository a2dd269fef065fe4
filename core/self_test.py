"""--self-test: the program's main jobs on files of its own, to see on the very PC whether a built program is whole."""

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, TypeVar

from core import heavy
from core.cli.run import run
from core.documents.manual.chapters import chapters
from core.documents.manual.sheets import printed
from core.documents.registry import REPORTS
from core.model.answers import Answer, AnswerState
from core.model.council import Municipality
from core.model.machine.faults import Faults
from core.model.requests import Customization
from core.operations.answers.answering import answer
from core.operations.answers.answering_file import finish, give, sign
from core.operations.editing.find import find
from core.storage.answer_file import open_answer_file, write_answer_file
from core.storage.disk.places import CHOSEN_HOME, default_home
from core.storage.document.ledger_file import LedgerFile
from core.version import version

TOTAL = 19_620_000
"""The sample's 合計(最大) in yen, as the source prints it."""

LEDGER = "自己診断の台帳 見本.anbun"


T = TypeVar("T")


class SelfTestFailed(Exception):
    """A step did not give what it must; the text says what came instead."""


class Step(NamedTuple):
    """One job: its name for people, and what does it in a folder of its own and returns what came out."""

    name: str
    do: Callable[[Path], str]


def self_test(more: Iterable[Step] = ()) -> int:
    """Do every step and then `more`, each told in one line; return 0 when all were done, else 1.

    Everything happens in a temporary folder, the program's own data too; nothing of it stays.
    """
    print(f"按分帳 {version()} の自己診断", flush=True)
    with TemporaryDirectory(prefix="anbuncho-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with _own_home(folder / "データ"):
            done = [_told(step, folder) for step in (*STEPS, *more)]
    failed = done.count(False)
    print(
        f"{len(done)}項目のうち{failed}項目が失敗しました。" if failed else f"{len(done)}項目すべて正常です。",
        flush=True,
    )
    return 1 if failed else 0


def _told(step: Step, folder: Path) -> bool:
    started = time.perf_counter()
    try:
        with redirect_stdout(StringIO()):
            result = step.do(folder)
    except (Exception, SystemExit) as error:  # noqa: BLE001  (whatever goes wrong is what the test is there to tell)
        print(f"× {step.name}: {type(error).__name__}: {error}", flush=True)
        return False
    print(f"○ {step.name}: {result} ({time.perf_counter() - started:.2f}秒)", flush=True)
    return True


@contextmanager
def _own_home(path: Path) -> Iterator[None]:
    before = os.environ.get(CHOSEN_HOME)
    os.environ[CHOSEN_HOME] = str(path)
    try:
        yield
    finally:
        if before is None:
            del os.environ[CHOSEN_HOME]
        else:
            os.environ[CHOSEN_HOME] = before


def _command(*arguments: object) -> str:
    """Run a command and return what it printed; raises SelfTestFailed when it was refused."""
    output, complaints = StringIO(), StringIO()
    with redirect_stdout(output), redirect_stderr(complaints):
        code = run([str(argument) for argument in arguments])
    if code:
        raise SelfTestFailed(complaints.getvalue().strip() or output.getvalue().strip() or f"終了コード {code}")
    return output.getvalue().strip()


def _expect(found: object, wanted: object, what: str) -> None:
    if found != wanted:
        raise SelfTestFailed(f"{what}が {wanted!r} でなく {found!r} です")


def _total(ledger: Path) -> int:
    total: int = json.loads(_command("show", ledger, "allocation", "--json"))["totals"]["max"]["total"]
    return total


def _new(folder: Path) -> str:
    _command("new", folder / LEDGER, "--sample")
    _expect(_total(folder / LEDGER), TOTAL, "合計(最大)")
    return f"合計(最大) {TOTAL:,}円"


def _edit_and_undo(folder: Path) -> str:
    with closing(LedgerFile.open(default_home(), folder / LEDGER)) as file:
        before = file.store.book()
        customization, municipality = (
            find(before, Customization, "25", "item"),
            find(before, Municipality, "B", "municipality"),
        )
        if isinstance(customization, Faults) or isinstance(municipality, Faults):
            raise SelfTestFailed("見本に項25か団体Bがありません")
        wish = answer(before, customization, municipality, AnswerState.YES, "自己診断")
        if isinstance(wish, Faults):
            raise SelfTestFailed("意向を記録できません")
        inverse = file.store.apply(wish)
        after = file.store.book()
        _expect(any(after.all(Answer)[id] != one for id, one in before.all(Answer).items()), True, "編集の結果")
        file.store.apply(inverse)
        _expect(dict(file.store.book().all(Answer)), dict(before.all(Answer)), "元に戻した意向")
    return "項25のBを実施にして、元に戻した"


def _save_and_reopen(folder: Path) -> str:
    path = folder / LEDGER
    _command("answer", path, "25", "B", "実施")
    with closing(LedgerFile.open(default_home(), path)) as file:
        states = [one.state for one in file.store.book().all(Answer).values()]
    _expect(_total(path) == TOTAL, False, "保存した変更")
    _command("answer", path, "25", "B", "未定")
    _expect(_total(path), TOTAL, "合計(最大)")
    return f"意向 {len(states)}件"


def _export_and_import(folder: Path) -> str:
    book = folder / "書き出し.xlsx"
    _command("export", folder / LEDGER, book)
    changes = json.loads(_command("import", folder / LEDGER, book, "--json"))
    for kind in ("added", "changed", "refused"):
        _expect(changes[kind], [], f"読み戻したときの{kind}")
    return f"Excelブック {book.stat().st_size:,}バイト、読み戻して変更なし"


def _answer_file(folder: Path) -> str:
    out = folder / "配布"
    _command("issue", folder / LEDGER, "--municipality", "163210", "-d", out)
    (path,) = out.glob("*.anbun-answer")
    file = open_answer_file(path)
    for request in file.requests:
        file = _accepted(give(file, request.id, AnswerState.NO))
    write_answer_file(path, _accepted(finish(_accepted(sign(file, "自己診断")), "2026-01-01T09:00:00")))
    (taken,) = json.loads(_command("take", folder / LEDGER, path, "--json"))
    return f"{len(file.requests)}件に回答して取り込み({taken['status']})"


def _accepted(result: T | Faults) -> T:
    if isinstance(result, Faults):
        raise SelfTestFailed("、".join(fault.rule for fault in result))
    return result


def _printouts(folder: Path) -> str:
    pages = 0
    for report in REPORTS:
        path = folder / f"{report}.pdf"
        # What the sample asks to be answered was to be answered long ago: a letter has to name another day.
        asks = ("--deadline", "2099-12-31") if "deadline" in REPORTS[report].options else ()
        _command("print", folder / LEDGER, report, "-o", path, *asks)
        pages += heavy.page_count(path.read_bytes())
    return f"{len(REPORTS)}種類 {pages}ページ"


def _manual(_folder: Path) -> str:
    pdf = heavy.render(printed("取扱説明書", chapters()))
    return f"{heavy.page_count(pdf)}ページ"


def _recover(folder: Path) -> str:
    damaged, rescued = folder / "壊れた写し.anbun", folder / "救出.anbun"
    content = bytearray((folder / LEDGER).read_bytes())
    middle = len(content) // 2
    content[middle : middle + 64] = bytes(64)
    damaged.write_bytes(content[:-100])
    _command("recover", damaged, "-o", rescued)
    _command("show", rescued, "municipalities")
    return "100バイト欠け、64バイト消えた写しから新しい台帳を作った"


STEPS = (
    Step("見本から新しい台帳", _new),
    Step("編集と元に戻す", _edit_and_undo),
    Step("保存と開き直し", _save_and_reopen),
    Step("Excelへの書き出しと読み戻し", _export_and_import),
    Step("回答ファイルの配布と取り込み", _answer_file),
    Step("帳票", _printouts),
    Step("取扱説明書の印刷", _manual),
    Step("壊れた写しからの復旧", _recover),
)
