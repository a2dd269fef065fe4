"""前提: what the figures of a comparison rest on, as labels and words. Read from values, so that what was kept when a
scenario was adopted is shown like what is calculated now."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from core.calc.comparison.values import Values
from core.model.costs import NATIONAL_TAX_RATES
from core.model.values.dates import show_date, show_fiscal_year
from core.model.values.money import show_yen

_MANY = 3
"""So many different dates or currencies are named; of more it is said how many there are."""


def premises_pairs(premises: Values, source: str = "") -> tuple[tuple[str, str], ...]:
    """Return the premises of one comparison in a fixed order; `source` says where the fee comes from."""
    guaranteed = premises["guarantee_percent"] is not None
    return (
        ("試算", premises["scenario"]),
        ("契約期間", _term(premises)),
        ("クラウド利用料", _fee(premises, source)),
        ("按分規則", premises["rule_label"]),
        ("最低削減保障", _guarantee(premises)),
        ("再配分の基準", premises["key_label"] if guaranteed else "－"),
        ("違約金の扱い", premises["penalties_label"] if guaranteed else "－"),
        ("人口", _populations(premises)),
        ("消費税", f"{premises['tax_mode']}({_tax_rates(premises)})"),
        ("端数処理", f"{premises['unit']:,}円単位・{premises['remainder']}、年度割の端数は{premises['instalment']}"),
        ("換算レート", _exchange_rates(premises["exchange_rates"])),
        ("加入・離脱", f"{len(premises['months'])}団体、途中の加入・離脱は{premises['partial_term']}"),
        *_deducted(premises),
    )


def _deducted(premises: Values) -> Iterator[tuple[str, str]]:
    """Yield what is deducted before the split and what changes by year, where there is any; older values lack it."""
    if premises.get("deductions"):
        words = [f"{one['label']} {show_yen(-one['total'])}円" for one in premises["deductions"]]
        yield "経費の総額", f"{show_yen(premises['fee_gross'])}円"
        yield "財源など", "、".join(_cut(words))
    if premises.get("phase_in"):
        percents = "→".join(f"{percent}%" for percent in premises["phase_in"]["percents"])
        yield "激変緩和", f"従前の{premises['phase_in']['former']}から {percents}"
    if premises.get("basis_words"):
        yield "年度ごとの基礎数値", premises["basis_words"]


def _term(premises: Values) -> str:
    first, years = premises["first_fiscal_year"], premises["years"]
    return f"{_years(first, first + years - 1)}({years}年)"


def _years(first: int, last: int) -> str:
    return show_fiscal_year(first) if first == last else f"{show_fiscal_year(first)}〜{show_fiscal_year(last)}"


def _guarantee(premises: Values) -> str:
    percent = premises["guarantee_percent"]
    return "なし" if percent is None else f"各団体とも現行経費の{percent:g}%以上を削減"


def _populations(premises: Values) -> str:
    """Return 平成22年10月1日(国勢調査); several where members differ, and how many have none."""
    populations = premises["populations"]
    if str(premises.get("basis_words", "")).startswith("人口"):
        return "年度ごとの基礎数値による"
    known = [one for one in populations.values() if one]
    kinds = sorted({(one["date"], one["source"]) for one in known}, reverse=True)
    words = [show_date(day) + (f"({source})" if source else "") for day, source in kinds]
    missing = len(populations) - len(known)
    none = [f"{missing}団体は人口の入力なし"] if missing else []
    return "、".join([*_cut(words), *none]) or "－"


def _fee(premises: Values, source: str) -> str:
    if premises.get("fee_missing"):
        return "－(入力なし)"
    typed = premises.get("fee_tax_mode")
    if typed and typed != premises["tax_mode"]:
        source = f"{source}、{typed}の額を換算" if source else f"{typed}の額を換算"
    return f"{show_yen(premises['fee'])}円" + (f"({source})" if source else "")


def _tax_rates(premises: Values) -> str:
    """Return 税率 8%, or 税率 令和元年9月まで 8%、令和元年10月から 10%."""
    if "tax_rates" not in premises:
        return _kept_tax_rates(premises["tax_percent"])
    runs = premises["tax_rates"]
    if len(runs) == 1:
        return f"税率 {runs[0]['percent']:g}%"
    first, *others = runs
    words = [f"{_month(first['to'])}まで {first['percent']:g}%"]
    return "税率 " + "、".join([*words, *(f"{_month(run['from'])}から {run['percent']:g}%" for run in others)])


def _month(month: str) -> str:
    return show_date(f"{month}-01").removesuffix("1日")


def _kept_tax_rates(percents: Mapping[str, float]) -> str:
    """Return the same of what was kept by a former version of the program, which knew a mean rate for each year."""
    years = sorted((int(year), percent) for year, percent in percents.items())
    runs = [(percent, [year for year, _ in run]) for percent, run in groupby(years, key=lambda pair: pair[1])]
    if len(runs) == 1:
        return f"税率 {runs[0][0]:g}%"
    known = {percent for _, percent in NATIONAL_TAX_RATES}
    rates = [(run, f"{percent:g}%" if percent in known else "(年度の途中で改定)") for percent, run in runs]
    return "税率 " + "、".join(f"{_years(run[0], run[-1])} {words}" for run, words in rates)


def _exchange_rates(rates: Mapping[str, Any]) -> str:
    kinds = sorted({(one["currency"], one["rate"]) for one in rates.values()})
    return "、".join(_cut([f"1{currency} = {rate}円" for currency, rate in kinds])) or "外貨の経費なし"


def _cut(words: list[str]) -> list[str]:
    return words if len(words) <= _MANY else [*words[:_MANY], f"ほか{len(words) - _MANY}種"]
