"""期限 of the operation: surveys, applications and agreements."""

from core.calc.dues.sources import dues_on
from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.operating.agreements import Agreement
from core.model.operating.applications import Application
from core.model.operating.improvements import Improvement
from core.operations.editing.edit import edit
from core.sample import sample


def test_what_is_due_of_the_operation_is_told_until_it_is_settled() -> None:
    book = Book({})
    book.apply(sample())

    def do(row: object, name: str, text: str) -> None:
        wish = edit(book, row, name, text)  # type: ignore[arg-type]
        assert isinstance(wish, ChangeSet)
        book.apply(wish)

    do(book.all(Improvement)[1], "due_on", "H27.9.10")
    do(book.all(Agreement)[1], "ends_on", "H28.3.31")
    kinds = {"改善要望の期限", "満足度調査の終了", "加入の予定日", "協定の終了"}

    def told(day: str) -> list[tuple[str, str]]:
        found = dues_on(book, day)
        parts = (("遅れ", found.late), ("今月", found.this_month), ("来月", found.next_month))
        return [(when, due.kind) for when, dues in parts for due in dues if due.kind in kinds]

    assert told("2015-09-01") == [("今月", "改善要望の期限"), ("今月", "満足度調査の終了")]
    assert told("2016-03-31") == [("遅れ", "改善要望の期限"), ("今月", "協定の終了"), ("来月", "加入の予定日")]
    do(book.all(Improvement)[1], "done_on", "H28.3.1")
    do(book.all(Application)[1], "state", "取下げ")
    assert told("2016-03-31") == [("今月", "協定の終了")]
