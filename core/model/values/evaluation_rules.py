"""評価規則: how bids become points and points become a decision, as values. Each part of a rule is stored in the very
words in which people read it; what they write instead is understood and written in those words."""

from fractions import Fraction

from core.dataclass import dataclass
from core.model.values.words import Word

NO = "なし"
AND = "、"
MOST_DECIMALS = 10
"""So many decimals may a rounding leave."""


class Part(Word):
    """区分: what a criterion belongs to in the sum."""

    PRICE = "price", "価格", "価格点 提案額 見積 見積額 価格評価"
    PROPOSAL = "proposal", "提案書", "企画提案 企画提案書 書類 提案 提案内容"
    TECHNICAL = "technical", "技術", "技術点 技術評価 非価格"
    PRESENTATION = "presentation", "プレゼンテーション", "プレゼン ヒアリング"
    HANDS_ON = "hands_on", "実技", "実機 デモ デモンストレーション 操作"
    FUNCTIONS = "functions", "機能要件", "機能 機能表"
    RECORD = "record", "実績", "業務実績 体制"
    BONUS = "bonus", "加算", "加算点 加点"


class PriceWay(Word):
    LOWEST = "lowest", "最低比"
    LIMIT = "limit", "限度比"
    SLOPE = "slope", "傾斜"
    TAPER = "taper", "低入札逓減"
    INCOME = "income", "収入型"
    PLACES = "places", "順位"
    BANDS = "bands", "区間"
    DIVISION = "division", "除算"
    SCORED = "scored", "採点による"


class Means(Word):
    """集計: how the points of several reviewers become those of a bidder."""

    SUM = "sum", "合計"
    MEAN = "mean", "平均"
    RATE = "rate", "得点率"
    ITEM_MEAN = "item_mean", "項目平均×係数"
    TRIMMED = "trimmed", "最高・最低を除く平均"
    RANKS = "ranks", "順位の平均"
    VOTES = "votes", "1位の数"
    COMPRESSED = "compressed", "圧縮"


class Place(Word):
    """Where something is rounded. 点 are the points of price and of technique alike."""

    COEFFICIENT = "coefficient", "係数"
    POINTS = "points", "点"
    PRICE = "price", "価格点"
    TECHNICAL = "technical", "技術点"
    TOTAL = "total", "合計"


class How(Word):
    DOWN = "down", "切り捨て", "切捨て 切捨"
    HALF_UP = "half_up", "四捨五入"
    UP = "up", "切り上げ", "切上げ 切上"


class Least(Word):
    """下限: of what at least so much is asked."""

    TOTAL = "total", "合計"
    TECHNICAL = "technical", "技術点"
    EACH_PART = "each_part", "各区分"
    EACH_CRITERION = "each_criterion", "各項目"
    NAMED = "named", "「」"
    MEAN = "mean", "審査員の平均"
    MAJORITY = "majority", "審査員の過半数"
    HALF = "half", "審査員の半数以上"


class TieBreak(Word):
    TECHNICAL = "technical", "技術点が高い"
    PRICE = "price", "提案額が低い"
    NAMED = "named", "「」の点が高い"
    FIRSTS = "firsts", "1位の数が多い"
    SECONDS = "seconds", "2位の数が多い"
    THIRDS = "thirds", "3位の数が多い"
    CHAIR = "chair", "委員長の決定"
    TALK = "talk", "協議"
    BALLOT = "ballot", "決選投票"
    LOT = "lot", "くじ"


RECORDED = frozenset({TieBreak.CHAIR, TieBreak.TALK, TieBreak.BALLOT, TieBreak.LOT})
"""What no figure decides: somebody did it on a day, and the ledger has what came of it."""


@dataclass(frozen=True, slots=True)
class PriceFormula:
    """`floor`: prices below this share of the limit count as that share. `factor` and `cap` are of a slope, `base` is
    that of a taper (yen, or a share of the limit), `steps` (bound, points) of places and bands, `unit` (yen) and
    `standard` (points) of a division."""

    way: PriceWay
    floor: Fraction | None = None
    factor: Fraction | None = None
    cap: Fraction | None = None
    base: Fraction | None = None
    base_is_share: bool = False
    steps: tuple[tuple[Fraction, Fraction], ...] = ()
    unit: Fraction = Fraction(1_000_000)
    standard: Fraction = Fraction(0)

    @property
    def text(self) -> str:
        inside: list[str] = []
        if self.floor is not None:
            share = show(self.floor * 100)
            inside = [f"限度額の{share}%未満は{share}%とみなす"]
        match self.way:
            case PriceWay.SLOPE:
                inside = [f"{show(self.factor)}倍"] if self.factor is not None else []
                inside += [f"上限{show(self.cap)}点"] if self.cap is not None else []
            case PriceWay.TAPER:
                assert self.base is not None
                inside = [f"基準{show(self.base * 100)}%" if self.base_is_share else f"基準{int(self.base):,}円"]
            case PriceWay.PLACES:
                inside = [f"{show(at)}位{show(points)}点" for at, points in self.steps]
            case PriceWay.BANDS:
                inside = [f"限度額の{show(at * 100)}%以下{show(points)}点" for at, points in self.steps]
            case PriceWay.DIVISION:
                inside = [f"{int(self.unit):,}円あたり"]
                inside += [f"標準点{show(self.standard)}点"] if self.standard else []
        return f"{self.way.label}({AND.join(inside)})" if inside else self.way.label


@dataclass(frozen=True, slots=True)
class Rounding:
    """Round at `place` to `digits` decimals."""

    place: Place
    how: How
    digits: int

    @property
    def text(self) -> str:
        return f"{self.place.label}の小数第{self.digits + 1}位を{self.how.label}"


@dataclass(frozen=True, slots=True)
class Roundings:
    steps: tuple[Rounding, ...] = ()

    @property
    def text(self) -> str:
        return AND.join(one.text for one in self.steps) or "しない"


@dataclass(frozen=True, slots=True)
class Aggregation:
    """`to` are the points to which technique is compressed; `people` how many have scored where the scores are sums."""

    means: Means
    to: Fraction | None = None
    people: int | None = None

    @property
    def text(self) -> str:
        inside = [f"{show(self.to)}点に"] if self.to is not None else []
        inside += [f"{self.people}名"] if self.people is not None else []
        return f"{self.means.label}({AND.join(inside)})" if inside else self.means.label


@dataclass(frozen=True, slots=True)
class Threshold:
    """At least `amount` of `what`: points, or with `is_share` a share of the full points."""

    what: Least
    amount: Fraction
    is_share: bool
    name: str = ""

    @property
    def text(self) -> str:
        amount = f"満点の{show(self.amount * 100)}%" if self.is_share else f"{show(self.amount)}点"
        return f"{self.subject}が{amount}以上"

    @property
    def subject(self) -> str:
        return f"「{self.name}」" if self.what is Least.NAMED else self.what.label


@dataclass(frozen=True, slots=True)
class Thresholds:
    steps: tuple[Threshold, ...] = ()

    @property
    def text(self) -> str:
        return AND.join(one.text for one in self.steps) or NO


@dataclass(frozen=True, slots=True)
class Passing:
    """一次審査の通過: who goes on to the second stage. Whoever reaches `least`, of these the best `places`; with
    `equals` all who share the last place. With neither there is one stage only."""

    places: int | None = None
    equals: bool = False
    least: Thresholds = Thresholds()

    @property
    def is_asked(self) -> bool:
        return self.places is not None or bool(self.least.steps)

    @property
    def text(self) -> str:
        best = [f"上位{self.places}者{'(同点は全員)' if self.equals else ''}"] if self.places is not None else []
        return AND.join((*best, *(one.text for one in self.least.steps))) or NO


@dataclass(frozen=True, slots=True)
class Tie:
    what: TieBreak
    name: str = ""

    @property
    def text(self) -> str:
        return f"「{self.name}」の点が高い" if self.what is TieBreak.NAMED else self.what.label


@dataclass(frozen=True, slots=True)
class Ties:
    steps: tuple[Tie, ...] = ()

    @property
    def text(self) -> str:
        return AND.join(one.text for one in self.steps) or NO


@dataclass(frozen=True, slots=True)
class Scale:
    """The grades, the best one first, each a share of the full points; none where points are written themselves."""

    grades: tuple[tuple[str, Fraction], ...] = ()

    @property
    def text(self) -> str:
        return AND.join(f"{name}={show(share)}" for name, share in self.grades) or "点"

    def share(self, grade: str) -> Fraction | None:
        """Return the share of a grade, None for one that the scale does not have; 〇 is ○ and a is A."""
        alike = _alike(grade)
        return next((share for name, share in self.grades if _alike(name) == alike), None)


_SIGNS = str.maketrans("〇◯✕☓", "○○××")
"""Signs that look alike: which one a keyboard gives is chance."""


def _alike(grade: str) -> str:
    return grade.translate(_SIGNS).upper()


def show(number: Fraction | int | None) -> str:
    """Return a number as a decimal where it is one, else as a fraction: 0.75, 1/3."""
    if number is None:
        return ""
    number = Fraction(number)
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{number.numerator}/{number.denominator}"
    digits = next(n for n in range(200) if (number * 10**n).denominator == 1)
    whole = f"{abs(int(number * 10**digits)):0{digits + 1}}"
    sign = "-" if number < 0 else ""
    return sign + (f"{whole[:-digits]}.{whole[-digits:]}" if digits else whole)
