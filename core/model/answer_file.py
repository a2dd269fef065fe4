"""回答ファイル: the questions that go to one municipality and the answers that come back, as one value.

It travels as a sealed file or as an Excel book; both carry this value and are judged by it alone.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import field, fields
from typing import Any

from core.dataclass import dataclass
from core.model.answers import AnswerState
from core.model.machine.travelling import hash_of, list_of, object_of, plain, typed
from core.model.values import endings
from core.model.values.answer_fields import is_possible

FORMAT = 1
"""The version of the answer file's layout; a newer one is not read."""

SUFFIX = endings.ANSWERS

LONGEST_COMMENT = 2_000
MOST_REQUESTS = 10_000
MOST_STATES = 5_000
"""Limits of what is believed; a file beyond them is not one of ours."""


@dataclass(frozen=True, slots=True)
class Issue:
    """Who sent what to whom. `document_id` is the master's; `number` that of the distribution; amounts of the file are
    yen, `tax` says of which kind."""

    number: str
    document_id: str
    consortium: str
    contact: str
    code: str
    name: str
    base_revision: int
    issued_at: str
    deadline: str | None
    tax: str
    program: str
    with_others: bool


@dataclass(frozen=True, slots=True)
class Cost:
    """What the municipality would pay, one-off and per year, with so many implementers; None with the reason in
    `status` (見積なし, 案未定 …); 概算 is a status too."""

    implementers: int
    one_off: int | None
    yearly: int | None
    status: str


@dataclass(frozen=True, slots=True)
class AskedQuote:
    option: str
    implementers: int
    one_off: int
    yearly: int


@dataclass(frozen=True, slots=True)
class OtherAnswer:
    code: str
    name: str
    state: AnswerState


@dataclass(frozen=True, slots=True)
class Request:
    """One question. `now` is the cost of 実施 with those who have said yes, `every` if all the undecided join too;
    実施しない costs nothing. `state` and `comment` are what the master said when the file went out."""

    id: int
    item: str
    title: str
    option: str
    system: str
    description: str
    remarks: str
    deadline: str | None
    now: Cost
    every: Cost
    state: AnswerState
    comment: str
    quotes: tuple[AskedQuote, ...] = ()
    others: tuple[OtherAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """What is answered to one request."""

    state: AnswerState
    comment: str = ""

    @property
    def told(self) -> str:
        """What people read: 実施「条件つき」."""
        return f"{self.state.label}「{self.comment}」" if self.comment else self.state.label


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """`answers` are by request id, one for each request. `history` holds the hashes of earlier states, oldest first;
    `finished` says that whoever answered has declared it complete."""

    issue: Issue
    requests: tuple[Request, ...]
    answers: tuple[tuple[int, Given], ...]
    answered_by: str = ""
    answered_at: str = ""
    finished: bool = False
    history: tuple[str, ...] = ()

    @property
    def given(self) -> dict[int, Given]:
        """Return what is answered by request id."""
        return dict(self.answers)

    @property
    def progress(self) -> tuple[int, int]:
        """Return how many requests are answered (未定 is an answer), and how many there are."""
        answered = sum(given.state is not AnswerState.UNANSWERED for _, given in self.answers)
        return answered, len(self.requests)

    @property
    def unanswered(self) -> tuple[Request, ...]:
        """Return the requests without an answer."""
        given = self.given
        return tuple(one for one in self.requests if given[one.id].state is AnswerState.UNANSWERED)


@dataclass(frozen=True, slots=True)
class FilledBook:
    """A returned Excel book: the file as it was issued, and what stands in the open cells, by request id, as typed;
    `cells` are the names of the cells of the answers."""

    file: AnswerFile
    texts: Mapping[int, tuple[str, str]]
    who: str
    cells: Mapping[int, str] = field(default_factory=dict, compare=False)


def unanswered_file(issue: Issue, requests: Iterable[Request]) -> AnswerFile:
    """Return the file as it goes out: every answer as the master has it."""
    asked = tuple(requests)
    return AnswerFile(issue, asked, tuple((one.id, Given(one.state, one.comment)) for one in asked))


def issued_hash(file: AnswerFile) -> str:
    """Return the SHA-256 over what was issued: it never changes while the file is answered."""
    return hash_of([FORMAT, plain(file.issue), *(plain(one) for one in file.requests)])


def state_hash(file: AnswerFile) -> str:
    """Return the SHA-256 over what is answered, by whom and when, and the state before: the identity of this state.

    Who takes an answer back again makes a new state, which is later than both.
    """
    answers = [[id, given.state.value, given.comment] for id, given in sorted(file.answers)]
    before = list(file.history[-1:])
    return hash_of([issued_hash(file), answers, file.answered_by, file.answered_at, file.finished, before])


def seal_hash(file: AnswerFile) -> str:
    """Return the SHA-256 over everything: it shows damage and mix-ups, not forgery."""
    return hash_of([state_hash(file), list(file.history)])


def answers_text(answers: Iterable[tuple[int, Given]]) -> str:
    """Return answers as they are kept with a Distribution."""
    return json.dumps({str(id): [one.state.value, one.comment] for id, one in sorted(answers)}, ensure_ascii=False)


def parse_answers(text: str) -> dict[int, Given]:
    """Return answers kept with a Distribution, "" as none."""
    kept: dict[str, list[str]] = json.loads(text or "{}")
    return {int(id): Given(AnswerState(state), comment) for id, (state, comment) in kept.items()}


def to_json(file: AnswerFile) -> str:
    """Return the whole file as text that `from_json` reads back."""
    return json.dumps(plain(file), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> AnswerFile:
    """Return the file written by `to_json`. Raises ValueError when it is anything else, be it in a single type."""
    try:
        return read_answer_file(json.loads(text))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def read_answer_file(found: object) -> AnswerFile:
    """Return the file whose plain values these are. Raises ValueError when a field is missing, unknown, of another
    type, impossible or beyond its limits."""
    values = object_of(found, AnswerFile)
    requests = tuple(_request(one) for one in list_of(values["requests"], MOST_REQUESTS))
    answers = tuple(_answer(one) for one in list_of(values["answers"], MOST_REQUESTS))
    ids = [one.id for one in requests]
    if len(set(ids)) != len(ids) or sorted(ids) != sorted(id for id, _ in answers) or len(answers) != len(ids):
        raise ValueError("answers do not match the requests")
    return AnswerFile(
        issue=Issue(**_simple(values["issue"], Issue)),
        requests=requests,
        answers=answers,
        answered_by=_possible("answered_by", values["answered_by"]),
        answered_at=_possible("answered_at", values["answered_at"]),
        finished=typed(values["finished"], bool),
        history=tuple(_possible("history", one) for one in list_of(values["history"], MOST_STATES)),
    )


def _request(found: object) -> Request:
    values = object_of(found, Request)
    nested: dict[str, Any] = {
        "now": Cost(**_simple(values.pop("now"), Cost)),
        "every": Cost(**_simple(values.pop("every"), Cost)),
        "quotes": tuple(AskedQuote(**_simple(one, AskedQuote)) for one in list_of(values.pop("quotes"), MOST_REQUESTS)),
        "others": tuple(
            OtherAnswer(**_simple(one, OtherAnswer)) for one in list_of(values.pop("others"), MOST_REQUESTS)
        ),
    }
    return Request(**_checked(values, Request), **nested)


def _answer(found: object) -> tuple[int, Given]:
    pair = list_of(found, 2)
    if len(pair) != 2:
        raise ValueError("an answer is a pair")
    given = Given(**_simple(pair[1], Given))
    if len(given.comment) > LONGEST_COMMENT:
        raise ValueError("comment too long")
    return typed(pair[0], int), given


def _simple(found: object, cls: type) -> dict[str, Any]:
    return _checked(object_of(found, cls), cls)


_TYPES: dict[Any, tuple[type, ...]] = {
    str: (str,),
    int: (int,),
    bool: (bool,),
    str | None: (str, type(None)),
    int | None: (int, type(None)),
}


def _checked(values: dict[str, Any], cls: Any) -> dict[str, Any]:
    types = {field.name: field.type for field in fields(cls)}
    for name, value in values.items():
        if types[name] is AnswerState:
            values[name] = AnswerState(typed(value, str))
        elif type(value) not in _TYPES[types[name]] or not is_possible(name, value):
            raise ValueError(f"{cls.__name__}.{name}")
    return values


def _possible(name: str, value: object) -> str:
    text: str = typed(value, str)
    if not is_possible(name, text):
        raise ValueError(f"{name} {text!r:.40}")
    return text
