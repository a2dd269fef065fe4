"""Plans by system and what drills have shown. Made up."""

from core.calc.foundation.continuity import is_followed, next_drill, prepared
from core.model.book import Book
from core.model.council import Consortium, Scope, System
from core.model.foundation.continuity import ContinuityPlan, Drill


def book_of(*drills: Drill) -> Book:
    return Book(
        {
            "consortium": [Consortium(1, "試し")],
            "systems": [
                System(1, "住基情報"),
                System(2, "介護保険"),
                System(3, "上下水道", scope=next(one for one in Scope if one is not Scope.IN_SCOPE)),
            ],
            "continuity_plans": [ContinuityPlan(1, 1, rto_hours=4, rpo_hours=0)],
            "drills": list(drills),
        }
    )


def test_every_system_that_is_procured_stands_there_with_a_plan_or_without() -> None:
    found = prepared(book_of())
    assert [(one.system.name, one.plan is not None, one.exceeded) for one in found] == [
        ("住基情報", True, None),
        ("介護保険", False, None),
    ]


def test_the_last_drill_of_the_system_or_of_all_counts_until_the_day() -> None:
    drills = (
        Drill(1, "2014-06-10", "地震", hours=6),
        Drill(2, "2014-09-01", "停電", system_id=1, hours=4),
        Drill(3, "2014-10-01", "水害", system_id=2, hours=1),
    )
    book = book_of(*drills)
    first, second = prepared(book, "2014-08-06")
    assert (first.drill, first.exceeded) == (drills[0], True)
    assert (second.drill, second.exceeded) == (drills[0], None), "without an RTO nothing is exceeded"
    assert prepared(book, "2014-09-01")[0].exceeded is False, "as long as the RTO is in time"
    assert prepared(book)[1].drill == drills[2]


def test_the_next_drill_is_due_until_one_of_the_same_systems_is_held() -> None:
    first = Drill(1, "2014-06-10", "地震", system_id=1, next_on="2014-09-10")
    other = Drill(2, "2014-07-01", "停電", system_id=2)
    whole = Drill(3, "2014-07-02", "水害")
    assert next_drill(book_of(first, other), "2014-09-10") == first
    assert next_drill(book_of(first, other), "2014-09-11") is None
    assert not is_followed(first, [first, other])
    assert is_followed(first, [first, other, whole])
