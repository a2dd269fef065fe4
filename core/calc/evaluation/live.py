"""The scores of a procurement kept in step with the ledger: one more score costs a look at what changed."""

from core.calc.evaluation.frame import Frame, frame_of
from core.calc.evaluation.tally import ALL, Tally
from core.model.evaluation import Procurement, Score
from core.model.machine.table import Look


class LiveScores:
    """`frame` is what an evaluation is computed from; `text` what a seat has given, as it was written."""

    def __init__(self, look: Look, procurement: Procurement) -> None:
        self.frame: Frame = frame_of(look, procurement)
        self._seen: dict[int, Score] = {}
        self._texts: dict[tuple[int, int, int], str] = {}
        for criterion in self.frame.criteria:
            for score in look.children(Score, criterion.id).values():
                self._note(score)

    @property
    def tally(self) -> Tally:
        return self.frame.tally

    def text(self, criterion: int, bidder: int, seat: int) -> str:
        """Return what stands in a cell; "" while nothing does."""
        return self._texts.get((criterion, bidder, seat), "")

    def follow(self, look: Look) -> None:
        """Take up what has changed among the scores since."""
        count = 0
        for criterion in self.frame.criteria:
            children = look.children(Score, criterion.id)
            count += len(children)
            for id, score in children.items():
                if self._seen.get(id) is not score:
                    self._put(score)
        if count != len(self._seen):
            there = {id for criterion in self.frame.criteria for id in look.children(Score, criterion.id)}
            for id in [id for id in self._seen if id not in there]:
                gone = self._seen.pop(id)
                self._write(gone, "")

    def _put(self, score: Score) -> None:
        before = self._seen.get(score.id)
        if before is not None:
            self._write(before, "")
        self._note(score)
        self._write(score, score.value)

    def _note(self, score: Score) -> None:
        self._seen[score.id] = score
        self._texts[score.criterion_id, score.bidder_id, score.reviewer_id or ALL] = score.value

    def _write(self, score: Score, text: str) -> None:
        seat = score.reviewer_id or ALL
        self.tally.put(score.criterion_id, score.bidder_id, seat, text)
        self._texts[score.criterion_id, score.bidder_id, seat] = text
