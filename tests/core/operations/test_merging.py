"""Two people change copies of one ledger; the properties hold for every table, whatever they did."""

from collections.abc import Iterable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.model.changes import ChangeSet, Delete, Insert
from core.operations.merging import Comparison, Rows, Side, compare, kept_side, merge

REFERENCES = {("populations", "municipality_id"): "municipalities", ("sheet_files", "id"): "fixed_sheets"}


def town(id: int, code: str, name: str = "町", note: str = "") -> dict[str, Any]:
    return {"id": id, "code": code, "name": name, "note": note}


def people(id: int, municipality: int, number: int) -> dict[str, Any]:
    return {"id": id, "municipality_id": municipality, "reference_date": "2010-10-01", "population": number}


def book(towns: Iterable[Any], populations: Iterable[Any] | None = None) -> Rows:
    return {
        "municipalities": {row["id"]: row for row in towns},
        "populations": {row["id"]: row for row in populations or []},
    }


def applied(rows: Rows, change_set: ChangeSet) -> dict[str, dict[int, Any]]:
    result: dict[str, dict[int, Any]] = {name: dict(kept) for name, kept in rows.items()}
    for change in change_set.changes:
        kept = result.setdefault(change.table, {})
        if isinstance(change, Delete):
            del kept[change.id]
        else:
            assert isinstance(change, Insert) == (change.id not in kept)
            kept[change.id] = {**kept.get(change.id, {}), **change.values}
    return dict(result)


def compared(base: Rows | None, ours: Rows, theirs: Rows) -> Comparison:
    return compare(base, ours, theirs, REFERENCES)


BASE = book([town(1, "A"), town(2, "B")], [people(1, 1, 100), people(2, 2, 200)])

texts = st.sampled_from(("", "一", "二"))


@st.composite
def ledgers(draw: st.DrawFn) -> Rows:
    """Draw what somebody made of BASE: some towns changed, removed with their people, or added."""
    towns: list[dict[str, Any]] = []
    populations: list[dict[str, Any]] = []
    for id in draw(st.lists(st.integers(1, 5), unique=True)):
        towns.append(town(id, "ABCDE"[id - 1], draw(texts), draw(texts)))
        if draw(st.booleans()):
            populations.append(people(len(populations) + 3 if id > 2 else id, id, draw(st.integers(0, 3))))
    return book(towns, populations)


@given(ledgers())
def test_what_only_one_side_did_is_what_results(changed: Rows) -> None:
    assert applied(BASE, merge(compared(BASE, BASE, changed), "")) == changed
    assert not merge(compared(BASE, changed, BASE), "").changes
    assert not compared(BASE, changed, changed)


@given(ledgers(), ledgers(), st.sampled_from(Side))
def test_a_merged_ledger_refers_to_rows_that_are_there(ours: Rows, theirs: Rows, side: Side) -> None:
    comparison = compared(BASE, ours, theirs)
    merged = applied(ours, merge(comparison, ""))
    assert {row["municipality_id"] for row in merged["populations"].values()} <= set(merged["municipalities"])
    for conflict in comparison.conflicts:
        assert conflict.key[1] in merged[conflict.table], "by default nothing is removed"


@given(ledgers(), ledgers())
def test_without_a_conflict_it_does_not_matter_who_merges(ours: Rows, theirs: Rows) -> None:
    one, other = compared(BASE, ours, theirs), compared(BASE, theirs, ours)
    assert bool(one.conflicts) == bool(other.conflicts)
    if not one.conflicts:
        codes = [
            sorted((row["code"], row["name"], row["note"]) for row in merged["municipalities"].values())
            for merged in (applied(ours, merge(one, "")), applied(theirs, merge(other, "")))
        ]
        assert codes[0] == codes[1]


def test_changes_to_different_fields_of_a_row_are_both_kept() -> None:
    ours, theirs = book([town(1, "A", name="新町"), town(2, "B")]), book([town(1, "A", note="合併"), town(2, "B")])
    merged = applied(ours, merge(compared(book([town(1, "A"), town(2, "B")]), ours, theirs), ""))
    assert merged["municipalities"][1] == town(1, "A", "新町", "合併")


def test_a_field_that_both_changed_is_asked_about_and_ours_by_default() -> None:
    base = book([town(1, "A")])
    comparison = compared(base, book([town(1, "A", "甲")]), book([town(1, "A", "乙", "相手だけ")]))
    (conflict,) = comparison.conflicts
    assert conflict.columns == ("name",)
    for choices, name in (({}, "甲"), ({conflict.key: Side.OURS}, "甲"), ({conflict.key: Side.THEIRS}, "乙")):
        merged = applied(book([town(1, "A", "甲")]), merge(comparison, "", choices))
        assert merged["municipalities"][1] == town(1, "A", name, "相手だけ")


def test_new_rows_that_happen_to_have_one_id_are_two_and_what_refers_to_them_follows() -> None:
    ours = book([*BASE["municipalities"].values(), town(3, "C")], [*BASE["populations"].values(), people(3, 3, 300)])
    theirs = book([*BASE["municipalities"].values(), town(3, "D")], [*BASE["populations"].values(), people(3, 3, 400)])
    comparison = compared(BASE, ours, theirs)
    merged = applied(ours, merge(comparison, ""))
    by_code = {merged["municipalities"][row["municipality_id"]]["code"]: row for row in merged["populations"].values()}
    assert {code: row["population"] for code, row in by_code.items()} == {"A": 100, "B": 200, "C": 300, "D": 400}
    assert not comparison.conflicts


def test_new_rows_with_one_key_are_one_row() -> None:
    ours, theirs = (
        book([*BASE["municipalities"].values(), town(id, "C", name)]) for id, name in ((3, "甲"), (4, "乙"))
    )
    comparison = compared(book([town(1, "A"), town(2, "B")]), ours, theirs)
    (conflict,) = comparison.conflicts
    assert (conflict.id, conflict.columns) == (3, ("name",))


def test_a_row_that_one_side_removed_and_the_other_changed_is_asked_about() -> None:
    base, gone, changed = book([town(1, "A")]), book([]), book([town(1, "A", "新町")])
    (conflict,) = compared(base, gone, changed).conflicts
    assert kept_side(conflict) is Side.THEIRS
    (conflict,) = compared(base, changed, gone).conflicts
    assert kept_side(conflict) is Side.OURS
    assert applied(changed, merge(compared(base, changed, gone), "", {conflict.key: Side.THEIRS})) == gone


def test_a_town_that_they_removed_while_we_counted_its_people_stays() -> None:
    base = book([town(1, "A")])
    ours, theirs = book([town(1, "A")], [people(1, 1, 100)]), book([])
    comparison = compared(base, ours, theirs)
    assert [conflict.key for conflict in comparison.conflicts] == [("municipalities", 1)]
    assert applied(ours, merge(comparison, "")) == ours
    comparison = compared(base, theirs, ours)
    assert applied(theirs, merge(comparison, "")) == ours


def test_without_a_common_beginning_every_difference_is_asked_about() -> None:
    comparison = compared(None, book([town(1, "A"), town(2, "B")]), book([town(1, "A", "乙"), town(3, "C")]))
    assert [conflict.key for conflict in comparison.conflicts] == [
        ("municipalities", 1),
        ("municipalities", 2),
        ("municipalities", 3),
    ]
    assert not comparison.taken
