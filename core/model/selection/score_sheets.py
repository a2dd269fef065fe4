"""採点票の受け渡し: which seat was sent its score sheet as a file, and what came back of it."""

import json
from typing import Any

from core.dataclass import dataclass
from core.model.answers import Medium
from core.model.evaluation import Reviewer, procurement_of
from core.model.machine.kinds import LONGEST_KEPT, Kept, code, count, declared, kept, moment, owner, text, word
from core.model.machine.table import Look, Table


@dataclass(frozen=True, slots=True)
class KeptScores(Kept):
    """JSON: by criterion and bidder, 25-3, what was given."""

    def is_possible(self, value: Any) -> bool:
        if len(value) > LONGEST_KEPT:
            return False
        try:
            found = json.loads(value or "{}")
        except (ValueError, RecursionError):
            return False
        return isinstance(found, dict) and all(_is_score(key, one) for key, one in found.items())

    def stand_in(self, _value: Any, _id: int, /) -> Any:
        return "{}"


def _is_score(key: str, value: object) -> bool:
    ids = key.split("-")
    return len(ids) == 2 and all(id.isdecimal() and len(id) < 19 for id in ids) and isinstance(value, str)


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """One score sheet issued to one seat as a file or an Excel book.

    `sent` and `taken` are JSON: what the scores were when it went out, and in the file that was taken last (empty: none
    was). `history` lists the hashes of the states of the file that lead to the one taken, oldest first, separated by
    blanks: by it an older copy is known.
    """

    id: int
    reviewer_id: int = owner("reviewers", "審査員", given=True)
    number: str = code("採点票番号", given=True)
    medium: Medium = word(Medium, "形式", Medium.EXCEL, given=True)
    issued_at: str = moment("発行日時", given=True)
    issued_by: str = text("発行者", "", given=True)
    base_revision: int = count("台帳の版", 0, given=True)
    sha256: str = kept("採点票のハッシュ値")
    sent: str = declared(KeptScores(), "発行したときの点", "{}", given=True)
    taken_at: str | None = moment("取込日時", None, given=True)
    taken_by: str = text("取込者", "", given=True)
    answered_by: str = text("採点者", "", given=True)
    answered_at: str = moment("採点日時", given=True)
    taken: str = declared(KeptScores(), "取り込んだ点", "", given=True)
    history: str = kept("採点票の履歴")


def _called(look: Look, one: ScoreSheet) -> str:
    reviewer = look.all(Reviewer)[one.reviewer_id]
    return f"案件「{procurement_of(look, reviewer.procurement_id)}」の{reviewer.name}への採点票({one.number[:8]})"


TABLES = (
    Table(
        "score_sheets",
        ScoreSheet,
        "採点票の受け渡し",
        keys=("number",),
        order=("issued_at", "number"),
        called=_called,
        handed_out=False,
    ),
)
