"""Who takes part in what, as a matrix or as a list with a column of marks."""

import pytest

from core.model.council import Municipality, Participation, System
from core.operations.importing.tidying.yes_and_no import mark_of
from tests.core.operations.importing.tidying.conftest import Bring, Brought


@pytest.fixture
def few(bring: Bring, monkeypatch: pytest.MonkeyPatch, sample_book: object) -> Bring:
    """A ledger in which nobody takes part in anything yet."""
    monkeypatch.setitem(sample_book._records, "participations", {})  # type: ignore[attr-defined]
    monkeypatch.setitem(sample_book._children, "participations", {})  # type: ignore[attr-defined]
    return bring


def pairs(brought: Brought) -> list[tuple[str, str]]:
    systems = {one.id: one.name for one in brought.book.all(System).values()}
    rows = brought.new.get("participations", [])
    names = {one.id: one.name for one in brought.book.all(Municipality).values()}
    return sorted((names[row["municipality_id"]], systems[row["system_id"]]) for row in rows)


@pytest.mark.parametrize(
    "rows",
    [
        (("業務", "射水市", "滑川市", "計"), ("住基情報", "○", "×", 1), ("選挙人名簿", "●", "", 1)),
        (("団体名", "住基情報", "選挙人名簿"), ("射水市", "○", "○"), ("滑川市", "-", None)),
        (
            ("団体名", "業務名", "参加"),
            ("射水市", "住基情報", "○"),
            ("射水市", "選挙人名簿", "有"),
            ("滑川市", "住基情報", "×"),
        ),
        (
            ("団体名", "業務名", "利用"),
            ("射水市", "住基情報", True),
            ("射水市", "選挙人名簿", True),
            ("滑川市", "住基情報", False),
        ),
    ],
)
def test_marks_say_which_pairs_belong_together(few: Bring, rows: tuple[tuple[object, ...], ...]) -> None:
    assert pairs(few(*rows)) == [("射水市", "住基情報"), ("射水市", "選挙人名簿")]


def test_a_pair_that_is_marked_with_no_is_left_out_and_named(few: Bring) -> None:
    brought = few(("団体名", "業務名", "参加"), ("射水市", "住基情報", "○"), ("滑川市", "住基情報", "×"))
    assert brought.left_out == [("3行", "滑川市 住基情報 ×", "「×」の行です。")]
    assert brought.said == ["列 C の○や×から、参加の行だけを読みました。"]


@pytest.mark.parametrize("cell", [100, "検討中", "100"])
def test_what_is_no_mark_makes_no_matrix(few: Bring, cell: object) -> None:
    brought = few(("業務", "射水市", "滑川市"), ("住基情報", "○", cell))
    assert (brought.new, len(brought.asks)) == ({}, 1)


def test_the_matrix_of_the_sample_says_what_the_sample_says(bring: Bring, sample_book: object) -> None:
    book = bring(("団体名", "業務名"), ("射水市", "住基情報")).book
    members, systems = list(book.all(Municipality).values()), list(book.all(System).values())
    known = {(one.municipality_id, one.system_id) for one in book.all(Participation).values()}
    rows = [(one.name, *("○" if (who.id, one.id) in known else "×" for who in members)) for one in systems]
    brought = bring(("業務", *(who.name for who in members)), *rows)
    assert (brought.new, brought.refused, brought.asks) == ({}, [], [])


@pytest.mark.parametrize(
    ("cell", "mark"), [("○", True), ("×", False), (None, False), ("－", False), (True, True), (1, None), ("未定", None)]
)
def test_a_mark_is_yes_no_or_neither(cell: object, mark: bool | None) -> None:
    assert mark_of(cell) is mark  # type: ignore[arg-type]
