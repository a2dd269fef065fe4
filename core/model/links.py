"""関連: the one table that ties any record to any other, for every subject that has to say "this came of that": a
decision to the request that it is about, a request to the gap in which it was born. What links say of a record, from
whichever end, is read by core/calc/linked.py; a subject only chooses the kind of link."""

from core.dataclass import dataclass
from core.model.machine.kinds import any_row, note, word
from core.model.machine.table import Table
from core.model.values.words import Word


class LinkKind(Word):
    """What `source` is to `target`, which is told so: 「決定: 第3回協議会」. 発生元 is where it was born, 根拠 what it
    rests on, 対応 what was done about it, 上申先 before whom it was brought, 前身 what it follows, 関連 the rest."""

    DECIDES = "decides", "決定"
    ORIGIN = "origin", "発生元", "由来 きっかけ"
    BASIS = "basis", "根拠"
    COVERS = "covers", "対応"
    ESCALATES = "escalates", "上申先", "上申"
    FOLLOWS = "follows", "前身", "引き継ぎ"
    RELATED = "related", "関連"


@dataclass(frozen=True, slots=True)
class Link:
    """`source` is what came first or has the say, `target` what it concerns; it goes when either of them goes."""

    id: int
    source: str = any_row(
        "元の記録", help="「決定:番号3」「団体:射水市」のように、表の名前と行の名前をコロンでつなぎます。"
    )
    target: str = any_row("関係する記録", help="元の記録が何についてのものかです。")
    kind: LinkKind = word(LinkKind, "つながり", LinkKind.RELATED)
    note: str = note()


TABLES = (Table("links", Link, "関連", keys=("source", "target"), order=("source", "target")),)
