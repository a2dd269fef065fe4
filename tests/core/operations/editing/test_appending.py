from core.model.book import Book
from core.model.council import Municipality, MunicipalityKind
from core.model.machine.faults import Faults
from core.model.requests import Customization, Option, Quote
from core.operations.editing.adding import Values
from core.operations.editing.appending import NOT_TYPED, append
from core.operations.editing.draft import Draft
from core.sample import sample


def book() -> Book:
    made = Book({})
    made.apply(sample())
    return made


def test_pasted_rows_get_what_nobody_typed() -> None:
    ledger = book()
    rows = [[("code", "162019"), ("name", "富山市")], [("code", "162027"), ("name", "高岡市"), ("label", "Z")]]
    wish = append(ledger, [], Municipality, rows)
    assert not isinstance(wish, Faults)
    ledger.apply(wish)
    new = [one for one in ledger.all(Municipality).values() if one.code in {"162019", "162027"}]
    assert [(one.label, one.kind, one.position) for one in new] == [
        ("G", MunicipalityKind.CITY, 7),
        ("Z", MunicipalityKind.CITY, 8),
    ]


def test_cells_and_rows_of_one_paste_are_one_action() -> None:
    ledger = book()
    first = next(iter(ledger.all(Customization).values()))
    wish = append(ledger, [(first, "note", "貼り付け")], Customization, [[("title", "新しい要望"), ("note", "")]])
    assert not isinstance(wish, Faults)
    ledger.apply(wish)
    assert ledger.all(Customization)[first.id].note == "貼り付け"
    assert [one.item for one in ledger.all(Customization).values() if one.title == "新しい要望"] == ["32"]


def test_a_refused_cell_of_a_new_row_is_pointed_at_and_nothing_is_added() -> None:
    ledger = book()
    first = next(iter(ledger.all(Municipality).values()))
    rows = [[("code", "162019"), ("name", "富山市")], [("code", "162020"), ("name", "高岡市")]]
    wish = append(ledger, [(first, "note", "x")], Municipality, rows)
    assert isinstance(wish, Faults)
    assert [(fault.rule, fault.facts["cell"]) for fault in wish] == [("check_digit", 3)]


def test_a_code_that_is_already_there_is_refused_where_it_was_pasted() -> None:
    wish = append(book(), [], Municipality, [[("name", "射水"), ("code", "162116")]])
    assert isinstance(wish, Faults)
    assert [(fault.rule, fault.facts["cell"]) for fault in wish] == [("duplicate", 1)]


def test_what_must_be_typed_is_asked_for() -> None:
    wish = append(book(), [], Municipality, [[("code", "162175"), ("name", " ")]])
    assert isinstance(wish, Faults)
    assert [(fault.rule, fault.facts["cell"]) for fault in wish] == [("blank", 1)]


def test_quotes_go_to_the_option_that_is_given() -> None:
    ledger = book()
    option = next(one for one in ledger.all(Option).values())
    wish = append(ledger, [], Quote, [[("implementers", "５"), ("one_off_yen", "1,000千円")]], {"option_id": option.id})
    assert not isinstance(wish, Faults)
    ledger.apply(wish)
    assert {(one.implementers, one.one_off_yen) for one in ledger.children(Quote, option.id).values()} >= {
        (5, 1_000_000)
    }


def test_what_was_not_typed_at_all_is_named_apart_from_what_is_wrong() -> None:
    ledger = book()
    faults = append(ledger, [], Municipality, [[("kana", "とやま")], [("code", "1"), ("name", "")]])
    assert isinstance(faults, Faults)
    assert [(fault.field, fault.rule, fault.facts.get(NOT_TYPED)) for fault in faults] == [
        ("code", "blank", "code"),
        ("name", "blank", "name"),
        ("code", "code_form", None),
        ("name", "blank", "name"),
    ]


def test_without_new_rows_nothing_is_added_for_them_to_belong_to() -> None:
    ledger = book()
    quote = next(iter(ledger.all(Quote).values()))

    def given(draft: Draft) -> Values:
        raise AssertionError(draft)

    wish = append(ledger, [(quote, "note", "x")], Quote, [], given)
    assert not isinstance(wish, Faults)
