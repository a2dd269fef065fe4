"""Typing into cells: values by type, labels, all or nothing, rows that change places."""

from typing import Any

import pytest

from core.model.answers import Answer, AnswerState
from core.model.book import Book
from core.model.council import Consortium, Municipality, MunicipalityKind, Population, Scope, System
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.requests import Customization, Disposition, Option, Quote
from core.model.values.rules import Remainder
from core.operations.editing.edit import Cell, edit, edit_cells
from core.words.sentences import sentence


def municipality(book: Book, label: str) -> Municipality:
    return next(one for one in book.all(Municipality).values() if one.label == label)


def item(book: Book, number: str) -> Customization:
    return next(one for one in book.all(Customization).values() if one.item == number)


def only_fault(wish: ChangeSet | Faults) -> Any:
    assert isinstance(wish, Faults)
    (fault,) = wish
    assert sentence(fault)
    return fault


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("title", " 予防接種券 再発行 ", "予防接種券 再発行"),
        ("system_id", "健康管理", 13),
        ("system_id", "", None),
        ("disposition", "標準仕様", Disposition.STANDARD),
        ("disposition", "ＥＵＣで対応", Disposition.EUC),
        ("deadline", "平成26年7月31日", "2014-07-31"),
        ("rule", "均等割:人口割 = 3:7", "equal=3,population=7"),
        ("rule", "", None),
        ("avoided_yen", "１，２８０千円", 1_280_000),
        ("avoided_yen", "0", 0),
        ("doubtful", "○", True),
        ("note", "髙﨑𠮷<&>\n2行目", "髙﨑𠮷<&>\n2行目"),
    ],
)
def test_text_becomes_a_value_by_the_type_of_its_column(ledger: Any, name: str, text: str, value: object) -> None:
    ledger.do(edit(ledger.book, item(ledger.book, "26"), name, text))
    assert getattr(item(ledger.book, "26"), name) == value


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("representative_id", "射水市", 1),
        ("representative_id", "", None),
        ("fiscal_year", "平成27年度", 2015),
        ("fiscal_year", "令和元年度", 2019),
        ("fiscal_year", "2016", 2016),
        ("unit", "1,000円", 1_000),
        ("remainder", "事務局", Remainder.SECRETARIAT),
        ("anonymous", "いいえ", False),
        ("population_date", "H17.10.1", "2005-10-01"),
        ("rule", "population", "population=1"),
    ],
)
def test_the_settings_of_the_consortium_are_typed_like_any_cell(
    ledger: Any, name: str, text: str, value: object
) -> None:
    ledger.do(edit(ledger.book, ledger.book.consortium, name, text))
    assert getattr(ledger.book.consortium, name) == value


def test_words_numbers_and_units_of_the_other_tables_are_read(ledger: Any) -> None:
    book = ledger.book
    population = ledger.find(Population, municipality_id=1, reference_date="2010-10-01")
    quote = ledger.find(Quote, branch="25-6")
    system = ledger.find(System, name="国民年金")
    ledger.do(
        edit_cells(
            book,
            [
                (population, "population", "93,600人"),
                (quote, "one_off_yen", "30万円"),
                (quote, "implementers", "7団体"),
                (quote, "yearly_yen", ""),
                (system, "scope", "③"),
                (municipality(book, "F"), "kind", "町"),
            ],
        )
    )
    assert book.all(Population)[population.id].population == 93_600
    assert book.all(Quote)[quote.id].implementers == 7
    assert book.all(System)[system.id].scope is Scope.NOT_SHARED
    assert municipality(book, "F").kind is MunicipalityKind.TOWN


def test_labels_say_what_was_changed(book: Book) -> None:
    answer = next(row for row in book.all(Answer).values() if (row.customization_id, row.municipality_id) == (25, 1))
    quote = next(quote for quote in book.all(Quote).values() if quote.branch == "20-1")
    sheet_of = book.all(Option)[next(one.id for one in book.all(Option).values() if one.name == "資格情報表示")]
    cells: dict[str, Cell] = {
        "射水市のふりがなを変更": (municipality(book, "A"), "kana", "いみづし"),
        "項25の備考を変更": (item(book, "25"), "note", "x"),
        "射水市の回答を変更(項25)": (answer, "state", "未定"),
        "射水市の回答のコメントを変更(項25)": (answer, "comment", "x"),
        "項20の6団体の見積の初期費用(総額)を変更": (quote, "one_off_yen", "1"),
        "項16の案「資格情報表示」の備考を変更": (sheet_of, "note", "x"),
        "協議会の端数処理の単位を変更": (book.consortium, "unit", "100"),
    }
    for label, cell in cells.items():
        wish = edit(book, *cell)
        assert isinstance(wish, ChangeSet)
        assert wish.label == label


def test_a_paste_is_one_action_that_says_how_many_cells_changed(book: Book) -> None:
    a, b = municipality(book, "A"), municipality(book, "B")
    wish = edit_cells(book, [(a, "note", "x"), (a, "label", "Z"), (b, "note", "y"), (b, "name", b.name)])
    assert isinstance(wish, ChangeSet)
    assert wish.label == "団体を変更(3か所)"
    one_row = edit_cells(book, [(a, "note", "x"), (a, "label", "Z")])
    assert isinstance(one_row, ChangeSet)
    assert one_row.label == "射水市を変更(2か所)"


def test_typing_what_is_there_already_changes_nothing(book: Book) -> None:
    a = municipality(book, "A")
    wish = edit_cells(
        book, [(a, "name", "射水市"), (a, "code", "１６２１１６"), (item(book, "23"), "merged_into_id", "22")]
    )
    assert isinstance(wish, ChangeSet)
    assert not wish


def test_a_paste_with_one_bad_cell_changes_nothing_and_points_at_it(book: Book) -> None:
    a, b = municipality(book, "A"), municipality(book, "B")
    quote = next(iter(book.all(Quote).values()))
    wish = edit_cells(
        book, [(a, "note", "x"), (quote, "one_off_yen", "百円"), (b, "note", "y"), (quote, "implementers", "0.5")]
    )
    assert isinstance(wish, Faults)
    assert [(fault.field, fault.rule, fault.facts["cell"]) for fault in wish] == [
        ("one_off_yen", "not_a_number", 1),
        ("implementers", "not_whole", 3),
    ]


def test_two_codes_may_change_places_in_one_paste(ledger: Any) -> None:
    a, b = municipality(ledger.book, "A"), municipality(ledger.book, "B")
    ledger.do(edit_cells(ledger.book, [(a, "code", b.code), (b, "code", a.code), (a, "note", "x")]))
    assert municipality(ledger.book, "A").code == "162060"
    assert municipality(ledger.book, "A").note == "x"
    assert municipality(ledger.book, "B").code == "162116"


def test_items_and_numbers_of_implementers_may_move_along_in_a_row(ledger: Any) -> None:
    one, two, three = (item(ledger.book, number) for number in "123")
    ledger.do(edit_cells(ledger.book, [(one, "item", "2"), (two, "item", "3"), (three, "item", "1")]))
    assert [ledger.book.all(Customization)[id].item for id in (1, 2, 3)] == ["2", "3", "1"]
    quotes = [ledger.find(Quote, branch=f"20-{n}") for n in (1, 2, 3)]
    ledger.do(edit_cells(ledger.book, [(q, "implementers", str(q.implementers + 1)) for q in reversed(quotes)]))
    assert [ledger.book.all(Quote)[quote.id].implementers for quote in quotes] == [7, 6, 5]


def test_a_paste_that_gives_two_rows_one_key_is_refused_at_both(book: Book) -> None:
    a, b = municipality(book, "A"), municipality(book, "B")
    wish = edit_cells(book, [(a, "code", "162019"), (b, "code", "162019")])
    assert isinstance(wish, Faults)
    assert [(fault.rule, fault.facts["cell"]) for fault in wish] == [("duplicate", 0), ("duplicate", 1)]


def test_later_cells_of_a_paste_see_the_earlier_ones(ledger: Any) -> None:
    system = ledger.find(System, name="健康管理")
    cells = [(system, "name", "保健"), (item(ledger.book, "16"), "system_id", "保健")]
    ledger.do(edit_cells(ledger.book, cells))
    assert item(ledger.book, "16").system_id == system.id


@pytest.mark.parametrize("same", ["２４", "24 "])
def test_an_item_number_is_the_same_in_full_width(book: Book, same: str) -> None:
    fault = only_fault(edit(book, item(book, "25"), "item", same))
    assert (fault.field, fault.rule) == ("item", "duplicate")


def test_an_option_is_adopted_by_its_name_branch_or_place_among_those_of_its_item(ledger: Any) -> None:
    for text, name in (
        ("資格情報表示", "資格情報表示"),
        ("16-2", "異動履歴票に資格情報印字"),
        ("案1", "資格情報表示および帳票出力"),
    ):
        ledger.do(edit(ledger.book, item(ledger.book, "16"), "adopted_option_id", text))
        assert ledger.book.all(Option)[item(ledger.book, "16").adopted_option_id].name == name
    fault = only_fault(edit(ledger.book, item(ledger.book, "16"), "adopted_option_id", "4様式"))
    assert fault.rule == "unknown"
    assert "案「資格情報表示」" in sentence(fault)


def test_what_ties_a_row_to_its_parent_is_not_typed(book: Book) -> None:
    answer = next(iter(book.all(Answer).values()))
    for record, name in (
        (answer, "municipality_id"),
        (answer, "id"),
        (next(iter(book.all(Quote).values())), "option_id"),
    ):
        assert only_fault(edit(book, record, name, "1")).rule == "not_editable"


def test_a_row_that_is_gone_is_not_edited(book: Book) -> None:
    fault = only_fault(edit(book, Municipality(99, "162019", "富山市"), "name", "x"))
    assert fault.rule == "gone"


def test_an_old_flaw_elsewhere_in_the_row_blocks_nobody() -> None:
    odd = Consortium(1, "協議会", base_date="2014-08-06", rule="weight:なくなった指標=1")
    strange = Book({"consortium": [odd]})
    wish = edit(strange, odd, "note", "x")
    assert isinstance(wish, ChangeSet)
    assert only_fault(edit(strange, odd, "rule", "weight:別の=1")).rule == "unknown_weight"


def test_answers_follow_the_same_words_everywhere(ledger: Any) -> None:
    answer = ledger.find(Answer, customization_id=25, municipality_id=2)
    ledger.do(edit(ledger.book, answer, "state", "●"))
    assert ledger.book.all(Answer)[answer.id].state is AnswerState.YES
