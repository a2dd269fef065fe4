"""採点票のファイル: what one seat is asked to score and the points that come back, as one value.

It travels as a sealed file or as an Excel book, as answers do (core/model/answer_file.py). There is no price in it, and
no room for one: a reviewer's copy cannot tell what is sealed.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import field, fields
from typing import Any

from core.dataclass import dataclass
from core.model.machine.travelling import hash_of, list_of, object_of, plain, typed
from core.model.values import endings
from core.model.values.answer_fields import is_possible

FORMAT = 1
"""The version of the score file's layout; a newer one is not read."""

SUFFIX = endings.SCORES

MOST_CRITERIA = 1_000
MOST_BIDDERS = 200
MOST_STATES = 5_000
"""Limits of what is believed; a file beyond them is not one of ours."""

LONGEST_SCORE = 20
"""Letters of one score: points with decimals, or the name of a grade."""


@dataclass(frozen=True, slots=True)
class ScoreIssue:
    """Who sent what to whom. `document_id` is the master's; `number` that of the score sheet; `seat` the reviewer's id
    there and `reviewer` its name."""

    number: str
    document_id: str
    consortium: str
    contact: str
    procurement: str
    seat: int
    reviewer: str
    issued_at: str
    program: str


@dataclass(frozen=True, slots=True)
class AskedCriterion:
    """What points are given for: at most `points`, by the `scale` as the ledger stores it."""

    id: int
    name: str
    part: str
    heading: str
    points: int
    scale: str


@dataclass(frozen=True, slots=True)
class AskedBidder:
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Scored:
    """What is given for one criterion to one bidder; "" while nothing is: that is no zero."""

    text: str = ""

    @property
    def told(self) -> str:
        """What people read."""
        return self.text or "未採点"


Cell = tuple[int, int, str]
"""Criterion, bidder, and what is given there."""


@dataclass(frozen=True, slots=True)
class ScoreFile:
    """`sent` are the scores that the ledger had when it went out, `scores` those that stand there now, without blanks,
    by criterion and bidder. `history` holds the hashes of earlier states, oldest first; `finished` says that whoever
    scored has declared it complete."""

    issue: ScoreIssue
    criteria: tuple[AskedCriterion, ...]
    bidders: tuple[AskedBidder, ...]
    sent: tuple[Cell, ...]
    scores: tuple[Cell, ...]
    answered_by: str = ""
    answered_at: str = ""
    finished: bool = False
    history: tuple[str, ...] = ()

    @property
    def given(self) -> dict[tuple[int, int], str]:
        """Return what is given by criterion and bidder."""
        return {(criterion, bidder): text for criterion, bidder, text in self.scores}

    @property
    def progress(self) -> tuple[int, int]:
        """Return how many scores are given, and how many are asked for."""
        return len(self.scores), len(self.criteria) * len(self.bidders)


@dataclass(frozen=True, slots=True)
class FilledScores:
    """A returned Excel book: the file as it was issued, and what stands in the open cells, by criterion and bidder, as
    typed; `cells` are the names of those cells."""

    file: ScoreFile
    texts: Mapping[tuple[int, int], str]
    who: str
    cells: Mapping[tuple[int, int], str] = field(default_factory=dict, compare=False)


def ordered(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Return scores in the one order in which they are kept, without blanks."""
    return tuple(sorted(cell for cell in cells if cell[2]))


def issued_hash(file: ScoreFile) -> str:
    """Return the SHA-256 over what was issued: it never changes while it is filled in."""
    return hash_of([FORMAT, *(plain(part) for part in (file.issue, file.criteria, file.bidders, file.sent))])


def state_hash(file: ScoreFile) -> str:
    """Return the SHA-256 over what is given, by whom and when, and the state before: the identity of this state."""
    before = list(file.history[-1:])
    given = [list(cell) for cell in file.scores]
    return hash_of([issued_hash(file), given, file.answered_by, file.answered_at, file.finished, before])


def seal_hash(file: ScoreFile) -> str:
    """Return the SHA-256 over everything: it shows damage and mix-ups, not forgery."""
    return hash_of([state_hash(file), list(file.history)])


def scores_text(cells: Iterable[Cell]) -> str:
    """Return scores as they are kept with a ScoreSheet."""
    return json.dumps({f"{criterion}-{bidder}": text for criterion, bidder, text in cells}, ensure_ascii=False)


def parse_scores(text: str) -> dict[tuple[int, int], str]:
    """Return scores kept with a ScoreSheet, "" as none."""
    kept: dict[str, str] = json.loads(text or "{}")
    return {(int(key.split("-")[0]), int(key.split("-")[1])): value for key, value in kept.items()}


def to_json(file: ScoreFile) -> str:
    """Return the whole file as text that `from_json` reads back."""
    return json.dumps(plain(file), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> ScoreFile:
    """Return the file written by `to_json`. Raises ValueError when it is anything else, be it in a single type."""
    try:
        return read_score_file(json.loads(text))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def read_score_file(found: object) -> ScoreFile:
    """Return the file whose plain values these are. Raises ValueError when a field is missing, unknown, of another
    type, impossible or beyond its limits."""
    values = object_of(found, ScoreFile)
    criteria = tuple(
        AskedCriterion(**_simple(one, AskedCriterion)) for one in list_of(values["criteria"], MOST_CRITERIA)
    )
    bidders = tuple(AskedBidder(**_simple(one, AskedBidder)) for one in list_of(values["bidders"], MOST_BIDDERS))
    asked = {(criterion.id, bidder.id) for criterion in criteria for bidder in bidders}
    if not asked or len(asked) != len(criteria) * len(bidders):
        raise ValueError("asked twice, or nothing")
    return ScoreFile(
        issue=ScoreIssue(**_simple(values["issue"], ScoreIssue)),
        criteria=criteria,
        bidders=bidders,
        sent=_cells(values["sent"], asked),
        scores=_cells(values["scores"], asked),
        answered_by=_possible("answered_by", values["answered_by"]),
        answered_at=_possible("answered_at", values["answered_at"]),
        finished=typed(values["finished"], bool),
        history=tuple(_possible("history", one) for one in list_of(values["history"], MOST_STATES)),
    )


def _cells(found: object, asked: set[tuple[int, int]]) -> tuple[Cell, ...]:
    cells = []
    for one in list_of(found, len(asked)):
        if len(list_of(one, 3)) != 3:
            raise ValueError("a score is criterion, bidder and text")
        criterion, bidder, text = typed(one[0], int), typed(one[1], int), typed(one[2], str)
        if (criterion, bidder) not in asked or not 0 < len(text) <= LONGEST_SCORE or not text.isprintable():
            raise ValueError("a score of nothing that was asked")
        cells.append((criterion, bidder, text))
    if len({cell[:2] for cell in cells}) != len(cells) or cells != sorted(cells):
        raise ValueError("scored twice, or in another order")
    return tuple(cells)


def _simple(found: object, cls: Any) -> dict[str, Any]:
    values = object_of(found, cls)
    for one in fields(cls):
        value = values[one.name]
        if type(value) is not one.type or not is_possible(one.name, value):
            raise ValueError(f"{cls.__name__}.{one.name}")
    return values


def _possible(name: str, value: object) -> str:
    text: str = typed(value, str)
    if not is_possible(name, text):
        raise ValueError(f"{name} {text!r:.40}")
    return text
