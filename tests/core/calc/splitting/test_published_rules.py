"""Rules that were published with their figures, split as they were."""

import csv
from pathlib import Path

from core.calc.charges.versions import Version, charged
from core.calc.comparison.compare import Comparison
from core.calc.comparison.gathering import compare_scenario
from core.calc.members import members_of
from core.calc.splitting.split import split
from core.model.book import Book
from core.model.charges.charging import Project, Stage, YearItem
from core.model.council import Consortium, Municipality, Population, kind_of
from core.model.fixed_amounts import FixedAmount
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.records import to_row
from core.model.registry import table_of
from core.model.scenarios import Scenario
from core.model.values.rule_words import read_rule
from core.operations.charges.issuing import issue
from tests.core.calc.cost_book import amounts, cost_line

DATA = Path(__file__).resolve().parents[3] / "data" / "published_rules.csv"
MAN = 10_000


def published(subject: str) -> list[int]:
    """Return the printed amounts in yen of the rule of this subject: 1000万 500万 … 100万円/年."""
    with DATA.open(encoding="utf-8", newline="") as file:
        (row,) = (row for row in csv.DictReader(file) if subject in row["subject"])
    return [int(word.rstrip("円/年").rstrip("万")) * MAN for word in row["published_outputs"].split()]


def classes() -> Book:
    """さいたま市 of the largest cities, 春日部市 of 150,000 people and more, 戸田市 and 北本市 below, 小鹿野町.

    The populations are those of the census of 2015; the class of the largest cities is named one by one, as the table
    of the source has it by kind and not by people.
    """
    people = {
        "111007": ("さいたま市", 1_263_979),
        "112143": ("春日部市", 232_709),
        "112241": ("戸田市", 136_150),
        "112330": ("北本市", 67_409),
        "113654": ("小鹿野町", 12_117),
    }
    members = [
        Municipality(at, code, name, kind=kind_of(name), position=at)
        for at, (code, (name, _)) in enumerate(people.items(), 1)
    ]
    table = [
        FixedAmount(1, "運営負担金", 1_000 * MAN, municipality_id=1),
        FixedAmount(2, "運営負担金", 500 * MAN, kind=members[1].kind, least=150_000),
        FixedAmount(3, "運営負担金", 300 * MAN, kind=members[1].kind, below=150_000),
        FixedAmount(4, "運営負担金", 100 * MAN, kind=members[4].kind),
    ]
    line, whole = cost_line(), sum(published("階級定額"))
    scenario = Scenario(1, "試算", 1, rule=read_rule("定額(運営負担金)").text, first_fiscal_year=2016, years=1)
    return Book(
        {
            "consortium": [Consortium(1, "協議会", base_date="2016-05-11", fiscal_year=2016)],
            "municipalities": members,
            "populations": [Population(at, at, "2015-10-01", one[1]) for at, one in enumerate(people.values(), 1)],
            "fixed_amounts": table,
            "cost_lines": [line],
            "cost_amounts": amounts(line, whole, first=2016),
            "scenarios": [scenario],
        }
    )


def test_amounts_by_class_are_looked_up_in_the_table_for_each_city_and_town() -> None:
    book, right = classes(), published("階級定額")
    assert right == [1_000 * MAN, 500 * MAN, 300 * MAN, 300 * MAN, 100 * MAN]
    assert list(split(sum(right), read_rule("定額(運営負担金)"), members_of(book)).shares.values()) == right
    (scenario,) = book.all(Scenario).values()
    made = compare_scenario(book, scenario)
    assert isinstance(made, Comparison)
    assert [row.cloud for row in made.rows.values()] == right


def test_a_charge_by_class_is_the_published_amount_of_each_city_and_town() -> None:
    book, right = classes(), published("階級定額")
    whole, fixed = sum(right), read_rule("定額(運営負担金)").text
    rows = (Project(1, "運営負担金", rule=fixed), YearItem(1, 1, 2016, "運営負担金", amount=whole))
    book.apply(ChangeSet("事業", tuple(Insert(table_of(type(one)).name, to_row(one)) for one in rows)))
    wish = issue(book, 2016, Stage.NOTIFIED, "2016-04-01", "事務局")
    assert isinstance(wish, ChangeSet), wish
    book.apply(wish)
    (made,) = charged(book, Version(2016))
    assert [made.result.shares[one.code] for one in book.all(Municipality).values()] == right
    assert (made.result.total, made.result.remainder) == (whole, 0)


def test_at_the_border_of_a_class_the_amount_jumps() -> None:
    book = classes()
    for people, yen in ((150_000, 500 * MAN), (149_999, 300 * MAN)):
        book.apply(ChangeSet("人口", (Update("populations", 2, {"population": people}),)))
        assert members_of(book)[1].fixed == {"運営負担金": yen}
