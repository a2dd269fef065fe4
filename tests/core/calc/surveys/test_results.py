"""Results of the sample's made-up surveys."""

from typing import Any

from core.calc.surveys.results import HIDDEN, comments_of, results_of, survey_before, surveys_of
from core.calc.surveys.tally import show_change, show_mean
from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.operating.surveys import MeanOf, Survey, SurveyComment
from core.model.organisation import Tenure
from core.operations.editing.edit import edit
from core.sample import sample


def sampled() -> Book:
    book = Book({})
    book.apply(sample())
    return book


def done(book: Book, wish: Any) -> None:
    assert isinstance(wish, ChangeSet), wish
    book.apply(wish)


def test_the_latest_survey_comes_first_and_is_held_against_the_one_before() -> None:
    book = sampled()
    second, first = surveys_of(book)
    assert survey_before(book, second) == first
    assert survey_before(book, first) is None
    results = results_of(book, second)
    assert [one.total.tally.n for one in results] == [87, 87]
    assert [show_mean(one.mean) for one in results] == ["3.68", "3.55"]
    assert [show_change(one.change) for one in results] == ["+0.32", "+0.29"]
    assert all(one.change is None for one in results_of(book, first))


def test_a_small_group_is_hidden_with_the_next_one() -> None:
    book = sampled()
    (one, _) = results_of(book, surveys_of(book)[0])
    assert [(group.name, group.is_hidden) for group in one.by_municipality] == [
        ("射水市", False),
        ("滑川市", False),
        ("入善町", False),
        ("上市町", False),
        ("朝日町", True),
        ("舟橋村", True),
    ]
    assert one.by_system == ()


def test_the_mean_of_municipal_means_counts_each_alike() -> None:
    book = sampled()
    survey = surveys_of(book)[0]
    done(book, edit(book, survey, "mean_of", MeanOf.MUNICIPALITIES.label))
    (one, _) = results_of(book, book.all(Survey)[survey.id])
    means = [group.tally.mean for group in one.by_municipality]
    assert one.mean == sum(mean for mean in means if mean is not None) / 6
    assert one.mean != one.total.tally.mean


def test_a_change_is_of_means_that_are_counted_alike() -> None:
    """The survey before was counted over those who answered; held against one over municipalities it is counted so."""
    book = sampled()
    survey = surveys_of(book)[0]
    done(book, edit(book, survey, "mean_of", MeanOf.MUNICIPALITIES.label))
    one = results_of(book, book.all(Survey)[survey.id])[0]
    former = results_of(book, surveys_of(book)[1])[0]
    means = [group.tally.mean for group in former.by_municipality]
    assert one.before == sum(mean for mean in means if mean is not None) / len(means)
    assert one.before != former.mean
    assert one.mean is not None
    assert one.before is not None
    assert one.change == one.mean - one.before


def test_a_comment_bears_no_name_and_not_the_municipality_of_too_few() -> None:
    book = sampled()
    survey = surveys_of(book)[0]
    book.apply(ChangeSet("在任", ()))
    told = comments_of(book, survey)
    assert [who for _, who, _ in told] == ["射水市", HIDDEN]
    tenure = Tenure(1, 1, "架空 太郎")
    book._records["tenures"][1] = tenure
    comment = next(iter(book.all(SurveyComment).values()))
    done(book, edit(book, comment, "comment", "架空太郎さんと架空 太郎さんの対応がよい。"))
    assert comments_of(book, survey)[0][2] == "(氏名)さんと(氏名)さんの対応がよい。"
