"""The commands forms and take-forms: Excel books to fill in, out into a folder and back into the ledger."""

from argparse import Namespace
from datetime import date
from pathlib import Path

from core.cli.arguments import Command, Parser, add_ledger
from core.cli.exchanging import chosen
from core.cli.output import CommandFailed, accepted, changed, opened
from core.jobs.forms import hand_out_forms, read_form, take_forms
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault
from core.model.machine.grids import SourceRefused
from core.model.operating.forms import FilledForm, Form, FormKind
from core.operations.improvements.forms import improvement_forms, take_improvements
from core.program import user_name
from core.storage.document.ledger_file import LedgerFile
from core.words.sentences import sentence


def _describe_forms(parser: Parser) -> None:
    add_ledger(parser)
    parser.add_argument("kind", choices=[kind.value for kind in FormKind], help="改善要望票か、満足度の調査票")
    parser.add_argument(
        "--municipality", metavar="CODE|all", default="all", help="団体コード、団体名、記号かall(全団体)"
    )
    parser.add_argument("-d", "--directory", metavar="DIR", required=True, help="作るフォルダー")


def write_forms(options: Namespace) -> int:
    """Write one book for each municipality; the ledger is not changed."""
    with opened(options.file) as file:
        forms = _forms(file, options)
    for path in hand_out_forms(forms, Path(options.directory)):
        print(f"{path} を作りました。")
    return 0


def _forms(file: LedgerFile, options: Namespace) -> list[Form]:
    book, document_id = file.store.book(), file.store.document_id
    return accepted(improvement_forms(book, document_id, chosen(book, options.municipality)))


def _describe_take(parser: Parser) -> None:
    add_ledger(parser)
    parser.add_argument("forms", metavar="FORM", nargs="+", help="戻った用紙(.xlsx)")


def take_returned(options: Namespace) -> int:
    """Take forms back as one action with a backup, all or none."""
    forms = [_read(Path(path)) for path in options.forms]
    label = changed(options.file, lambda file: _take(file, forms))
    print(f"{label}ました。")
    return 0


def _read(path: Path) -> FilledForm:
    try:
        return read_form(path)
    except SourceRefused as refused:
        raise CommandFailed(sentence(Fault("", refused.rule, refused.facts)), exit_code=2) from refused


def _take(file: LedgerFile, forms: list[FilledForm]) -> str:
    wish: ChangeSet = accepted(
        take_improvements(file.store.book(), file.store.document_id, forms, date.today().isoformat())
    )
    take_forms(file, wish, lambda change_set: file.store.apply(change_set, user_name()))
    return wish.label


FORMS = Command(_describe_forms, write_forms)

TAKE_FORMS = Command(_describe_take, take_returned)
