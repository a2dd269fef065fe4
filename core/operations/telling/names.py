"""What the rows of the ledger are called in labels and sentences: 射水市, 項25, 項20の6団体の見積."""

from typing import Any

from core.model.answers import Answer
from core.model.costs import CostAmount, CostLine, CurrentCost, OutOfScopeCost, Penalty, TaxRate
from core.model.council import Consortium, Municipality, Participation, Population, System, Weight
from core.model.records import label_of
from core.model.requests import Customization, Option, Quote
from core.model.scenarios import Scenario, ScenarioMember
from core.model.sheets import FixedSheet
from core.model.values.codes import item_key
from core.model.values.dates import show_date, show_fiscal_year
from core.operations.editing.draft import Ledger, table_of


def describe(ledger: Ledger, record: Any) -> str:
    """Return what people call the row, with its parents where it would be unclear without them."""
    match record:
        case Consortium():
            return "協議会の設定"
        case Municipality(name=name) | System(name=name):
            return name
        case Customization(item=item):
            return f"項{item}"
        case FixedSheet(name=name):
            return f"確定版「{name}」"
        case Option(customization_id=parent):
            return f"{_item(ledger, parent)}の{option_name(ledger, record)}"
        case Quote(option_id=parent, implementers=n):
            return f"{_variant(ledger, ledger.all(Option)[parent])}の{n}団体の見積"
        case Population(municipality_id=parent, reference_date=day):
            return f"{_municipality(ledger, parent)}の人口({show_date(day)})"
        case Weight(municipality_id=parent, name=name):
            return f"{_municipality(ledger, parent)}の「{name}」"
        case Participation(municipality_id=parent, system_id=system):
            return f"{_municipality(ledger, parent)}の{ledger.all(System)[system].name}への参加"
        case Answer(municipality_id=parent, customization_id=customization):
            return f"{_municipality(ledger, parent)}の回答({_item(ledger, customization)})"
        case CostLine(name=name):
            return f"経費「{name}」"
        case CostAmount(cost_line_id=parent, fiscal_year=year):
            return f"{describe(ledger, ledger.all(CostLine)[parent])}の{show_fiscal_year(year)}の金額"
        case CurrentCost(municipality_id=parent, fiscal_year=year):
            return f"{_municipality(ledger, parent)}の{show_fiscal_year(year) + 'の' if year else ''}現行経費"
        case Penalty(municipality_id=parent):
            return f"{_municipality(ledger, parent)}の違約金"
        case OutOfScopeCost(municipality_id=parent, name=name):
            return f"{_municipality(ledger, parent)}の調達外経費「{name}」"
        case TaxRate(start_date=day):
            return f"消費税率({show_date(day)}から)"
        case Scenario(name=name):
            return f"試算「{name}」"
        case ScenarioMember(scenario_id=parent, municipality_id=member):
            scenario = ledger.all(Scenario)[parent]
            return f"試算「{scenario.name}」の{_municipality(ledger, member)}の参加"
    return table_of(type(record)).label


def edited(ledger: Ledger, record: Any, name: str) -> str:
    """Return what an edit of one column is called in the undo menu: 項25の備考を変更."""
    if isinstance(record, Answer):
        part = "" if name == "state" else f"の{label_of(Answer, name)}"
        item = _item(ledger, record.customization_id)
        return f"{_municipality(ledger, record.municipality_id)}の回答{part}を変更({item})"
    subject = describe(ledger, record)
    if (type(record), name) in _WHOLE:
        return f"{subject}を変更"
    if isinstance(record, Consortium):
        return f"協議会の{label_of(Consortium, name)}を変更"
    return f"{subject}の{label_of(type(record), name)}を変更"


def option_name(ledger: Ledger, option: Option) -> str:
    """Return 案「4様式」, or 案1 by its place among the options when it has no name."""
    if option.name:
        return f"案「{option.name}」"
    siblings = sorted(ledger.children(Option, option.customization_id).values(), key=lambda o: (o.position, o.id))
    return f"案{siblings.index(option) + 1}"


def branches(ledger: Ledger, option: Option) -> list[str]:
    """Return the branch numbers printed beside the quotes of an option, in their natural order."""
    printed = {quote.branch for quote in ledger.children(Quote, option.id).values() if quote.branch}
    return sorted(printed, key=item_key)


_WHOLE = {
    (Population, "population"),
    (Weight, "value"),
    (CostAmount, "amount"),
    (CurrentCost, "yen"),
    (Penalty, "yen"),
    (ScenarioMember, "included"),
}
"""The columns that are what the row is about: the row's own name says enough."""


def _municipality(ledger: Ledger, id: int) -> str:
    return ledger.all(Municipality)[id].name


def _item(ledger: Ledger, id: int) -> str:
    return f"項{ledger.all(Customization)[id].item}"


def _variant(ledger: Ledger, option: Option) -> str:
    """Return 項20, or 項16の案「資格情報表示」 where there are several to tell apart."""
    alone = len(ledger.children(Option, option.customization_id)) == 1
    return _item(ledger, option.customization_id) if alone else describe(ledger, option)
