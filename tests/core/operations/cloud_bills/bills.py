"""A made-up bill: an account of a member, a shared one, tags, a credit, and a line of which nothing is said."""

from core.model.charges.cloud_bills import CloudKey, KeyKind

KEYS = (
    CloudKey(1, "acc-A", KeyKind.ACCOUNT, 1),
    CloudKey(2, "common", KeyKind.ACCOUNT, None, "equal=1"),
    CloudKey(3, "imizu", KeyKind.TAG, 1),
    CloudKey(4, "all", KeyKind.TAG, None, "population=1"),
    CloudKey(5, "その他", KeyKind.REST, None, "equal=3,population=7"),
)
HEAD = "アカウント,タグ,サービス,環境,金額(セント),通貨,換算レート"
LINES = (
    "acc-A,,EC2,本番,100033,USD,150.25",
    "common,imizu,S3,本番,2000,USD,150.25",
    "common,all,RDS,本番,60007,USD,150.25",
    "common,,NAT,検証,30001,USD,150.25",
    "unknown,,EC2,検証,5003,USD,150.25",
    "common,,値引き,本番,-1001,USD,150.25",
)
TOTAL = 100_033 + 2_000 + 60_007 + 30_001 + 5_003 - 1_001


def csv(*more: str, lines: tuple[str, ...] = LINES) -> bytes:
    return "\n".join((HEAD, *lines, *more)).encode("utf-8-sig")
