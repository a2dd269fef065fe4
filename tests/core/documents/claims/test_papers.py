"""The plain papers of charges, on the made-up year of the sample with half of it paid."""

import json
from dataclasses import replace

import pytest

from core.documents.charges import accounts, basis, explanation, notice
from core.documents.claims import audit, papers, settlement_notice
from core.documents.commitments import sheet as commitments
from core.documents.paper.document import KeyValues, Table
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.charges.charging import Apart, Assessment, Project, Stage, YearItem
from core.model.charges.claims import Claim, Payment, PaymentTerm, Settlement
from core.model.charges.commitments import Commitment, CommitmentYear
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.records import to_row
from core.model.registry import table_of
from core.model.values.charge_premises import ItemFlow
from core.operations.charges.issuing import issue
from core.operations.claims.requesting import request
from core.operations.claims.settling import settle
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.editing.rows import remove
from tests.core.documents.sheets import column, notes, paragraphs, table

NAMES = PrintSettings(anonymous=False, as_of="2020-12-01", fiscal_year=2020)
OWN_DAYS = replace(NAMES, as_of=None)


def done(book: Book, wish: object) -> None:
    assert isinstance(wish, ChangeSet), wish
    book.apply(wish)


def add(book: Book, *rows: object) -> None:
    done(book, ChangeSet("追加", tuple(Insert(table_of(type(one)).name, to_row(one)) for one in rows)))


@pytest.fixture
def asked(book: Book) -> Book:
    """The year 2020 asked for in four instalments, the first of them paid, the first member's only in half."""
    terms = ((1, "30", 4), (2, "30", 8), (3, "20", 12), (4, "20", 2))
    add(book, *(PaymentTerm(at, 1, at, percent, month) for at, percent, month in terms))
    done(book, request(book, 2020, "R2.4.10", "令2負第#号"))
    firsts = [one for one in book.all(Claim).values() if one.term == 1]
    add(
        book,
        *(Payment(one.id, one.id, one.due_on, one.yen // 2 if one.payer == "射水市" else one.yen) for one in firsts),
    )
    return book


def test_the_notice_goes_to_each_member_with_its_charge_rule_and_figures(book: Book) -> None:
    made = notice.build(book, NAMES)
    letters = [one for one in made.sheets if one.is_letter]
    assert [one.addressee for one in letters][:2] == ["射水市長 様", "滑川市長 様"]
    assert letters[0].title == "令和2年度の負担金について(通知)"
    assert [one.material for one in made.sheets] == ["", "別紙"] * 6
    told = notes(replace(made, sheets=made.sheets[:1]))
    assert told.splitlines()[:3] == ["負担金　115,092,285円", "前の年度の負担金　107,938,172円", "増減　+7,154,113円"]
    assert column(table(made), "負担金(円)") == ["115,092,285", "115,092,285"]
    assert "人口 93,588人(平成22年10月1日、国勢調査)" in str(made.sheets[1].blocks)
    assert "例(架空の年度)" in notes(made)


def test_letters_bear_the_day_of_what_they_tell_and_none_before_it(book: Book, asked: Book) -> None:
    told = max(one.issued_on for one in book.all(Assessment).values() if one.fiscal_year == 2020)
    assert (book.consortium.document_date or "") < told
    assert {one.date for one in notice.build(book, OWN_DAYS).sheets} == {told}
    assert {one.date for one in notice.build(book, NAMES).sheets} == {"2020-12-01"}, "the day that was chosen"
    close_accounts(asked)
    assert {one.date for one in settlement_notice.build(asked, OWN_DAYS).sheets} == {told}, "no day before the charge"
    done(asked, settle(asked, 2020, "2021-05-31"))
    assert {one.date for one in settlement_notice.build(asked, OWN_DAYS).sheets} == {"2021-05-31"}


def test_in_the_first_year_no_line_speaks_of_the_year_before(book: Book) -> None:
    made = notice.build(book, replace(NAMES, fiscal_year=2015))
    told = notes(replace(made, sheets=made.sheets[:1]))
    assert told.splitlines()[1] == "内訳及び算定の基礎　別紙のとおり"
    assert "＿" not in str(made.sheets[0].blocks)


def test_the_bases_add_up_to_what_is_split(book: Book) -> None:
    made = basis.build(book, PrintSettings(anonymous=False, fiscal_year=2015))
    shares = column(table(made), "負担金(円)")
    assert shares[-1] == "277,200,000"
    assert sum(int(one.replace(",", "")) for one in shares[:-1]) == 277_200_000
    assert column(table(made), "割合(%)")[0] == "38.94"


def test_the_budget_request_holds_next_year_against_this_one(book: Book) -> None:
    made = basis.build_request(book, PrintSettings(anonymous=False, fiscal_year=2019))
    assert column(table(made), "増減")[0] == "+7,154,113"
    assert column(table(made), "計")[-1] == "279,662,678"


def test_the_budget_request_is_that_of_the_last_year_known_where_none_is_chosen(book: Book) -> None:
    plain = PrintSettings(anonymous=False)
    assert column(table(basis.build_request(book, plain)), "計")[-1] == "279,662,678"
    add(book, YearItem(90, 1, 2021, "利用料", amount=280_000_000))
    assert column(table(basis.build_request(book, plain)), "計")[-1] == "280,000,000"


def test_the_budget_request_of_the_first_year_has_nothing_to_be_held_against(book: Book) -> None:
    made = table(basis.build_request(book, PrintSettings(anonymous=False, fiscal_year=2014)))
    assert column(made, "計")[-1] == "277,200,000"
    assert set(column(made, "増減")) == {""}


def test_a_claim_is_printed_for_each_that_is_open(asked: Book) -> None:
    made = papers.build_claims(asked, OWN_DAYS)
    assert len(made.sheets) == 24 - 5
    first = made.sheets[0]
    assert first.title == "令和2年度の負担金(クラウド利用料 第1期)の納付について(請求)"
    assert (first.number, first.addressee, first.date) == ("令2負第1号", "射水市長 様", "2020-04-10")
    assert first.is_letter
    told = notes(made)
    assert "納期限　令和2年4月30日" in told
    assert "納付済の額　17,263,843円" in told
    assert told.count("納付済の額") == 1, "nothing is said of what did not come in"
    assert made.footer == ""


def test_a_claim_of_amounts_without_tax_says_so(asked: Book) -> None:
    assert next(iter(asked.all(Project).values())).tax_mode.label == "税抜"
    assert "請求額　" in notes(papers.build_claims(asked, OWN_DAYS))
    assert "円(税抜)" in notes(papers.build_claims(asked, OWN_DAYS)).splitlines()[0]


def test_a_claim_that_is_sent_anew_never_asks_by_a_day_that_has_passed(asked: Book) -> None:
    late = papers.build_claims(asked, replace(NAMES, as_of="2020-05-15"))
    assert (late.passed, late.day) == ("2020-04-30", "2020-05-15")
    assert "納期限　令和2年4月30日" not in notes(late)
    anew = papers.build_claims(asked, replace(NAMES, as_of="2020-05-15", deadline="2020-06-01"))
    assert anew.passed == ""
    assert "納期限　令和2年6月1日" in notes(anew)
    assert papers.build_claims(asked, OWN_DAYS).passed == "", "on its own day nothing has passed"


def test_what_is_late_is_told_as_of_the_day_of_the_paper(asked: Book) -> None:
    made = papers.build_payments(asked, NAMES)
    states = column(table(made), "状態", totals=False)
    assert states[0] == "一部納付(期限超過)"
    assert states[1] == "納付済"
    assert states.count("期限超過") == 6
    assert states.count("未納") == 12


def test_the_three_way_check_tells_where_asked_and_paid_differ(asked: Book) -> None:
    made = audit.build(asked, NAMES)
    assert set(column(table(made), "請求−負担金")) == {"0"}
    assert set(column(table(made), "照合")) == {"不一致"}


def test_without_results_there_is_no_settlement_and_the_paper_says_why(asked: Book) -> None:
    assert "決算額のない費目があります" in paragraphs(papers.build_settlement(asked, NAMES))[0]
    assert any("収支は出ません" in one for one in paragraphs(accounts.build(asked, NAMES)))


def close_accounts(asked: Book) -> None:
    """Give every item of the year a result."""
    for item in [one for one in asked.all(YearItem).values() if one.fiscal_year == 2020]:
        done(asked, edit(asked, item, "result_yen", str(item.amount if item.currency == "JPY" else 9_000_000)))


def test_the_settlement_and_the_accounts_follow_from_the_results(asked: Book) -> None:
    close_accounts(asked)
    made = papers.build_settlement(asked, NAMES)
    assert column(table(made), "精算後の負担金(円)")[-1] == "279,600,000"
    letters = settlement_notice.build(asked, replace(NAMES, number="総第7号"))
    assert [one.number for one in letters.sheets][:4] == ["総第7号", "総第7号", "総第8号", "総第8号"]
    assert letters.sheets[0].title == "令和2年度の負担金の精算について(通知)"
    assert letters.sheets[0].addressee == "射水市長 様"
    first = notes(replace(letters, sheets=letters.sheets[:1])).splitlines()
    assert first[0] == f"精算後の負担金　{column(table(made), '精算後の負担金(円)')[0]}円"
    assert first[2] == f"差引　{column(table(made), '差引(円)')[0]}円"
    assert column(table(letters), "精算後の負担金(円)")[-1] == column(table(made), "精算後の負担金(円)")[0]
    text = str(accounts.build(asked, NAMES).sheets[0].blocks)
    assert "'支出', '282,600,000円'" in text
    assert "形式収支" in text


def test_the_accounts_have_sums_by_chapter_article_paragraph_and_section_where_they_are_entered(book: Book) -> None:
    """Sections by the number in front of them; what nothing is said of stands before; unknown in a sum is unknown."""
    at = YearItem(0, 1, 2022, "", chapter="総務費", article="総務管理費", paragraph="電算管理費")
    texts = (("利用料", "13使用料及び賃借料", 300, 290), ("保守", "12委託料", 200, None), ("運用", "12委託料", 100, 90))
    for id, (name, section, amount, result) in enumerate(texts, 90):
        add(book, replace(at, id=id, name=name, section=section, amount=amount, result_yen=result))
    add(book, YearItem(95, 1, 2022, "雑費", amount=5, result_yen=4))
    income, spent = [
        one
        for one in accounts.build(book, PrintSettings(anonymous=False, fiscal_year=2022)).sheets[0].blocks
        if isinstance(one, Table)
    ]
    assert [(row.cells[0], *row.cells[2:]) for row in (*spent.rows, *spent.totals)] == [
        ("雑費", "5", "4", "△1"),
        ("款 総務費", "600", "未確定", ""),
        ("　項 総務管理費", "600", "未確定", ""),
        ("　　目 電算管理費", "600", "未確定", ""),
        ("　　　節 12委託料", "300", "未確定", ""),
        ("　　　　保守", "200", "未確定", ""),
        ("　　　　運用", "100", "90", "△10"),
        ("　　　節 13使用料及び賃借料", "300", "290", "△10"),
        ("　　　　利用料", "300", "290", "△10"),
        ("計", "605", "未確定", ""),
    ]
    assert spent.columns[0].heading == "款・項・目・節と費目"
    assert income.columns[0].heading == "費目"


def test_what_is_deducted_and_added_back_is_no_money_that_came_in(book: Book) -> None:
    """控除・戻入 stays in the members' shares: counted as income it would stand in the accounts twice."""
    add(book, YearItem(90, 1, 2022, "利用料", amount=900, result_yen=900))
    flow = ItemFlow.RETURNED
    add(book, YearItem(91, 1, 2022, "特別交付税", flow, amount=400, result_yen=400, borne_by_id=1))
    blocks = accounts.build(book, PrintSettings(anonymous=False, fiscal_year=2022)).sheets[0].blocks
    (facts,) = (one for one in blocks if isinstance(one, KeyValues))
    assert dict(facts.pairs)["収入"] == "0円"
    assert "控除・戻入は団体の負担額の内訳で、収入ではないため" in str(blocks)


def test_the_budget_of_the_accounts_is_what_the_members_were_told(book: Book) -> None:
    income, spent = [one for one in accounts.build(book, NAMES).sheets[0].blocks if isinstance(one, Table)]
    assert income.rows[0].cells[2:4] == ("279,662,678", "0")
    assert income.totals[0].cells[2] == spent.totals[0].cells[2] == "282,662,678"


def test_the_yardstick_sets_apart_what_is_not_compared_and_shows_no_rate_of_another_scope(book: Book) -> None:
    made = accounts.build_yardstick(book, NAMES)
    found = table(made)
    rates = found.totals[-1].cells
    assert rates[1:] == ("0.0", "0.0", "0.0", "0.0", "0.0", "範囲が違う")
    assert "目標線(7割): 194,040,000円" in notes(made)
    for item in [
        one for one in book.all(YearItem).values() if one.fiscal_year == 2020 and one.name != "クラウド利用料"
    ]:
        done(book, edit(book, item, "apart", "機能の追加"))
    found = table(accounts.build_yardstick(book, NAMES))
    assert found.totals[-1].cells[-1] == "△4.8"
    assert found.totals[1].cells[0] == f"別に示す: {Apart.FUNCTIONS.label}"
    assert found.totals[1].cells[-1] == "18,662,678"


def test_commitments_tell_what_is_left_of_the_limit(book: Book) -> None:
    assert paragraphs(commitments.build(book, NAMES)) == ["債務負担行為はありません。"]
    add(book, Commitment(1, "設計", 2020, 2021, 56_628_000), CommitmentYear(1, 1, 2020, 24_000_000))
    assert column(table(commitments.build(book, NAMES)), "残り(円)")[0] == "32,628,000"


def test_the_same_is_told_as_json(asked: Book) -> None:
    found = json.loads(papers.result_payments(asked, NAMES))
    assert (found["report"], len(found["sheets"][0]["tables"][0])) == ("charge-payments", 25)


def yen_of(text: str) -> int:
    return int(text.replace(",", "").replace("△", "-").replace("+", ""))


def test_every_yen_of_a_notice_is_reckoned_and_every_yen_more_than_before_has_its_reason(book: Book) -> None:
    """What another member has settled or bears alone is not told to this one."""
    members = list(book.all(Municipality).values())
    items = (
        YearItem(
            9_000 + one.id, 1, 2020, "前年の精算", ItemFlow.CARRIED, 1_000 + one.id, result_yen=1, borne_by_id=one.id
        )
        for one in members
    )
    add(book, *items)
    done(book, issue(book, 2020, Stage.CHANGED, "R2.9.1"))
    made = notice.build(book, NAMES)
    letter, annex = made.sheets[:2]
    charge = yen_of(notes(replace(made, sheets=(letter,))).splitlines()[0].split("　")[1].removesuffix("円"))
    reckoning, reasons = (
        next(
            one for one in annex.blocks if isinstance(one, Table) and heading in [each.heading for each in one.columns]
        )
        for heading in ("計算", "要因")
    )
    yen = [yen_of(one) for one in column(reckoning, "額(円)")]
    assert sum(yen[:-1]) == yen[-1] == charge
    assert " ÷ 6 + 7/10 × 93,588人 ÷ " in str(reckoning)
    steps = [yen_of(one) for one in column(reasons, "増減(円)")]
    assert sum(steps[:-1]) == steps[-1]
    assert "△1,001円" in str(annex)
    assert "1,002円" not in str(annex)
    assert "他の団体だけの費目 5件" in str(annex)


def test_where_a_rule_goes_by_no_figure_the_notice_says_so(book: Book) -> None:
    done(book, edit(book, next(iter(book.all(Project).values())), "rule", "均等割"))
    for one in list(book.all(YearItem).values()):
        if one.rule:
            done(book, edit(book, one, "rule", ""))
    done(book, issue(book, 2020, Stage.CHANGED, "R2.9.1"))
    assert "均等割のため、人口などの数値は使いません" in str(notice.build(book, NAMES).sheets[1].blocks)


def settled_year(book: Book) -> None:
    for one in list(book.all(YearItem).values()):
        if one.fiscal_year == 2020:
            done(book, edit(book, one, "result_yen", "1,000,000"))


def test_the_letter_of_a_settlement_says_what_becomes_of_how_many_yen_and_how_they_came_about(asked: Book) -> None:
    settled_year(asked)
    made = settlement_notice.build(asked, NAMES)
    told = notes(replace(made, sheets=made.sheets[:1]))
    annex = made.sheets[1]
    difference = yen_of(column(table(replace(made, sheets=(annex,))), "差引(円)")[-1])
    assert difference < 0
    assert f"処理　還付 {-difference:,}円" in told
    reckoning = next(one for one in annex.blocks if isinstance(one, Table) and one.columns[1].heading == "計算")
    yen = [yen_of(one) for one in column(reckoning, "額(円)")]
    assert sum(yen[:-1]) == yen[-1] == yen_of(column(table(replace(made, sheets=(annex,))), "精算後の負担金(円)")[-1])
    assert "請求済みで未納の額が含まれます: 射水市 " in str(annex), "half of the first claim and the others are open"


def test_a_settlement_is_printed_as_it_was_written_down_whatever_comes_in_later(asked: Book) -> None:
    settled_year(asked)
    assert "未記録(試算)" in str(papers.build_settlement(asked, NAMES))
    done(asked, settle(asked, 2020, "R3.6.10"))
    before = table(papers.build_settlement(asked, NAMES))
    late = next(one for one in asked.all(Claim).values() if one.term == 2)
    add(asked, Payment(99, late.id, "2021-07-01", late.yen))
    made = papers.build_settlement(asked, NAMES)
    assert table(made) == before
    assert "令和3年6月10日" in str(made)


def test_amounts_without_tax_say_so_and_so_does_a_difference_to_a_year_with_it(book: Book) -> None:
    project = next(iter(book.all(Project).values()))
    done(book, edit(book, project, "tax_mode", "税抜" if project.tax_mode.label == "税込" else "税込"))
    done(book, issue(book, 2020, Stage.CHANGED, "R2.9.1"))
    made = notice.build(book, NAMES)
    assert "増減には、消費税の扱いの違いが含まれます。" in notes(made)
    assert "消費税の扱いの違い" in notes(explanation.build(book, NAMES))


def test_an_item_without_an_amount_is_no_zero_in_the_yardstick(book: Book) -> None:
    """Of two projects with an item of one name the second is not known yet: the year's rate would look better."""
    add(book, Project(9, "別の事業", None, position=9))
    one = next(one for one in book.all(YearItem).values() if one.fiscal_year == 2019)
    add(book, replace(one, id=901, fiscal_year=2018), replace(one, id=902, fiscal_year=2018, project_id=9))
    add(book, replace(one, id=903, project_id=9, amount=None, result_yen=None))

    def rate(year: str) -> str:
        made = table(accounts.build_yardstick(book, NAMES))
        return next(row for row in made.totals if "年度比" in row.cells[0]).cells[
            [column.heading for column in made.columns].index(year)
        ]

    assert rate("令和元年度") == "未入力あり"
    done(book, edit(book, book.all(YearItem)[903], "amount", "1"))
    assert rate("令和元年度").startswith("△")


def test_what_was_paid_back_stands_on_every_paper_of_the_money_and_is_checked_both_ways(asked: Book) -> None:
    settled_year(asked)
    plain = [make(asked, NAMES) for make in (papers.build_payments, papers.build_settlement, accounts.build)]
    assert "還付済" not in str(plain)
    assert "還付の照合" not in str(audit.build(asked, NAMES))
    done(asked, settle(asked, 2020, "R3.6.10"))
    owed = [row for row in audit.build(asked, NAMES).sheets[0].blocks if isinstance(row, Table)][1]
    assert set(column(owed, "照合")) == {"不一致"}
    claims = {one.payer: one for one in asked.all(Claim).values() if one.term == 1}
    whole = dict(zip(column(owed, "団体"), map(yen_of, column(owed, "精算で返す額(円)")), strict=True))
    first = next(iter(claims))
    texts = {"claim_id": claims[first].number, "paid_on": "R3.6.20", "kind": "還付"}
    done(asked, add_row(asked, Payment, {**texts, "yen": "1,000"}))
    settlement = table(papers.build_settlement(asked, NAMES))
    assert settlement.rows[0].cells[5:] == ("1,000", "令和3年6月20日", f"{whole[first] - 1_000:,}")
    assert settlement.rows[1].cells[5:] == ("0", "", f"{whole[settlement.rows[1].cells[0]]:,}")
    assert settlement.totals[0].cells[5:] == ("1,000", "", f"{whole['合計'] - 1_000:,}")
    standing = table(papers.build_payments(asked, NAMES))
    assert standing.rows[0].cells[-2:] == ("1,000", "令和3年6月20日")
    assert standing.rows[0].cells[:9] == table(plain[0]).rows[0].cells, "what went back opens no claim"
    for payer, claim in claims.items():
        left = whole[payer] - (1_000 if payer == first else 0)
        texts = {"claim_id": claim.number, "paid_on": "R3.6.30", "kind": "還付", "yen": str(left)}
        done(asked, add_row(asked, Payment, texts))
    checked = [row for row in audit.build(asked, NAMES).sheets[0].blocks if isinstance(row, Table)][1]
    assert set(column(checked, "照合")) == {"一致"}
    (facts,) = (
        one for one in accounts.build(asked, NAMES).sheets[0].blocks if isinstance(one, KeyValues) and one.pairs
    )
    sums = {name: yen_of(text.removesuffix("円")) for name, text in facts.pairs}
    assert sums["還付した額"] == whole["合計"]
    assert sums["還付後の残り"] == sums["収入"] - sums["支出"] - whole["合計"]
    done(asked, remove(asked, list(asked.all(Settlement).values())))
    for one in [one for one in asked.all(YearItem).values() if one.fiscal_year == 2020]:
        done(asked, edit(asked, one, "result_yen", ""))
    unsettled = [row for row in audit.build(asked, NAMES).sheets[0].blocks if isinstance(row, Table)][1]
    assert set(column(unsettled, "照合")) == {"不一致"}, "what went back without a settlement is told all the same"
    assert column(unsettled, "還付の記録(円)")[-1] == f"{whole['合計']:,}"


def test_amounts_of_one_project_that_are_split_by_several_rules_are_told_apart(book: Book) -> None:
    annex = notice.build(book, NAMES).sheets[1]
    reckoning = next(one for one in annex.blocks if isinstance(one, Table) and one.columns[1].heading == "計算")
    names = column(reckoning, "事業と費目", totals=False)
    assert names == [
        "クラウド利用料(均等割:人口割 = 3:7)",
        "クラウド利用料(均等割)",
        "クラウド利用料(均等割:人口割 = 2:8)",
    ]


def test_a_year_without_claims_says_so_in_its_own_words(book: Book) -> None:
    told = [paragraphs(make(book, NAMES)) for make in (papers.build_claims, papers.build_payments)]
    assert told == [["令和2年度の納付の済んでいない請求はありません。"], ["令和2年度の請求はまだありません。"]]
