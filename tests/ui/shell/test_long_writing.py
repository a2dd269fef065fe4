"""What takes long to write is written beside the window: it is painted, does not close, and saves nothing meanwhile."""

from pathlib import Path
from threading import current_thread, main_thread

from PySide6.QtCore import QTimer

from core.model.council import Population
from core.model.machine.history import LogFilter
from tests.ui.desk import OpenWindow, press_button
from tests.ui.post import drop
from ui.pages.exchange.exchange_page import ExchangePage


def test_an_import_and_its_undo_are_written_beside_the_window(open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window()
    window.session.file.save_as(tmp_path / "台帳.anbun")
    session, page = window.session, window.open_page("exchange")
    assert isinstance(page, ExchangePage)
    session.many = 1
    apply, seen = session.file.store.apply, list[tuple[bool, bool, bool]]()

    def written(*arguments: object) -> object:
        seen.append((current_thread() is main_thread(), session.is_writing, window.isVisible()))
        return apply(*arguments)  # type: ignore[arg-type]

    session.file.store.apply = written  # type: ignore[method-assign, assignment]
    tried = list[bool]()

    def interfere() -> None:
        if session.is_writing:
            window.close()
            window.autosave._start()
            tried.append(window.autosave._job is None)

    timer = QTimer(interval=0)
    timer.timeout.connect(interfere)
    timer.start()
    path = tmp_path / "人口.csv"
    path.write_text("団体名,基準日,人口\n射水市,R8.1.1,5\n滑川市,R8.1.1,6\n", encoding="utf-8")
    drop(page, [path])
    before = len(session.book.all(Population))
    press_button(page, "すべて取り込む")
    assert len(session.book.all(Population)) == before + 2
    session.undo()
    assert len(session.book.all(Population)) == before
    session.redo()
    timer.stop()
    assert len(session.book.all(Population)) == before + 2
    assert seen == [(False, True, True)] * 3
    assert tried
    assert all(tried)
    assert session.book.all(Population).keys() == session.file.store.book().all(Population).keys()
    assert [entry.label for entry in session.log(LogFilter(), 3)] == [
        "やり直す: 取り込み(人口)",
        "元に戻す: 取り込み(人口)",
        "取り込み(人口)",
    ]
