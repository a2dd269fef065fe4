"""The command answer: one municipality's word on one request, written into the file."""

from argparse import Namespace
from datetime import datetime
from typing import TypeVar

from core.cli.output import CommandFailed, accepted, changed
from core.model.council import Municipality
from core.model.faults import Faults
from core.model.requests import Customization
from core.operations.answers.answering import answer as answer_operation
from core.operations.answers.answering import parse_state
from core.operations.editing.find import find
from core.program import user_name
from core.storage.document.ledger_file import LedgerFile
from core.words.sentences import sentence

T = TypeVar("T")


def answer(options: Namespace) -> int:
    """Record the answer and save the file; the amounts follow from it."""
    print(changed(options.file, lambda file: _record(file, options)))
    return 0


def _record(file: LedgerFile, options: Namespace) -> str:
    book = file.store.book()
    customization = _found(find(book, Customization, options.item, "item"))
    municipality = _found(find(book, Municipality, options.municipality, "municipality"))
    state = _found(parse_state(options.state))
    who, when = user_name(), datetime.now().isoformat(timespec="seconds")
    change_set = accepted(answer_operation(book, customization, municipality, state, who, when))
    if change_set:
        file.store.apply(change_set, who)
    return f"項{customization.item}に対する{municipality.name}の意向: {state.label}"


def _found(result: T | Faults) -> T:
    if isinstance(result, Faults):
        raise CommandFailed(*(sentence(fault) for fault in result))
    return result
