"""The commands forms and take-forms: Excel books to fill in, out into a folder and back into the ledger."""

from argparse import Namespace
from datetime import date
from pathlib import Path

from core.calc.surveys.results import surveys_of
from core.cli.arguments import Command, Parser, add_ledger
from core.cli.exchange.issuing import chosen
from core.cli.output import CommandFailed, accepted, changed, opened
from core.jobs.forms import hand_out_forms, read_form, take_forms
from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults
from core.model.machine.grids import SourceRefused
from core.model.operating.forms import FilledForm, Form, FormKind
from core.model.operating.surveys import Survey
from core.operations.editing.find import find
from core.operations.improvements.forms import improvement_forms, take_improvements
from core.operations.surveys.forms import survey_forms, take_survey
from core.program import user_name
from core.storage.document.ledger_file import LedgerFile
from core.words.sentences import sentence


def _describe_forms(parser: Parser) -> None:
    add_ledger(parser)
    parser.add_argument("kind", choices=[kind.value for kind in FormKind], help="改善要望票か、満足度の調査票")
    parser.add_argument(
        "--municipality", metavar="CODE|all", default="all", help="団体コード、団体名、記号かall(全団体)"
    )
    parser.add_argument("--survey", metavar="NAME", help="調査名(省略すると最も新しい調査)")
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
    municipalities = chosen(book, options.municipality)
    if options.kind == FormKind.IMPROVEMENTS:
        return accepted(improvement_forms(book, document_id, municipalities))
    return accepted(survey_forms(book, document_id, _survey(book, options.survey), municipalities))


def _survey(book: Book, name: str | None) -> Survey:
    """Return the survey of this name, the latest one where none is named."""
    if name:
        return accepted(find(book, Survey, name, "survey"))
    surveys = surveys_of(book)
    if not surveys:
        raise CommandFailed(sentence(Fault("", "no_survey")))
    return surveys[0]


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
    wish = accepted(_decided(file, forms))
    take_forms(file, wish, lambda change_set: file.store.apply(change_set, user_name()))
    return wish.label


def _decided(file: LedgerFile, forms: list[FilledForm]) -> ChangeSet | Faults:
    """All forms of one call are of one kind: that of the first."""
    book, document_id = file.store.book(), file.store.document_id
    if forms[0].kind is FormKind.SURVEY:
        return take_survey(book, document_id, forms)
    return take_improvements(book, document_id, forms, date.today().isoformat())


FORMS = Command(_describe_forms, write_forms)

TAKE_FORMS = Command(_describe_take, take_returned)
