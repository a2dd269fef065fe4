"""Three bids and three reviewers made up, so that a rule can be tried before anybody has bid."""

from dataclasses import replace

from core.calc.evaluation.frame import Frame
from core.calc.evaluation.tally import OBJECTIVE, Tally
from core.model.evaluation import Bidder, Panel, Reviewer
from core.model.selection.evaluation_reading import READERS

_NAMES = ("例の甲", "例の乙", "例の丙")
_LIMIT = 100_000_000
_PRICES = (95, 85, 75)
_SHARES = ((90, 70, 60), (80, 85, 60), (70, 75, 80))
"""In percent: of the limit what each asks, and of the points what each reviewer gives to each."""


def with_example(frame: Frame) -> Frame:
    """Return the frame with made-up bids and scores where nobody has bid yet; else the frame itself."""
    if frame.bidders:
        return frame
    limit = frame.procurement.limit_yen or _LIMIT
    procurement = replace(frame.procurement, limit_yen=limit)
    bidders = tuple(
        Bidder(-at, procurement.id, name, limit * share // 100)
        for at, (name, share) in enumerate(zip(_NAMES, _PRICES, strict=True), 1)
    )
    seats = tuple(Reviewer(-at, procurement.id, f"例の審査員{at}", panel=Panel.FIRST) for at in (1, 2, 3))
    tally = Tally({one.id: one for one in frame.criteria}, frame.tally.staged)
    for one in frame.criteria:
        grades = READERS["scale"](one.scale).grades
        for seat, shares in zip(seats, _SHARES, strict=True):
            for bidder, share in zip(bidders, shares, strict=True):
                place = min((100 - share) // 15, len(grades) - 1)
                text = grades[place][0] if grades else str(one.points * share // 100)
                if one.panel not in OBJECTIVE or seat is seats[0]:
                    tally.put(one.id, bidder.id, seat.id, text)
    return replace(
        frame, procurement=procurement, bidders=bidders, reviewers=seats, tally=tally, sealed=False, out=frozenset()
    )
