"""The scores of a procurement kept in step with the ledger: one more score costs a look at its criterion."""

from collections.abc import Iterable

from core.calc.evaluation.frame import Frame, frame_of
from core.calc.evaluation.tally import ALL, Tally
from core.model.evaluation import Procurement, Score
from core.model.machine.table import Look


class LiveScores:
    """`frame` is what an evaluation is computed from; `text` what a seat has given, as it was written."""

    def __init__(self, look: Look, procurement: Procurement) -> None:
        self.frame: Frame = frame_of(look, procurement)
        self._seen: dict[int, dict[int, Score]] = {}
        self._texts: dict[tuple[int, int, int], str] = {}
        for criterion in self.frame.criteria:
            self._seen[criterion.id] = dict(look.children(Score, criterion.id))
            for one in self._seen[criterion.id].values():
                self._texts[one.criterion_id, one.bidder_id, one.reviewer_id or ALL] = one.value

    @property
    def tally(self) -> Tally:
        return self.frame.tally

    def text(self, criterion: int, bidder: int, seat: int) -> str:
        """Return what stands in a cell; "" while nothing does."""
        return self._texts.get((criterion, bidder, seat), "")

    def follow(self, look: Look, criteria: Iterable[int] | None = None) -> None:
        """Take up what has changed since among the scores of some criteria, or of all."""
        for criterion in self._seen if criteria is None else [id for id in criteria if id in self._seen]:
            seen, now = self._seen[criterion], look.children(Score, criterion)
            for one in [one for id, one in seen.items() if now.get(id) is not one]:
                self._write(one, "")
                del seen[one.id]
            for id, one in now.items():
                if id not in seen:
                    seen[id] = one
                    self._write(one, one.value)

    def _write(self, score: Score, text: str) -> None:
        seat = score.reviewer_id or ALL
        self.tally.put(score.criterion_id, score.bidder_id, seat, text)
        self._texts[score.criterion_id, score.bidder_id, seat] = text
