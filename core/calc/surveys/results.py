"""The result of a survey: question by question as a whole, by system and by municipality, and what changed since."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from core.calc.surveys.crossing import hidden_cells
from core.calc.surveys.tally import SMALLEST_GROUP, Tally, hidden_among, tally_of
from core.dataclass import dataclass
from core.model.council import Municipality, System
from core.model.evaluation import Reviewer
from core.model.machine.naming import in_order
from core.model.machine.table import Look
from core.model.operating.surveys import (
    MeanOf,
    Scale,
    Survey,
    SurveyComment,
    SurveyQuestion,
    SurveyTally,
    whose_answers,
)
from core.model.organisation import Tenure
from core.model.values.codes import search_key

HIDDEN = "x"
"""Stands for every figure of a group that is not shown."""
NO_GROUP = "(区分なし)"


@dataclass(frozen=True, slots=True)
class Group:
    """Those of one system or one municipality, or all; what is hidden is told to nobody. `of_means` is the mean of all
    where the survey wants another than that of those who answered."""

    name: str
    tally: Tally
    is_hidden: bool = False
    of_means: Fraction | None = None

    @property
    def mean(self) -> Fraction | None:
        """The mean that is told of it everywhere: in tables, beside bars, as JSON."""
        return self.tally.mean if self.of_means is None else self.of_means


@dataclass(frozen=True, slots=True)
class Crossing:
    """The systems (rows, each with its name) by the municipalities (`names`); None where nobody answered."""

    names: tuple[str, ...] = ()
    rows: tuple[tuple[str, tuple[Group | None, ...]], ...] = ()

    @property
    def groups(self) -> tuple[Group, ...]:
        """Return the groups one after the other, each with the names of both."""
        found = ((name, who, one) for name, row in self.rows for who, one in zip(self.names, row, strict=True) if one)
        return tuple(Group(f"{name}・{who}", one.tally, one.is_hidden) for name, who, one in found)


@dataclass(frozen=True, slots=True)
class Result:
    """One question. `before` is the mean of all of the survey before, counted as this one counts it: over those who
    answered, or over the municipalities; None where it did not ask this or may not be told."""

    question: SurveyQuestion
    total: Group
    by_system: tuple[Group, ...]
    by_municipality: tuple[Group, ...]
    crossing: Crossing
    before: Fraction | None

    @property
    def mean(self) -> Fraction | None:
        """The mean of all as the survey wants it."""
        return self.total.mean

    @property
    def change(self) -> Fraction | None:
        """By how much the mean is higher than the time before."""
        return None if self.mean is None or self.before is None or self.total.is_hidden else self.mean - self.before


def surveys_of(look: Look) -> list[Survey]:
    """Return the surveys, the latest one first; those without a day come last."""
    rows = in_order(look, look.all(Survey).values())
    return [*reversed([one for one in rows if one.held_from]), *(one for one in rows if not one.held_from)]


def survey_before(look: Look, survey: Survey) -> Survey | None:
    """Return the latest survey that began before this one did."""
    if survey.held_from is None:
        return None
    earlier = [one for one in look.all(Survey).values() if one.held_from and one.held_from < survey.held_from]
    return max(earlier, key=lambda one: (one.held_from or "", one.id), default=None)


def questions_of(look: Look, survey: Survey) -> list[SurveyQuestion]:
    """Return the questions in the order of their numbers."""
    return in_order(look, look.children(SurveyQuestion, survey.id).values())


def results_of(look: Look, survey: Survey) -> list[Result]:
    """Return what was answered to each question that has a scale."""
    before = survey_before(look, survey)
    former: Mapping[tuple[str, Scale], Fraction | None] = {}
    if before is not None:
        former = {_alike(one): _told_mean(look, survey.mean_of, one) for one in questions_of(look, before)}
    return [
        _result(look, survey, one, former.get(_alike(one)))
        for one in questions_of(look, survey)
        if one.scale is not Scale.FREE
    ]


def _alike(question: SurveyQuestion) -> tuple[str, Scale]:
    return search_key(question.text), question.scale


def _result(look: Look, survey: Survey, question: SurveyQuestion, before: Fraction | None) -> Result:
    rows = list(look.children(SurveyTally, question.id).values())
    total = tally_of(question.scale, rows)
    systems = _names(in_order(look, look.all(System).values()))
    municipalities = _names(in_order(look, look.all(Municipality).values()))
    return Result(
        question,
        Group("全体", total, 0 < total.n < SMALLEST_GROUP, _mean_of_means(survey.mean_of, question, rows)),
        _groups(question.scale, rows, lambda row: row.system_id, systems),
        _groups(question.scale, rows, lambda row: row.municipality_id, municipalities),
        _crossing(question.scale, rows, systems, municipalities),
        before,
    )


def _names(rows: Iterable[System | Municipality]) -> dict[int | None, str]:
    return {**{one.id: one.name for one in rows}, None: NO_GROUP}


def _groups(
    scale: Scale, rows: Sequence[SurveyTally], of: Callable[[SurveyTally], int | None], names: Mapping[int | None, str]
) -> tuple[Group, ...]:
    """Return the groups of whom anything was counted; none where nothing but the whole is known."""
    tallies = {id: tally_of(scale, [row for row in rows if of(row) == id]) for id in {of(row) for row in rows}}
    known = [id for id in names if id in tallies and tallies[id].n]
    if known in ([], [None]):
        return ()
    hidden = hidden_among([tallies[id].n for id in known])
    return tuple(Group(names[id], tallies[id], at in hidden) for at, id in enumerate(known))


def _crossing(
    scale: Scale,
    rows: Sequence[SurveyTally],
    systems: Mapping[int | None, str],
    municipalities: Mapping[int | None, str],
) -> Crossing:
    """Return systems by municipalities; empty where no answer is known by both."""
    if not any(row.system_id is not None and row.municipality_id is not None for row in rows):
        return Crossing()
    wholes = (
        {id: tally_of(scale, [row for row in rows if row.system_id == id]).n for id in systems},
        {id: tally_of(scale, [row for row in rows if row.municipality_id == id]).n for id in municipalities},
    )
    downs, acrosses = ([id for id, n in sizes.items() if n] for sizes in wholes)
    cells = {
        (down, across): tally_of(scale, [row for row in rows if (row.system_id, row.municipality_id) == (one, other)])
        for down, one in enumerate(downs)
        for across, other in enumerate(acrosses)
    }
    shut = [hidden_among([sizes[id] for id in ids]) for sizes, ids in zip(wholes, (downs, acrosses), strict=True)]
    hidden = hidden_cells({at: one.n for at, one in cells.items()}, *shut)

    def group(down: int, across: int) -> Group | None:
        tally = cells[down, across]
        return Group(municipalities[acrosses[across]], tally, (down, across) in hidden) if tally.n else None

    columns = range(len(acrosses))
    return Crossing(
        tuple(municipalities[id] for id in acrosses),
        tuple((systems[id], tuple(group(at, across) for across in columns)) for at, id in enumerate(downs)),
    )


def _told_mean(look: Look, mean_of: MeanOf, question: SurveyQuestion) -> Fraction | None:
    rows = list(look.children(SurveyTally, question.id).values())
    if question.scale is Scale.FREE or (tally := tally_of(question.scale, rows)).n < SMALLEST_GROUP:
        return None
    return Group("", tally, of_means=_mean_of_means(mean_of, question, rows)).mean


def _mean_of_means(mean_of: MeanOf, question: SurveyQuestion, rows: Sequence[SurveyTally]) -> Fraction | None:
    """Return the mean of the means of the municipalities, None where that of those who answered is wanted."""
    if mean_of is MeanOf.RESPONDENTS:
        return None
    ids = {row.municipality_id for row in rows}
    means = [tally_of(question.scale, [row for row in rows if row.municipality_id == id]).mean for id in ids]
    known = [mean for mean in means if mean is not None]
    return sum(known, Fraction(0)) / len(known) if known else None


def comments_of(look: Look, survey: Survey) -> list[tuple[SurveyQuestion, str, str]]:
    """Return what was written freely: the question, of whom it is as far as that may be told, and the text without the
    names that stand in the ledger's rosters."""
    names = names_known(look)
    found = []
    for question in questions_of(look, survey):
        for row in in_order(look, look.children(SurveyComment, question.id).values()):
            found.append((question, _told_whose(look, survey, row), masked(row.comment, names)))
    return found


def _told_whose(look: Look, survey: Survey, row: SurveyComment) -> str:
    """Return of whom a comment is; nobody of a municipality of which too few answered any question."""
    counts = []
    for question in look.children(SurveyQuestion, survey.id).values():
        rows = look.children(SurveyTally, question.id).values()
        own = [
            one
            for one in rows
            if (row.municipality_id is None or one.municipality_id == row.municipality_id)
            and (row.system_id is None or one.system_id == row.system_id)
        ]
        if own and question.scale is not Scale.FREE:
            counts.append(tally_of(question.scale, own).n)
    if max(counts, default=0) < SMALLEST_GROUP:
        return HIDDEN
    return whose_answers(look, row.municipality_id, row.system_id)


def names_known(look: Look) -> tuple[str, ...]:
    """Return the names of persons that stand in the ledger, the longest first."""
    names = {one.name for one in look.all(Tenure).values()} | {one.person for one in look.all(Reviewer).values()}
    spellings = {spelling for name in names for spelling in (name, "".join(name.split()))}
    return tuple(sorted((one for one in spellings if len(one) > 1), key=lambda one: (-len(one), one)))


def masked(text: str, names: Sequence[str]) -> str:
    """Return a text with the names of persons replaced."""
    for name in names:
        text = text.replace(name, "(氏名)")
    return text
