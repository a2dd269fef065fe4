"""独自ルール対照表 and 団体別見直し一覧 of the sample; the hours and ordinances are made up."""

import json
from typing import Any

from core.documents.local_rules import by_member, comparison, policies
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.council import Municipality, Participation
from core.model.links import Link, LinkKind
from core.model.local_rules import LabourRate, LocalRule, Ordinance, RuleUse, Use
from core.model.machine.changes import ChangeSet, Delete, Insert, Update
from core.model.machine.kinds import FieldValue
from core.model.machine.records import to_row
from core.model.meetings import Decision, Meeting, Series
from tests.core.documents.sheets import column, notes, pairs, paragraphs, table


def change(book: Book, *changes: Any) -> None:
    book.apply(ChangeSet("試し", tuple(changes)))


def rule_of(book: Book, number: str) -> LocalRule:
    return next(one for one in book.all(LocalRule).values() if one.number == number)


def use_of(book: Book, number: str) -> RuleUse:
    return next(iter(book.children(RuleUse, rule_of(book, number).id).values()))


def test_every_rule_of_the_source_stands_with_what_each_member_makes_of_it(book: Book) -> None:
    found = table(comparison.build(book, PrintSettings(anonymous=True)))
    assert column(found, "番号", totals=False) == [str(at) for at in range(1, 32) if at != 23]
    assert column(found, "A", totals=False).count("●") == 13
    assert [row for row in column(found, "F", totals=False) if row] == ["○"] * 3
    assert column(found, "避けた費用(円)")[-1] == "2,280,000"
    assert column(found, "避けた費用(円)").count("不明") == 1, "what rule 30 spared stands nowhere in the source"
    assert column(found, "A")[-1] == "19%\n(3/16)"
    assert set(column(found, "回収年数", totals=False)) == {"未算定"}
    assert "登録されていない" in notes(comparison.build(book, PrintSettings()))


def test_the_years_the_decision_and_the_cost_of_labour_stand_on_the_paper(book: Book) -> None:
    series, rule = book.last_id(Series), rule_of(book, "3")
    change(
        book,
        Insert("labour_rates", to_row(LabourRate(1, "2014-04-01", 3000, "試しの条例"))),
        Update("local_rules", rule.id, {"one_off_yen": 1_200_000, "yearly_yen": 20_000}),
        Update("local_rule_uses", use_of(book, "3").id, {"minutes_now": 600, "minutes_after": 3000}),
        Insert("meetings", to_row(Meeting(90, series, 9, "2014-10-02"))),
        Insert("decisions", to_row(Decision(90, 90, "続ける"))),
        Insert("links", to_row(Link(900, "decisions#90", f"local_rules#{rule.id}", LinkKind.DECIDES))),
    )
    made = comparison.build(book, PrintSettings(anonymous=False))
    found = table(made)
    at = column(found, "番号").index("3")
    assert column(found, "回収年数")[at] == "12.0年"
    assert column(found, "増える時間(分/年)")[at] == "2,400"
    assert column(found, "決定")[at].startswith("決定: 第9回")
    assert "人件費の単価 3,000円/時間(平成26年4月1日から 試しの条例)" in notes(made)
    told = json.loads(comparison.result(book, PrintSettings()))["rules"]
    assert next(one["payback"] for one in told if one["number"] == "3") == "12.0年"


def test_who_takes_no_part_has_a_sign_of_its_own(book: Book) -> None:
    rule = rule_of(book, "5")
    parts = book.children(Participation, 2).values()
    change(book, Delete("participations", next(one.id for one in parts if one.system_id == rule.system_id)))
    found = table(comparison.build(book, PrintSettings(anonymous=True)))
    at = column(found, "番号").index("5")
    assert [row.cells[4 + one] for row in found.rows[at : at + 1] for one in range(6)] == ["", "／", "●", "", "", ""]


def test_of_one_member_what_needs_an_ordinance_stands_first_in_the_order_of_the_sessions(book: Book) -> None:
    late, early = use_of(book, "17"), use_of(book, "26")
    needed = {"ordinance": Ordinance.NEEDED.value}
    change(
        book,
        Update("local_rule_uses", late.id, {**needed, "session_on": "2015-06"}),
        Update("local_rule_uses", early.id, {**needed, "session_on": "2015-03", "basis": "試しの条例第3条"}),
    )
    made = by_member.build(book, PrintSettings(municipality="162116"))
    found = table(made)
    assert column(found, "番号")[:2] == ["26", "17"]
    assert column(found, "条例改正・議会")[:2] == ["要(平成27年3月)", "要(平成27年6月)"]
    assert column(found, "扱い")[0] == "続ける ★"
    assert column(found, "扱い")[-1] == "未調査"
    assert pairs(made)["見直し率"] == "19%(3/16)"
    assert pairs(made)["条例改正が要るもの"] == "2件"
    assert [one.addressee for one in made.sheets] == ["射水市"]
    assert len(by_member.build(book, PrintSettings()).sheets) == 6


def test_where_no_rule_is_there_the_papers_say_so(book: Book) -> None:
    links = [Delete("links", id) for id in book.all(Link)]
    uses = [Delete("local_rule_uses", id) for id in book.all(RuleUse)]
    change(book, *links, *uses, *(Delete("local_rules", id) for id in book.all(LocalRule)))
    for made in (comparison.build(book, PrintSettings()), by_member.build(book, PrintSettings())):
        assert paragraphs(made) == ["独自ルールはまだ登録されていません。"]


def test_policies_are_told_to_heads_and_assemblies_with_their_ordinance(book: Book) -> None:
    change(book, *(Update("local_rules", id, {"kind": "form"}) for id in book.all(LocalRule)))
    assert paragraphs(policies.build(book, PrintSettings())) == [policies.EMPTY]
    rule = rule_of(book, "3")
    wish: dict[str, FieldValue] = {
        "basis": "町税条例第51条",
        "yearly_count": 1200,
        "affects": "some",
        "effect": "減免がなくなる",
    }
    absent = next(id for id in book.all(Municipality) if id != use_of(book, "3").municipality_id)
    change(
        book,
        Update("local_rules", rule.id, {"kind": "policy"}),
        Update("local_rule_uses", use_of(book, "3").id, {**wish, "ordinance": "needed", "session_on": "2015-03"}),
        Insert("local_rule_uses", to_row(RuleUse(900, rule.id, absent, Use.ABSENT))),
    )
    found = table(policies.build(book, PrintSettings()))
    use, who = use_of(book, "3").use, book.all(Municipality)[use_of(book, "3").municipality_id].name
    assert use is not None
    assert [row.cells[0] for row in found.rows] == [f"3 {rule.name}　対応: カスタマイズ　未調査 4団体", who]
    assert [column.heading for column in found.columns] == [
        *("団体", "扱い", "根拠(条例・規則・条)", "件数(件/年)", "住民への影響", "条例改正・議会")
    ]
    assert found.rows[1].cells[1:] == (
        *(use.label, "町税条例第51条", "1,200", "あり: 減免がなくなる", "要(平成27年3月)"),
    )
    told = json.loads(policies.result(book, PrintSettings()))["rules"]
    assert [(one["number"], one["members"][who]) for one in told] == [("3", use)]
    assert book.all(Municipality)[absent].name not in told[0]["members"]
