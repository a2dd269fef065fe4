"""Templates of schedules. The steps are those of the sources; how long each takes is a draft (案), to be changed."""

from core.dataclass import dataclass
from core.model.schedule import Party, TaskKind


@dataclass(frozen=True, slots=True)
class Step:
    """`begins`: so many months after the first; `months`: how long. A step without months lasts as its parts do.
    `above` and `after` are keys of earlier steps."""

    key: str
    name: str
    above: str = ""
    begins: int = 0
    months: int = 0
    party: Party | None = None
    kind: TaskKind = TaskKind.TASK
    after: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """`about` says where the steps come from."""

    key: str
    name: str
    about: str
    steps: tuple[Step, ...]


_S, _M, _N, _O = Party.SECRETARIAT, Party.MUNICIPALITY, Party.NEW_VENDOR, Party.OLD_VENDOR
_POINT = TaskKind.MILESTONE

SHARED_CLOUD = Template(
    "cloud",
    "共同利用型自治体クラウドの導入",
    "見本の資料(富山県、平成26年)の経緯にある段階です。期間は案です。",
    (
        Step("study", "研究・検討"),
        Step("s1", "現況調査", "study", 0, 3, _M),
        Step("s2", "第1回情報提供依頼(RFI)", "study", 3, 3, _S, after=("s1",)),
        Step("s3", "検討報告書・参加意向の確認", "study", 6, 6, _S, after=("s2",)),
        Step("plan", "共同化計画"),
        Step("p1", "共同化計画の策定・協定書の作成", "plan", 12, 6, _S, after=("s3",)),
        Step("p2", "第2回情報提供依頼(RFI)", "plan", 14, 3, _S),
        Step("p3", "推進協議会の設置", "plan", 18, 1, _M, _POINT, ("p1",)),
        Step("buy", "事業者の選定"),
        Step("b1", "調達仕様書・評価基準の作成", "buy", 18, 2, _S, after=("p1",)),
        Step("b2", "協定書の締結", "buy", 20, 1, _M, _POINT),
        Step("b3", "公募型プロポーザル", "buy", 20, 2, _S, after=("b1",)),
        Step("b4", "最優秀業者の選定", "buy", 22, 1, _S, _POINT, ("b3",)),
        Step("b5", "基本協定書の締結", "buy", 22, 1, _M, _POINT, ("b3",)),
        Step("fit", "フィット&ギャップ"),
        Step("f1", "業務部会によるフィット&ギャップ", "fit", 24, 6, _M, after=("b5",)),
        Step("f2", "カスタマイズの決定・費用按分", "fit", 30, 2, _S, after=("f1",)),
        Step("build", "構築・移行"),
        Step("c1", "環境構築・設定", "build", 24, 8, _N, after=("b5",)),
        Step("c2", "カスタマイズの開発", "build", 32, 6, _N, after=("f2",)),
        Step("c3", "移行データの抽出", "build", 30, 8, _O),
        Step("c4", "データ移行・移行テスト", "build", 32, 8, _N),
        Step("c5", "研修・運用テスト", "build", 38, 3, _M, after=("c2",)),
        Step("c6", "移行リハーサル", "build", 40, 2, _N, after=("c4",)),
        Step("c7", "本稼働", "build", 42, 1, _M, _POINT, ("c6",)),
    ),
)

STANDARDISATION = Template(
    "standard",
    "標準化・共通化(17の作業)",
    "自治体情報システムの標準化・共通化に係る手順書の作業です。番号と語は手順書の版で違います。期間は案です。",
    (
        Step("plan", "計画立案"),
        Step("1", "①推進体制の立ち上げ", "plan", 0, 2, _M),
        Step("2", "②現行システムの調査", "plan", 1, 4, _M, after=()),
        Step("3", "③標準仕様との比較分析", "plan", 5, 4, _M, after=("2",)),
        Step("4", "④移行計画の作成", "plan", 9, 3, _M, after=("3",)),
        Step("choose", "システムの選定"),
        Step("5", "⑤RFI(情報提供依頼)の資料作成", "choose", 12, 2, _M, after=("4",)),
        Step("6", "⑥RFIの実施", "choose", 14, 2, _M, after=("5",)),
        Step("7", "⑦RFI結果の分析・移行計画の詳細化", "choose", 16, 2, _M, after=("6",)),
        Step("8", "⑧予算要求", "choose", 18, 4, _M, after=("7",)),
        Step("9", "⑨ベンダへの提案依頼", "choose", 22, 3, _M, after=("8",)),
        Step("10", "⑩ベンダの選定・決定", "choose", 25, 2, _M, after=("9",)),
        Step("11", "⑪契約・詳細な移行計画書の作成", "choose", 27, 2, _M, after=("10",)),
        Step("move", "移行"),
        Step("12", "⑫特定個人情報保護評価(PIA)", "move", 27, 4, _M),
        Step("13", "⑬システムの設定", "move", 29, 6, _N, after=("11",)),
        Step("14", "⑭データ移行", "move", 31, 8, _N, after=("11",)),
        Step("15", "⑮テスト・研修", "move", 35, 5, _M, after=("13",)),
        Step("16", "⑯環境構築", "move", 29, 5, _N, after=("11",)),
        Step("17", "⑰条例・規則の改正", "move", 32, 6, _M),
        Step("18", "本番切替", "move", 40, 1, _M, _POINT, ("14", "15")),
    ),
)

TEMPLATES = (SHARED_CLOUD, STANDARDISATION)
"""What a schedule may begin with."""
