"""The sheets of paper that a printout may be made for."""

from core.model.values.words import Word


class Paper(Word):
    A4 = "A4", "A4"
    A3 = "A3", "A3"


class Orientation(Word):
    LANDSCAPE = "landscape", "横"
    PORTRAIT = "portrait", "縦"


class Totals(Word):
    """Which totals stand under the table: the source's own, the other case, or both with the range."""

    MAX = "max", "合計(最大)のみ"
    ALL = "all", "全員実施のみ"
    RANGE = "range", "両方と最小〜最大"
