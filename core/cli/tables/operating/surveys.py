"""満足度 for the command show: every survey, the latest one first, with its results."""

from typing import Any

from core.calc.surveys.results import results_of, surveys_of
from core.calc.surveys.tally import TERMS
from core.cli.output import print_table
from core.documents.surveys.sheet import EMPTY, cells_of, facts_of, values_of
from core.model.book import Book


def survey_json(book: Book) -> list[dict[str, Any]]:
    """Return the surveys with their results; a mean is a fraction and a text, null where there is none."""
    return [values_of(book, survey) for survey in surveys_of(book)]


def survey_text(book: Book) -> None:
    """Print the results question by question, by system and by municipality."""
    surveys = surveys_of(book)
    if not surveys:
        print(EMPTY)
    for survey in surveys:
        results = results_of(book, survey)
        print(f"■{survey.name}")
        for name, value in facts_of(book, survey, results):
            print(f"{name}: {value}")
        rows = []
        for one in results:
            for way, groups in (("", (one.total,)), ("業務別", one.by_system), ("団体別", one.by_municipality)):
                for group in groups:
                    cells = cells_of(survey, one, group)
                    rows.append((f"問{one.question.number}", way, group.name, cells[0], *cells[-4:]))
        headings = ["設問", "分け方", "区分", "n", "平均", "前回差", "上位2段", "下位2段"]
        print_table(headings, rows, [False] * 3 + [True] * 5)
    for line in TERMS:
        print(line)
