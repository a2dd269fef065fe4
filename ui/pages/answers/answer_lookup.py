"""Answers by request and municipality, looked up once per request and kept until the request changes."""

from collections.abc import Iterable, Mapping

from core.model.answers import Answer, AnswerState
from ui.session import Session

_NOTHING: Mapping[int, str] = {}


class AnswerLookup:
    """What each municipality says; tables ask this for every cell they paint."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._states: dict[int, dict[int, AnswerState]] = {}
        self._comments: dict[int, dict[int, str]] = {}

    def state(self, customization_id: int, municipality_id: int) -> AnswerState:
        """Return the answer; no row means 未回答."""
        known = self._states.get(customization_id)
        if known is None:
            known = self._look_up(customization_id)
        return known.get(municipality_id, AnswerState.UNANSWERED)

    def comment(self, customization_id: int, municipality_id: int) -> str:
        """Return what the municipality wrote beside its answer, "" for nothing."""
        if customization_id not in self._states:
            self._look_up(customization_id)
        return self._comments.get(customization_id, _NOTHING).get(municipality_id, "")

    def _look_up(self, customization_id: int) -> dict[int, AnswerState]:
        rows = self._session.book.children(Answer, customization_id).values()
        known = self._states[customization_id] = {row.municipality_id: row.state for row in rows}
        self._comments.pop(customization_id, None)
        if comments := {row.municipality_id: row.comment for row in rows if row.comment}:
            self._comments[customization_id] = comments
        return known

    def forget(self, ids: Iterable[int] | None = None) -> None:
        """Look these requests up again when asked next; all of them for None."""
        if ids is None:
            self._states.clear()
            return
        for id in ids:
            self._states.pop(id, None)
