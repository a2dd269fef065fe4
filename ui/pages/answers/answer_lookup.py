"""Answers by request and municipality, looked up once per request and kept until the request changes."""

from collections.abc import Iterable

from core.model.answers import Answer, AnswerState
from ui.session import Session


class AnswerLookup:
    """What each municipality says; tables ask this for every cell they paint."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._states: dict[int, dict[int, AnswerState]] = {}

    def state(self, customization_id: int, municipality_id: int) -> AnswerState:
        """Return the answer; no row means 未回答."""
        known = self._states.get(customization_id)
        if known is None:
            rows = self._session.book.children(Answer, customization_id).values()
            known = self._states[customization_id] = {row.municipality_id: row.state for row in rows}
        return known.get(municipality_id, AnswerState.UNANSWERED)

    def forget(self, ids: Iterable[int] | None = None) -> None:
        """Look these requests up again when asked next; all of them for None."""
        if ids is None:
            self._states.clear()
            return
        for id in ids:
            self._states.pop(id, None)
