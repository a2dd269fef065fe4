"""The fee's 計算根拠書: whoever has only the printed text computes every yen again."""

import json
import re
from dataclasses import replace
from fractions import Fraction

from core.documents.comparison.fee_derivation import build, result
from core.documents.paper.document import Document, Emphasis
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.costs import Flow, Taxation
from core.model.council import TaxMode
from core.model.scenarios import PartialTerm
from tests.core.calc.cost_book import SCENARIO, amounts, cost_book, cost_line
from tests.core.documents.sheets import paragraphs, table

NYUZEN = "163422"
Steps = list[tuple[str, str, str, str]]


def sections(document: Document) -> dict[str, Steps]:
    found: dict[str, Steps] = {}
    for row in table(document).rows:
        if row.emphasis is Emphasis.SECTION:
            last = found.setdefault(row.cells[0], [])
        else:
            last.append((row.cells[0], row.cells[1], row.cells[2], row.cells[3]))
    return found


def number(text: str) -> int:
    return int(re.sub(r"[^0-9]", "", text)) * (-1 if "△" in text else 1)


def pairs_of(text: str) -> dict[str, str]:
    return dict(piece.split(":", 1) for piece in re.split("[　\n]", text) if piece)


def fraction(formula: str) -> Fraction:
    """Return what 「1,000円 × (3/10 × 1 ÷ 5 + 7/10 × 2人 ÷ 10人)」 is."""
    words = re.sub(r"[円人,]", "", formula).replace("×", "*").replace("÷", "/")
    return Fraction(eval(re.sub(r"\d+", r"Fraction(\g<0>)", words), {"Fraction": Fraction}))


def cut(share: Fraction) -> str:
    """Return a share as it is printed."""
    hundredths = share * 100 // 1
    words = f"{hundredths // 100:,}" + (f".{hundredths % 100:02d}" if share.denominator > 1 else "")
    return words + ("…" if share * 100 != hundredths else "") + "円"


def a_book(guarantee: str | None = None) -> Book:
    """A made-up fee: one line by the consortium's rule, one with a cap, a subsidy, a member that joins half-way."""
    lines = {
        cost_line(1): amounts(1, *[277_200_000] * 5),
        cost_line(2, name="利用量の経費", rule="population,most:40%"): amounts(2, *[12_345_678] * 5),
        cost_line(3, name="補助金", flow=Flow.INCOME): amounts(3, 1_000_001, 0, 5_000_000),
    }
    scenario = replace(SCENARIO, partial_term=PartialTerm.MONTHS, guarantee_percent=guarantee)
    return cost_book(lines, members={NYUZEN: {"joined_on": "2016-10-01"}}, scenarios=[scenario])


def shares_again(paper: dict[str, Steps], name: str) -> Fraction:
    """Return a member's share of the term from nothing but printed text."""
    levels: dict[str, Fraction] = {}
    weights: dict[str, str] = {}
    for label, formula, inputs, _ in paper["按分に使う数値"]:
        stretch = label[label.index("(") :]
        if label.startswith("重み"):
            weights = pairs_of(inputs)
        elif label.startswith("下限・上限"):
            held = {who: number(text.split("円")[0]) for who, text in pairs_of(inputs).items() if "→" in text}
        elif label.startswith("按分") and name in weights:
            rest, whole = re.match(r"残り([0-9,]+)円.* ÷ 残る団体の重みの合計([0-9,]+)", formula).groups()  # type: ignore[union-attr]
            own = Fraction(number(rest) * number(weights[name]), number(whole))
            levels[stretch] = Fraction(held[name]) if name in held else own
    sum_ = Fraction(0)
    for label, formula, _, shown in paper[name]:
        if label.startswith("均等割"):
            own = fraction(formula)
        elif label.startswith(f"{name}の分"):
            stretch, *years = label.removeprefix(f"{name}の分(").removesuffix(")").split("、")
            of_year = next(key for key in levels if stretch in key and years[0] in key)
            months = re.search(r"× (\d+)か月 ÷ 12か月", formula)
            own = levels[of_year] * Fraction(int(months[1]) if months else 12, 12) * len(years)
        else:
            continue
        assert shown == cut(own), label
        sum_ += own
    return sum_


def test_every_share_follows_from_the_printed_text_alone() -> None:
    paper = sections(build(a_book(), PrintSettings(anonymous=False)))
    names = [name for name, steps in paper.items() if any(label == "負担額" for label, *_ in steps)]
    assert len(names) == 6
    exact = {name: shares_again(paper, name) for name in names}
    printed = {name: {label: (inputs, shown) for label, _, inputs, shown in paper[name]} for name in names}
    for name in names:
        assert printed[name]["基礎額"][0] == f"端数処理の前:{cut(exact[name])}"
    whole = number(paper["年度別の負担額"][-1][3])
    assert sum(exact.values()) == whole == 5 * (277_200_000 + 12_345_678) - 6_000_001
    for at, (_, _, inputs, bill) in enumerate(paper["年度別の負担額"][:-1]):
        yen = {name: text.split("→")[1] for name, text in pairs_of(inputs).items()}
        assert sum(map(number, yen.values())) == number(bill)
        assert ("入善町" in yen) == (at > 0)
    assert sum(number(printed[name]["負担額"][1]) for name in names) == whole


def test_the_fee_of_each_year_is_the_lines_less_what_is_deducted() -> None:
    paper = sections(build(a_book(), PrintSettings()))
    lines = [pairs_of(inputs) for _, _, inputs, _ in paper["経費明細"]]
    fee = next(pairs_of(inputs) for label, _, inputs, _ in paper["クラウド利用料"] if label == "年度別の利用料")
    for year, yen in fee.items():
        cost, more, subsidy = (number(line.get(year, "0")) for line in lines)
        assert cost + more - subsidy == number(yen)


def test_what_the_guarantee_cuts_off_stands_beside_what_was_before_rounding() -> None:
    paper = sections(build(a_book("20"), PrintSettings(anonymous=False)))
    nyuzen = {label: (inputs, shown) for label, _, inputs, shown in paper["入善町"]}
    assert nyuzen["負担額"] == (f"端数処理の前:{nyuzen['上限'][1]}", nyuzen["上限"][1])
    parts = pairs_of(nyuzen["上限を超えた額"][0])
    assert "平成27年度" not in parts
    assert set(parts) == {"平成28年度", "平成29年度", "平成30年度", "令和元年度"}


def test_a_line_says_how_its_amount_became_yen_in_the_mode_of_the_comparison() -> None:
    book = cost_book(
        {cost_line(tax_mode=Taxation.EXCLUSIVE): amounts(1, *[1_000] * 5)},
        scenarios=[replace(SCENARIO, tax_mode=TaxMode.INCLUSIVE, guarantee_percent=None)],
    )
    ((_, formula, inputs, shown),) = sections(build(book, PrintSettings()))["経費明細"]
    assert "税抜の額を税込に換算、消費税は明細の合計で1円未満切捨て" in formula
    assert pairs_of(inputs)["平成30年度"] == "1,000円(税率8%) → 1,080円"
    assert pairs_of(inputs)["令和元年度"] == "1,000円(税率8%×6か月・10%×6か月) → 1,090円"
    assert shown == "5,410円"


def test_names_are_signs_where_the_sheet_is_anonymous() -> None:
    text = str(build(a_book("20"), PrintSettings(anonymous=True)))
    assert "入善町" not in text
    assert "入善町" in str(build(a_book("20"), PrintSettings(anonymous=False)))


def test_where_nothing_can_be_allocated_the_sheet_says_why_and_has_no_figures() -> None:
    book = cost_book({cost_line(rule="fixed:無い表,equal"): amounts(1, 1_000)})
    document = build(book, PrintSettings())
    assert "無い表" in paragraphs(document)[0]
    assert "refused" in json.loads(result(book, PrintSettings()))
