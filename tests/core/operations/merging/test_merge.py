"""Two people change copies of one ledger; the properties hold for every table, whatever they did."""

from collections.abc import Iterable, Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.model.machine.changes import ChangeSet, Delete, Insert, Row
from core.operations.merging.ids import Rows
from core.operations.merging.merge import Divergence, Side, compare, kept_side, merge

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


def compared(base: Rows | None, ours: Rows, theirs: Rows) -> Divergence:
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


@given(ledgers(), ledgers(), ledgers())
def test_a_second_merge_knows_the_rows_to_which_the_first_gave_other_ids(ours: Rows, theirs: Rows, later: Rows) -> None:
    """Rows are told apart by their codes, as people would; new rows of the others have codes of their own."""
    theirs, later = ({**one, "municipalities": _with_other_codes(one["municipalities"])} for one in (theirs, later))
    first = compared(BASE, ours, theirs)
    merged = applied(ours, merge(first, ""))
    second = compare(theirs, merged, later, REFERENCES, first.ids)
    for difference in (*second.taken, *second.conflicts, *second.owned):
        codes = {row["code"] for row in (difference.base, difference.ours) if row is not None and "code" in row}
        assert len(codes) <= 1, "one row of two codes"
    both = applied(merged, merge(second, ""))
    assert {row["municipality_id"] for row in both["populations"].values()} <= set(both["municipalities"])
    kept = {row["code"]: row for row in both["municipalities"].values()}
    base = {row["code"]: row for row in theirs["municipalities"].values()}
    mine = {row["code"]: row for row in merged["municipalities"].values()}
    for row in later["municipalities"].values():
        before = base.get(row["code"])
        if before is not None and mine.get(row["code"], {}).get("name") == before["name"]:
            assert kept[row["code"]]["name"] == row["name"], "their later edit is lost"


def _with_other_codes(towns: Mapping[int, Row]) -> dict[int, Row]:
    return {id: {**row, "code": f"{row['code']!s}x"} if id > 2 else row for id, row in towns.items()}


def test_what_they_did_later_to_a_row_of_theirs_is_not_done_to_ours() -> None:
    base = book([town(1, "A")])
    ours, theirs = book([town(1, "A"), town(2, "C", "こちら")]), book([town(1, "A"), town(2, "D", "相手")])
    first = compared(base, ours, theirs)
    merged = applied(ours, merge(first, ""))
    assert first.ids == {"municipalities": {2: 3}}
    later = book([town(1, "A"), town(2, "D", "相手", note="あとから")])
    second = compare(theirs, merged, later, REFERENCES, first.ids)
    assert not second.conflicts
    rows = applied(merged, merge(second, ""))["municipalities"]
    assert rows == {1: town(1, "A"), 2: town(2, "C", "こちら"), 3: town(3, "D", "相手", "あとから")}
    gone = compare(theirs, merged, book([town(1, "A")]), REFERENCES, first.ids)
    assert set(applied(merged, merge(gone, ""))["municipalities"]) == {1, 2}


def test_what_belongs_to_a_removed_row_that_is_kept_is_kept_whole() -> None:
    base = book([town(1, "A")], [people(1, 1, 100)])
    ours = book([town(1, "A", "新町")], [people(1, 1, 100), people(2, 1, 200)])
    comparison = compared(base, ours, book([]))
    (conflict,) = comparison.conflicts
    assert conflict.key == ("municipalities", 1)
    assert {one.key for one in comparison.owned_by(conflict)} == {("populations", 1), ("populations", 2)}
    assert applied(ours, merge(comparison, "")) == ours
    assert applied(ours, merge(comparison, "", {conflict.key: Side.THEIRS})) == book([])


def test_what_we_removed_with_a_row_comes_back_with_it() -> None:
    base = book([town(1, "A")], [people(1, 1, 100)])
    theirs = book([town(1, "A", "新町")], [people(1, 1, 100), people(2, 1, 200)])
    comparison = compared(base, book([]), theirs)
    (conflict,) = comparison.conflicts
    assert applied(book([]), merge(comparison, "")) == theirs
    assert applied(book([]), merge(comparison, "", {conflict.key: Side.OURS})) == book([])


def test_a_reference_to_a_row_that_goes_is_emptied() -> None:
    def request(id: int, title: str, into: int | None = None) -> dict[str, Any]:
        return {"id": id, "item": str(id), "title": title, "merged_into_id": into}

    references = {("customizations", "merged_into_id"): "customizations"}
    base: Rows = {"customizations": {1: request(1, "一"), 2: request(2, "二")}}
    ours: Rows = {"customizations": {1: request(1, "一", into=2), 2: request(2, "二改")}}
    theirs: Rows = {"customizations": {1: request(1, "一")}}
    comparison = compare(base, ours, theirs, references)
    (conflict,) = comparison.conflicts
    assert applied(ours, merge(comparison, "")) == ours
    assert applied(ours, merge(comparison, "", {conflict.key: Side.THEIRS})) == theirs
