"""The command issue: answer files for municipalities, or score sheets for the seats of a procurement."""

from argparse import Namespace
from datetime import datetime
from pathlib import Path

from core.calc.evaluation.asked import asked_of_seats
from core.calc.evaluation.frame import frame_of, procurements_of
from core.calc.members import is_member
from core.cli.arguments import Command, Parser, add_ledger
from core.cli.output import CommandFailed, accepted, changed
from core.jobs.issue import ScoreWish, Wish, issue_files, issue_score_files
from core.model.answers import Medium
from core.model.book import Book
from core.model.council import Municipality
from core.model.evaluation import Bidder, Procurement, Reviewer
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault
from core.operations.editing.find import find
from core.program import user_name
from core.storage.document.ledger_file import LedgerFile
from core.words.sentences import sentence


def _describe_issue(parser: Parser) -> None:
    add_ledger(parser)
    whom = parser.add_mutually_exclusive_group(required=True)
    whom.add_argument("--municipality", metavar="CODE|all", help="団体コード、団体名、記号かall(全団体)")
    whom.add_argument("--reviewer", metavar="NAME|all", help="採点票を発行する審査員の名前かall(採点する全員)")
    parser.add_argument("--procurement", metavar="NAME", help="採点票の案件(省略すると提案者のある先頭の案件)")
    parser.add_argument("--excel", action="store_true", help="ファイルの代わりにExcelの用紙を作ります。")
    parser.add_argument("-d", "--directory", metavar="DIR", required=True, help="作るフォルダー")
    parser.add_argument("--with-others", action="store_true", help="他の団体の回答も見えるようにします。")
    parser.add_argument("--contact", metavar="TEXT", help="問い合わせ先(省略すると事務局の名前)")


def issue_answer_files(options: Namespace) -> int:
    """Write one answer file (or Excel book) per municipality, or one score sheet per seat, and record that they were
    issued; all or none."""
    issue = _issue if options.reviewer is None else _issue_scores
    for path in changed(options.file, lambda file: issue(file, options)):
        print(f"{path} を作りました。")
    return 0


def _issue(file: LedgerFile, options: Namespace) -> list[Path]:
    book, who = file.store.book(), user_name()
    wish = Wish(
        tuple(chosen(book, options.municipality)),
        Medium.EXCEL if options.excel else Medium.ANSWER_FILE,
        Path(options.directory),
        with_others=options.with_others,
        contact=options.contact or "",
    )
    return accepted(issue_files(file.store, book, wish, who, _now(), lambda change_set: _saved(file, change_set, who)))


def _issue_scores(file: LedgerFile, options: Namespace) -> list[Path]:
    book, who = file.store.book(), user_name()
    procurement = _procurement(book, options.procurement)
    known = book.children(Reviewer, procurement.id).values()
    asked = asked_of_seats(frame_of(book, procurement))
    seats = tuple(asked) if options.reviewer == "all" else tuple(one for one in known if one.name == options.reviewer)
    if not seats:
        names = "、".join(one.name for one in asked) or "なし"
        raise CommandFailed(f"「{options.reviewer}」という審査員はありません。採点する審査員: {names}")
    wish = ScoreWish(
        procurement,
        seats,
        Medium.EXCEL if options.excel else Medium.ANSWER_FILE,
        Path(options.directory),
        options.contact or "",
    )
    return accepted(
        issue_score_files(file.store, book, wish, who, _now(), lambda change_set: _saved(file, change_set, who))
    )


def _procurement(book: Book, name: str | None) -> Procurement:
    if name is not None:
        return accepted(find(book, Procurement, name, "procurement"))
    known = procurements_of(book)
    found = next((one for one in known if book.children(Bidder, one.id)), known[0] if known else None)
    if found is None:
        raise CommandFailed(sentence(Fault("", "no_procurement", {})))
    return found


def _saved(file: LedgerFile, change_set: ChangeSet, who: str) -> bool:
    """Nobody is to get a file whose issue the ledger does not know: it is saved before the files are told of."""
    file.store.apply(change_set, who)
    file.save()
    return True


def chosen(book: Book, text: str) -> list[Municipality]:
    if text == "all":
        base = book.consortium.base_date
        return [one for one in sorted(book.all(Municipality).values(), key=_order) if is_member(one, base)]
    return [accepted(find(book, Municipality, text, "municipality"))]


def _order(municipality: Municipality) -> tuple[int, str]:
    return municipality.position, municipality.code


def _now() -> str:
    return datetime.now().isoformat(timespec="seconds")


ISSUE = Command(_describe_issue, issue_answer_files)
