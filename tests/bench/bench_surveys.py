"""How long a survey of 20,000 answers takes from the Excel book that came back to the change of the ledger:
python tests/bench/bench_surveys.py"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.exchange.form_book import form_book, read_form
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet
from core.model.operating.surveys import Survey, SurveyQuestion
from core.operations.editing.adding import add_row
from core.operations.surveys.forms import SHEET, survey_forms, take_survey
from core.sample import sample
from tests.filled_forms import filled

QUESTIONS, PEOPLE, LIMIT = 20, 1_000, 3.0
_WORDS = ("大変満足", "満足", "普通", "不満", "大変不満", "わからない")


def main() -> int:
    """Print the seconds; the exit code is 1 where the limit is passed."""
    book = Book({})
    book.apply(sample())
    _do(book, add_row(book, Survey, {"name": "大きな調査"}))
    survey = next(one for one in book.all(Survey).values() if one.name == "大きな調査")
    for at in range(1, QUESTIONS + 1):
        _do(book, add_row(book, SurveyQuestion, {"text": f"設問{at}"}, {"survey_id": survey.id}))
    municipality = next(iter(book.all(Municipality).values()))
    forms = survey_forms(book, "台帳", survey, [municipality])
    assert isinstance(forms, list)
    cells = {
        (SHEET, row, f"問{at} 設問{at}"): _WORDS[(row + at) % len(_WORDS)]
        for row in range(1, PEOPLE + 1)
        for at in range(1, QUESTIONS + 1)
    }
    content = filled(form_book(forms[0]), cells)
    began = time.process_time()
    wish = take_survey(book, "台帳", [read_form(content, "大.xlsx")])
    took = time.process_time() - began
    _do(book, wish)
    print(f"{QUESTIONS * PEOPLE:,} answers from a book of {len(content):,} bytes: {took:.2f} s (limit {LIMIT} s)")
    return 0 if took <= LIMIT else 1


def _do(book: Book, wish: object) -> None:
    assert isinstance(wish, ChangeSet), wish
    book.apply(wish)


if __name__ == "__main__":
    sys.exit(main())
