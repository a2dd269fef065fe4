"""The command answer: one municipality's word on one request, written into the file."""

from argparse import Namespace
from datetime import datetime

from core.cli.arguments import Command, Parser, add_ledger
from core.cli.output import accepted, changed
from core.model.council import Municipality
from core.model.requests import Customization
from core.operations.answers.answering import answer as answer_operation
from core.operations.answers.answering import parse_state
from core.operations.editing.find import find
from core.program import user_name
from core.storage.document.ledger_file import LedgerFile


def _describe(parser: Parser) -> None:
    add_ledger(parser)
    parser.add_argument("item", metavar="ITEM", help="要望の項(例 25)")
    parser.add_argument("municipality", metavar="MUNICIPALITY", help="団体コード、団体名または記号")
    parser.add_argument("state", metavar="STATE", help="実施、実施しない、未定、未回答のいずれか")


def answer(options: Namespace) -> int:
    """Record the answer and save the file; the amounts follow from it."""
    print(changed(options.file, lambda file: _record(file, options)))
    return 0


def _record(file: LedgerFile, options: Namespace) -> str:
    book = file.store.book()
    customization = accepted(find(book, Customization, options.item, "item"))
    municipality = accepted(find(book, Municipality, options.municipality, "municipality"))
    state = accepted(parse_state(options.state))
    who, when = user_name(), datetime.now().isoformat(timespec="seconds")
    change_set = accepted(answer_operation(book, customization, municipality, state, who, when))
    if change_set:
        file.store.apply(change_set, who)
    return f"項{customization.item}に対する{municipality.name}の意向: {state.label}"


ANSWER = Command(_describe, answer)
