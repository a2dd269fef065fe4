"""Which version of a year's charges is meant: the newest ones, those of a stage, or what would be charged now."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import field, replace

from core.calc.charges.assess import assess, steps_of
from core.calc.charges.explain import Explanation, explain, explain_all, explain_mean
from core.calc.charges.gathering import premises_of
from core.calc.charges.identity import recoded, recoded_result, renamings
from core.calc.charges.mixing import Factor, Pair, keyed, mix, pair_of
from core.calc.charges.scenario_years import FEE, scenario_year
from core.calc.comparison.gathering import scenarios_of
from core.calc.derivation import Step
from core.calc.splitting.apportion import SplitRefused
from core.dataclass import dataclass
from core.model.book import Book
from core.model.charges.charging import Assessment, Project, Stage, YearItem, by_project
from core.model.machine.faults import Refused
from core.model.values.charge_premises import ChargePremises, ChargeResult, read_premises, read_result
from core.model.values.dates import parse_fiscal_year, show_fiscal_year
from core.model.values.words import spellings

LIVE = "試算"
"""As the ledger stands now, told to nobody yet."""


@dataclass(frozen=True, slots=True)
class Version:
    """Which charges are meant: `stage` None for the newest versions, those of the ledger as it stands with `live`, of
    the year in a comparison with the name of its `scenario`."""

    fiscal_year: int
    stage: Stage | None = None
    live: bool = False
    scenario: str = ""

    @property
    def label(self) -> str:
        """Return 令和8年度(通知) or 令和8年度(試算「案A」)."""
        what = LIVE if self.live else self.stage.label if self.stage else scenario_label(self.scenario)
        return show_fiscal_year(self.fiscal_year) + (f"({what})" if what else "")


@dataclass(frozen=True, slots=True)
class Charged:
    """The charges of one project: from a version that was told, or (None) as they would be now, or in a scenario.

    `then` is by its code here that of a member as the version was told, where it is held against one with another code.
    """

    project: str
    premises: ChargePremises
    result: ChargeResult
    version: Assessment | None = None
    scenario: str = ""
    project_id: int | None = None
    then: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> int | str:
        """By what it is that of another year: the project, whatever it was called then."""
        return self.project if self.project_id is None else self.project_id

    @property
    def called(self) -> str:
        """Return 通知, 試算 or 試算「案A」."""
        return self.version.stage.label if self.version else scenario_label(self.scenario) or LIVE


def scenario_label(name: str) -> str:
    """Return 試算「案A」, "" for no scenario."""
    return f"{LIVE}「{name}」" if name else ""


def read_version(text: str) -> Version:
    """Return what 2026, 2026:通知, 令和8年度:予定, 2026:試算 and, with the name of a scenario, 2026:案A mean.

    Raises Refused; whether there is such a scenario is known by `charged`.
    """
    year, colon, stage = _folded(text).partition(":")
    version = Version(read_year(year))
    return version_in(version.fiscal_year, stage) if colon else version


def version_in(fiscal_year: int, text: str) -> Version:
    """Return the version of a year that a word means: a stage, 試算, or the name of a scenario."""
    word = _folded(text)
    if word == LIVE:
        return Version(fiscal_year, live=True)
    if not spellings(Stage).get(word):
        return Version(fiscal_year, scenario=word)
    return Version(fiscal_year, read_stage(word))


def read_year(text: str) -> int:
    """Return the fiscal year that 2026 and 令和8年度 mean. Raises Refused."""
    year = _folded(text)
    return int(year) if re.fullmatch("[0-9]{4}", year) else parse_fiscal_year(year)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def read_stage(text: str) -> Stage:
    """Return the stage that a word means. Raises Refused "not_a_stage", "no_stage" where none is typed."""
    if not text.strip():
        raise Refused("no_stage", choices="・".join(one.label for one in Stage))
    known = spellings(Stage).get(text.strip(), ())
    if len(known) != 1:
        raise Refused("not_a_stage", text=text, choices="・".join([*(one.label for one in Stage), LIVE]))
    return Stage(known[0])


def newest_first(versions: Iterable[Assessment]) -> list[Assessment]:
    """Return versions, the one that holds first: the later stage, of one stage the later row."""
    return sorted(versions, key=lambda one: (-one.stage.rank, -one.id))


def charged(book: Book, version: Version) -> list[Charged]:
    """Return the charges of a year by project, in the order in which the projects were first charged.

    A stage is that of the year: a project that has no version of it counts with the newest one before it. Where nothing
    was told in the year at all, the newest is what would be told now.
    Raises SplitRefused: "no_charges", "no_such_version", "not_a_version", and what premises_of, assess and
    scenario_year refuse.
    """
    if version.scenario:
        return [_charged_in(book, version)]
    told = [one for one in book.all(Assessment).values() if one.fiscal_year == version.fiscal_year]
    if version.live or (not told and version.stage is None):
        return charged_now(book, version.fiscal_year)
    if version.stage is not None:
        if not any(one.stage is version.stage for one in told):
            have = "、".join(dict.fromkeys(one.stage.label for one in newest_first(told))) or "なし"
            facts = {"year": show_fiscal_year(version.fiscal_year), "stage": version.stage.label, "have": have}
            raise SplitRefused("no_such_version", **facts)
        told = [one for one in told if one.stage.rank <= version.stage.rank]
    found = []
    for key, versions in by_project(book, told).items():
        newest = charged_by(newest_first(versions)[0])
        found.append(replace(newest, project_id=key if isinstance(key, int) else None))
    return found


def _charged_in(book: Book, version: Version) -> Charged:
    known = scenarios_of(book)
    named = [one for one in known if _folded(one.name) == _folded(version.scenario)]
    if not named:
        choices = [*(one.label for one in Stage), LIVE, *(f"「{one.name}」" for one in known)]
        raise SplitRefused("not_a_version", text=version.scenario, choices="・".join(choices))
    return Charged(FEE, *scenario_year(book, named[0], version.fiscal_year), scenario=named[0].name)


def charged_by(one: Assessment) -> Charged:
    """Return the charges of one version as they were told."""
    return Charged(
        one.project_name, read_premises(one.premises), read_result(one.result), one, project_id=one.project_id
    )


def charged_now(book: Book, fiscal_year: int, rates: Mapping[str, str] | None = None) -> list[Charged]:
    """Return the charges of a year as the ledger stands, of the projects that have items in it; `rates` by project take
    the place of their exchange rates. Raises SplitRefused."""
    with_items = {one.project_id for one in book.all(YearItem).values() if one.fiscal_year == fiscal_year}
    projects = [one for one in book.all(Project).values() if one.id in with_items]
    if not projects:
        raise SplitRefused("no_charges", year=show_fiscal_year(fiscal_year))
    found = []
    for project in sorted(projects, key=lambda one: (one.position, one.id)):
        premises = premises_of(book, project, fiscal_year, rates=(rates or {}).get(project.name))
        found.append(Charged(project.name, premises, assess(premises).result, project_id=project.id))
    return found


def shares_of(charges: Iterable[Charged]) -> dict[str, int]:
    """Return what each member is charged for all projects together, by code, in the members' order."""
    sums: dict[str, int] = {}
    for one in charges:
        for payer in one.premises.payers:
            sums[payer.code] = sums.get(payer.code, 0) + one.result.shares.get(payer.code, 0)
    return sums


def names_of(charges: Iterable[Charged]) -> dict[str, str]:
    """Return the members' names by code as they were called then."""
    return {payer.code: payer.name for one in charges for payer in one.premises.payers}


def beside(book: Book, first: Iterable[Charged], second: Iterable[Charged]) -> list[Charged]:
    """Return the first charges as they are held against the second: a member whose code was changed between has the
    same code in both, so that it neither left nor joined."""
    first, second = list(first), list(second)
    codes = [[*names_of(side)] for side in (first, second)]
    return _recoded(first, renamings(book, *codes))


def _recoded(charges: Iterable[Charged], codes: Mapping[str, str]) -> list[Charged]:
    if not codes:
        return list(charges)
    back = {other: code for code, other in codes.items()}
    return [
        replace(
            one,
            premises=recoded(one.premises, codes),
            result=recoded_result(one.result, codes),
            then={} if one.then else back,
        )
        for one in charges
    ]


def _as_then(first: Iterable[Charged], second: Iterable[Charged]) -> tuple[list[Pair], dict[str, str]]:
    """Return the charges side by side under the codes of the first as they were told, and by a code here what it was:
    ties go to the smaller code, and a code that was changed must change no yen of a step."""
    first, second = list(first), list(second)
    codes = {code: then for one in first for code, then in one.then.items()}
    return pairs_of(_recoded(first, codes), _recoded(second, codes)), codes


def pairs_of(first: Iterable[Charged], second: Iterable[Charged]) -> list[Pair]:
    """Return the charges of two years or versions side by side, by project.

    A scenario knows no projects: it stands beside the only project of the other side, whatever that is called.
    """
    first, second = list(first), list(second)
    if len(first) == len(second) == 1 and (first[0].scenario or second[0].scenario):
        return [_beside(first[0], second[0])]
    one, other = ({charge.key: charge.premises for charge in side} for side in (first, second))
    return [pair_of(one.get(key), other.get(key)) for key in (one | other)]


def _beside(first: Charged, second: Charged) -> Pair:
    """Return a pair of which one at least is a scenario. Where each has one item of a kind that the other has not under
    this name, it is the same item by another name."""
    told = second if first.scenario else first
    pair = pair_of(*(replace(one.premises, project=told.project) for one in (first, second)))
    alone = [{key: both[at] for key, both in pair.items.items() if both[1 - at] is None} for at in (0, 1)]
    kinds = [[key[1:] for key in side] for side in alone]
    renamed = {}
    for key, item in alone[0].items():
        if kinds[0].count(key[1:]) == 1 == kinds[1].count(key[1:]) and item is not None:
            named = next(one for one in alone[1] if one[1:] == key[1:])
            renamed[key if first.scenario else named] = (named if first.scenario else key)[0]
    if not renamed:
        return pair
    scenario = pair.first if first.scenario else pair.second
    items = (replace(item, name=renamed.get(key, item.name)) for key, item in keyed(scenario).items())
    made = replace(scenario, items=tuple(items))
    return Pair(made, pair.second) if first.scenario else Pair(pair.first, made)


def explanation(first: Iterable[Charged], second: Iterable[Charged], code: str, mean: bool = False) -> Explanation:
    """Return why a member is charged another amount. Raises SplitRefused, "not_charged" where it is in neither."""
    first, second = list(first), list(second)
    if code not in shares_of(first) and code not in shares_of(second):
        raise SplitRefused("not_charged", code=code)
    pairs, then = _as_then(first, second)
    asked = then.get(code, code)
    found = replace(explain_mean(pairs, asked) if mean else explain(pairs, asked), code=code)
    return as_told(found, shares_of(first).get(code, 0), shares_of(second).get(code, 0))


def explanations(first: Iterable[Charged], second: Iterable[Charged]) -> dict[str, Explanation]:
    """Return by code why each member of either year is charged another amount. Raises SplitRefused."""
    first, second = list(first), list(second)
    before, after = shares_of(first), shares_of(second)
    pairs, then = _as_then(first, second)
    now = {other: code for code, other in then.items()}
    made = {
        code: replace(found, code=code) for one, found in explain_all(pairs).items() for code in [now.get(one, one)]
    }
    return {code: as_told(found, before.get(code, 0), after.get(code, 0)) for code, found in made.items()}


def steps_after(first: Iterable[Charged], second: Iterable[Charged], code: str, factor: Factor) -> list[Step]:
    """Return how the charges come about with every factor up to this one replaced; nothing where they cannot be split.

    Of cost items it is the state in which all of them are those of the second charge.
    """
    order = list(Factor)
    taken, found = frozenset(order[: order.index(factor) + 1]), list[Step]()
    pairs, then = _as_then(first, second)
    for pair in pairs:
        try:
            found += steps_of(assess(mix(pair, taken, then.get(code, code)), lenient=True))
        except SplitRefused:
            return []
    return found


def as_told(found: Explanation, first: int, second: int) -> Explanation:
    """Return the explanation of two charges as they were told: where the arithmetic of a later program gave another
    yen, that stands with the rounding."""
    more = (second - first) - found.difference
    last = found.steps[-1]
    steps = (*found.steps[:-1], replace(last, yen=last.yen + more)) if more else found.steps
    return replace(found, first=first, second=second, steps=steps)
