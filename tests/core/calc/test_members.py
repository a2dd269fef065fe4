from dataclasses import replace

from core.calc.members import members_of, representative_of
from core.model.book import Book
from core.model.council import Consortium, Municipality, Population, Weight, WeightKind
from tests.core.calc.ledger import code_of


def book(**consortium: object) -> Book:
    towns = [
        Municipality(1, code_of(1), "後から参加", position=3, joined_on="2014-08-07"),
        Municipality(2, code_of(2), "離脱する", position=2, left_on="2014-08-06"),
        Municipality(3, code_of(3), "当日から", position=2, joined_on="2014-08-06", left_on="2014-08-07"),
        Municipality(4, code_of(4), "当初から", position=1),
    ]
    people = [
        Population(1, 4, "2005-10-01", 500),
        Population(2, 4, "2010-10-01", 600),
        Population(3, 4, "2015-10-01", 700),
    ]
    return Book(
        {
            "consortium": [replace(Consortium(1, "協議会", base_date="2014-08-06"), **consortium)],  # type: ignore[arg-type]
            "municipalities": towns,
            "populations": people,
            "weights": [Weight(1, 4, "ごみ量", WeightKind.USAGE, 30)],
        }
    )


def names(one: Book) -> list[str]:
    return [member.name for member in members_of(one)]


def test_members_are_those_who_belong_on_the_base_date_in_their_order() -> None:
    assert names(book()) == ["当初から", "当日から"]
    assert names(book(base_date="2014-08-07")) == ["当初から", "後から参加"]


def test_an_empty_base_date_takes_everybody_by_position_and_code() -> None:
    assert names(book(base_date="")) == ["当初から", "離脱する", "当日から", "後から参加"]


def test_the_population_in_force_is_the_newest_not_after_the_base_date() -> None:
    first = members_of(book())[0]
    assert (first.population, first.weights) == (600, {"ごみ量": 30})
    assert members_of(book(base_date=""))[0].population == 700
    assert members_of(book())[1].population is None


def test_a_population_date_is_taken_exactly_or_not_at_all() -> None:
    assert members_of(book(population_date="2015-10-01"))[0].population == 700
    assert members_of(book(population_date="2014-10-01"))[0].population is None


def test_the_representative_counts_only_while_it_is_a_member() -> None:
    one = book(representative_id=4)
    assert representative_of(one, members_of(one)) == code_of(4)
    gone = book(representative_id=2)
    assert representative_of(gone, members_of(gone)) is None
    assert representative_of(book(), members_of(book())) is None
