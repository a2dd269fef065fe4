"""A book that came back, of whichever kind: it is read once, and its hidden sheet says what it is."""

from core.exchange.questionnaire_book import filled_book
from core.exchange.reading_workbook import read_workbook
from core.exchange.score_book import filled_scores, is_score_book
from core.model.answer_file import FilledBook
from core.model.selection.score_file import FilledScores


def read_returned_book(content: bytes) -> FilledBook | FilledScores:
    """Return what a returned book says; raises SourceRefused as `read_questionnaire` and `read_scores` do."""
    grids = read_workbook(content)
    return filled_scores(grids) if is_score_book(grids) else filled_book(grids)
