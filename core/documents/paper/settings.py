"""What a clerk chooses before printing, as a value that can be kept with a fixed sheet and read again."""

import json
from dataclasses import asdict, fields
from typing import Any

from core.calc.allocation.pricing import Money
from core.dataclass import dataclass
from core.model.council import Addressing
from core.model.papers.handouts import Template
from core.model.requests import Disposition
from core.model.scenarios import MoneyUnit, RateFrom
from core.model.values.paper import Paper
from core.model.values.paper import Totals as Totals
from core.model.values.words import Word


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """`anonymous` None follows the consortium; `as_of` (ISO) replaces the 資料日付; `municipality` is a code, None all.

    `disposition` None prints every request; `previous` is the result text of an earlier sheet to compare with and
    `previous_name` what that sheet is called; `file_name` stands at the foot of the pages.

    Of the comparison: `scenario` is an id, None the one in the first place; where `unit`, `digits` and `rate_from` are
    None they follow the scenario (sheets of small amounts are in yen then); `yearly` adds the figures of each year.

    Of the papers of a procurement: `procurement` is an id, None the first one that has bidders; `hide_reviewers` says
    whether numbers stand in for the reviewers' names, None when signs stand in for those of the bidders; `reviewer` and
    `bidder` are ids, None all. Of score sheets: `together` puts all bidders on one sheet of a reviewer,
    `without_letter` leaves out the letters. `by_criterion` adds to the sums of each reviewer what they are made of.

    Of the list of a table: `table` is its name, "" the first. Of bodies and sessions: `body` and `meeting` are ids,
    None all bodies and the latest session. Of fit and gap: `system` is an id, None all business areas. Of charges:
    `fiscal_year`, None the last that was charged.

    Of service levels: `month` as 2026-04, None the last one of which something is known; `outage` is an id, None all
    of the month.

    At the head: `number` is the number of the first letter, those that follow count on; `material` (資料1), `mark` (案,
    取扱注意, 非公開) and `meeting_name` stand on every sheet. Of letters: `addressing` None follows the consortium,
    `today` (ISO) is the day of those that nothing else dates; `deadline` (ISO) takes the place of deadlines that have
    passed, `chased` says which letter a reminder is about (""
    the last one that is known), `both_sides` lets each begin on a front side, `open_only` asks for no answer again.

    Of a handout: `handout` is an id, None the one that `template` says, or the first.
    """

    anonymous: bool | None = None
    paper: Paper = Paper.A4
    as_of: str | None = None
    municipality: str | None = None
    totals: Totals = Totals.MAX
    scenario_rows: bool = False
    disposition: Disposition | None = None
    money: Money = Money.ONE_OFF
    previous: str | None = None
    previous_name: str = ""
    number: str = ""
    file_name: str = ""
    scenario: int | None = None
    unit: MoneyUnit | None = None
    digits: int | None = None
    rate_from: RateFrom | None = None
    yearly: bool = False
    table: str = ""
    procurement: int | None = None
    hide_reviewers: bool | None = None
    reviewer: int | None = None
    bidder: int | None = None
    together: bool = False
    without_letter: bool = False
    by_criterion: bool = False
    body: int | None = None
    meeting: int | None = None
    system: int | None = None
    month: str | None = None
    outage: int | None = None
    fiscal_year: int | None = None
    handout: int | None = None
    template: Template | None = None
    material: str = ""
    mark: str = ""
    meeting_name: str = ""
    today: str | None = None
    addressing: Addressing | None = None
    deadline: str | None = None
    chased: str = ""
    both_sides: bool = False
    open_only: bool = False


def settings_text(settings: PrintSettings) -> str:
    """Return the settings as JSON, equal settings as equal text."""
    return canonical(asdict(settings))


def parse_settings(text: str) -> PrintSettings:
    """Return the settings written as `text`; what an older program did not know has its default."""
    values: dict[str, Any] = json.loads(text)
    known = {field.name for field in fields(PrintSettings)}
    words: dict[str, type[Word]] = {
        "paper": Paper,
        "totals": Totals,
        "disposition": Disposition,
        "money": Money,
        "unit": MoneyUnit,
        "rate_from": RateFrom,
        "template": Template,
        "addressing": Addressing,
    }
    kept: dict[str, Any] = {
        name: words[name](value) if name in words and value is not None else value
        for name, value in values.items()
        if name in known
    }
    return PrintSettings(**kept)


def canonical(value: Any) -> str:
    """Return `value` as JSON in one fixed form, so that equal values are equal texts."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
