"""What the overview says needs attention."""

from collections.abc import Sequence

from core.model.book import Book
from core.model.council import Municipality, System, Weight
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults
from core.model.requests import Customization
from core.operations.answers.answering import answer_cells
from core.operations.council.matrices import set_participations, set_populations, set_weights
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit, edit_cells
from core.operations.health.finding import Finding, Severity
from core.operations.health.findings import findings
from core.sample import empty
from core.words.sentences import sentence


def do(book: Book, wish: ChangeSet | Faults) -> None:
    assert isinstance(wish, ChangeSet)
    book.apply(wish)


def item(book: Book, number: str) -> Customization:
    return next(one for one in book.all(Customization).values() if one.item == number)


def member(book: Book, label: str) -> Municipality:
    return next(one for one in book.all(Municipality).values() if one.label == label)


def only(book: Book, rule: str, today: str | None = None) -> Finding:
    found = [finding for finding in findings(book, None, today) if finding.rule == rule]
    assert len(found) == 1, [finding.rule for finding in findings(book, None, today)]
    return found[0]


def answers(book: Book, number: str, marks: Sequence[str]) -> None:
    cells = [(item(book, number), member(book, label), mark) for label, mark in zip("ABCDEF", marks, strict=True)]
    do(book, answer_cells(book, cells))


def test_the_sample_has_doubtful_readings_and_five_undecided_but_nothing_wrong(book: Book) -> None:
    found = findings(book)
    assert {one.severity for one in found} == {Severity.NOTE}
    assert {one.rule for one in found} == {"doubtful", "undecided_late"}
    assert only(book, "doubtful").facts["n"] == 17
    assert sentence(only(book, "undecided_late")) == (
        "項25は回答期限(平成26年7月31日)を過ぎましたが、未定の団体があります: 滑川市、入善町、上市町、朝日町、舟橋村。"
    )


def test_before_the_deadline_nobody_is_late(book: Book) -> None:
    assert "undecided_late" not in {one.rule for one in findings(book, None, "2014-07-31")}
    answers(book, "25", "●×？？？ ")
    assert only(book, "unanswered_late", "2014-08-01").facts["names"] == "舟橋村"
    do(book, edit(book, item(book, "25"), "deadline", "2014-12-31"))
    assert "unanswered_late" not in {one.rule for one in findings(book, None, "2014-12-31")}


def test_a_missing_quote_makes_the_totals_incomplete(book: Book) -> None:
    answers(book, "26", "●●××××")
    assert sentence(only(book, "no_quote")).startswith("項26は2団体で実施した場合の見積がありません")
    incomplete = only(book, "totals_incomplete")
    assert incomplete.severity is Severity.WARNING
    assert sentence(incomplete) == "今の回答による額に含まれていない要望が1件あります(一部未算定): 項26。"


def test_a_quote_missing_only_if_all_join_is_a_note(book: Book) -> None:
    answers(book, "26", "●？××××")
    finding = only(book, "no_quote_if_all")
    assert (finding.severity, finding.facts) == (Severity.NOTE, {"item": "26", "n": 2})


def test_an_item_with_several_options_and_none_adopted_waits_for_a_choice(book: Book) -> None:
    do(book, edit(book, item(book, "16"), "adopted_option_id", ""))
    assert only(book, "no_option").id == item(book, "16").id


def test_a_rule_that_cannot_be_applied_tells_its_reason(book: Book) -> None:
    do(book, set_weights(book, [(one, "台数", "0") for one in book.all(Municipality).values()]))
    do(book, edit(book, item(book, "26"), "rule", "指標割(台数)"))
    told = sentence(only(book, "rule_fails"))
    assert told.startswith("項26は按分できません。")
    assert "台数" in told


def test_who_does_not_take_part_is_not_late(book: Book) -> None:
    health = next(system for system in book.all(System).values() if system.name == "健康管理")
    do(book, answer_cells(book, [(item(book, "22"), member(book, "B"), "未回答")]))
    late = [one for one in findings(book, today="2030-01-01") if one.facts.get("item") == "22"]
    assert "滑川市" in {one.facts["names"] for one in late if one.rule == "unanswered_late"}
    do(book, set_participations(book, [(member(book, "B"), health, "×")]))
    late = [one for one in findings(book, today="2030-01-01") if one.facts.get("item") == "22"]
    assert not [one for one in late if one.rule == "unanswered_late"]


def test_answers_of_those_who_left_and_of_those_who_do_not_take_part_are_found(book: Book) -> None:
    health = next(system for system in book.all(System).values() if system.name == "健康管理")
    do(book, set_participations(book, [(member(book, "D"), health, "×")]))
    facts = only(book, "answer_without_participation").facts
    assert (facts["name"], facts["system"]) == ("上市町", "健康管理")
    assert "項22" in str(facts["items"])
    do(book, edit(book, member(book, "D"), "left_on", "2014-08-01"))
    found = [one for one in findings(book) if one.rule == "answer_of_non_member"]
    assert len(found) == 31
    assert "answer_without_participation" not in {one.rule for one in findings(book)}


def test_missing_populations_are_found_where_a_rule_needs_them(book: Book) -> None:
    do(book, set_populations(book, [(member(book, "F"), "2010-10-01", "")]))
    assert only(book, "population_unknown").id == 6
    do(book, edit(book, book.consortium, "rule", "equal"))
    assert "population_unknown" not in {one.rule for one in findings(book)}
    do(book, edit(book, book.consortium, "population_date", "2011-10-01"))
    assert only(book, "population_date_absent").facts == {"date": "平成23年10月1日"}


def test_a_weight_that_went_away_is_missed_by_the_rule(book: Book) -> None:
    do(book, set_weights(book, [(member(book, "A"), "台数", "3")]))
    do(book, edit(book, book.consortium, "rule", "指標割(台数)"))
    do(book, set_weights(book, [(member(book, "A"), "台数", "")]))
    assert not book.all(Weight)
    assert only(book, "weight_absent").facts["text"] == "台数"


def test_a_representative_is_missed_where_the_remainder_goes_to_it(book: Book) -> None:
    do(book, edit(book, book.consortium, "remainder", "代表団体"))
    assert only(book, "no_representative").table == "consortium"
    do(book, edit(book, book.consortium, "representative_id", "A"))
    do(book, edit(book, member(book, "A"), "left_on", "2014-08-06"))
    assert only(book, "representative_left").facts["name"] == "射水市"


def test_members_that_cannot_be_told_apart_are_found(book: Book) -> None:
    a, b = member(book, "A"), member(book, "B")
    do(book, edit_cells(book, [(b, "label", "A"), (b, "name", "射水市")]))
    assert [one.rule for one in findings(book) if one.id in {a.id, b.id} and one.table == "municipalities"] == [
        "label_twice",
        "label_twice",
        "name_twice",
        "name_twice",
    ]
    do(book, edit(book, book.all(Municipality)[b.id], "label", ""))
    assert only(book, "label_missing").id == b.id


def test_a_base_date_before_everybody_leaves_no_members(book: Book) -> None:
    do(book, edit_cells(book, [(one, "joined_on", "2015-04-01") for one in book.all(Municipality).values()]))
    assert only(book, "no_members").severity is Severity.WARNING


def test_warnings_stand_first_and_an_empty_book_has_none(book: Book) -> None:
    answers(book, "26", "●●××××")
    severities = [one.severity for one in findings(book)]
    assert severities == sorted(severities, key=lambda one: one is not Severity.WARNING)


def test_a_new_file_has_nothing_to_find() -> None:
    book = Book({})
    book.apply(empty("新しい協議会", "2026-04-01"))
    assert findings(book) == []


def test_a_code_that_nobody_has_is_a_finding_and_unions_and_those_who_left_are_none(book: Book) -> None:
    assert [finding.rule for finding in findings(book) if finding.rule == "code_of_nobody"] == []
    do(book, add_row(book, Municipality, {"code": "162175", "name": "大沢野町"}))
    do(book, add_row(book, Municipality, {"code": "168009", "name": "砺波広域圏事務組合"}))
    do(book, add_row(book, Municipality, {"code": "162183", "name": "大山町", "left_on": "2005-04-01"}))
    finding = only(book, "code_of_nobody")
    assert finding.severity is Severity.NOTE
    assert sentence(Fault("", finding.rule, finding.facts)) == (
        "団体コードが市区町村の一覧(2026年7月)にない団体があります: 大沢野町(162175)。誤りでないか確かめてください"
        "(合併前の市町村などはそのままで構いません)。"
    )
