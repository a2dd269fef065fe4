"""文面: what the letters of the consortium say where a ledger says it in words of its own, with fields that each
letter fills with what holds for its municipality."""

from core.dataclass import dataclass
from core.model.machine.kinds import long_text, text, word
from core.model.machine.table import Table
from core.model.papers.printouts import PRINTOUTS
from core.model.values.words import Word
from core.pattern import pattern


class LetterKind(Word):
    """The letters that go out, by the names of their printouts."""

    NOTICE = "notice", "費用の通知", "通知"
    QUESTIONNAIRE = "questionnaire", "意向の照会", PRINTOUTS["questionnaire"].title
    REMINDER = "reminder", "督促"
    GAP_INQUIRY = "gap-inquiry", "要否の照会", f"{PRINTOUTS['gap-inquiry'].title} 照会"
    IMPROVEMENT_INQUIRY = "improvement-inquiry", "改善要望の照会", PRINTOUTS["improvement-inquiry"].title
    CHARGE_NOTICE = "charge-notice", "負担金の通知", PRINTOUTS["charge-notice"].title
    CLAIM = "charge-claims", "負担金の請求", PRINTOUTS["charge-claims"].title
    SETTLEMENT = "settlement-notice", "精算の通知", PRINTOUTS["settlement-notice"].title
    SCORING = "score-sheets", "採点の依頼", PRINTOUTS["score-sheets"].title
    SELECTION = "evaluation-notice", "選定結果の通知", f"{PRINTOUTS['evaluation-notice'].title} 結果通知"


class LetterSort(Word):
    """What a letter is, said in brackets behind its subject."""

    NOTICE = "notice", "通知"
    INQUIRY = "inquiry", "照会"
    REQUEST = "request", "依頼"
    REMINDER = "reminder", "督促"
    ANSWER = "answer", "回答"
    CLAIM = "claim", "請求"


FIELDS = {
    "団体名": "宛先の団体の名称(選定では提案者、採点では審査員)",
    "期限": "回答期限(請求では納期限、採点では提出期限)。お願いするもののないときは、この欄のある行を印刷しません。",
    "合計": "今の回答による額の合計",
    "あり得る幅": "未定・未回答がどう決まっても収まる合計の幅",
    "件数": "別紙に載る件数",
    "未定の件数": "別紙のうち、未定または未回答の件数",
    "日付": "文書の日付",
    "前の文書": "督促する、前の文書の日付と番号",
    "返送先": "事務局とFAX、メール",
    "協議会名": "協議会の名称",
    "事務局": "事務局の名称",
    "年度": "負担金の年度",
    "負担金": "その年度の負担金の合計",
    "前年度の負担金": "前の年度の負担金。なければ、この欄のある行を印刷しません。",
    "増減": "前の年度との差。前の年度がなければ、この欄のある行を印刷しません。",
    "事業": "請求する負担金の事業",
    "期": "請求する期(第1期 など)",
    "請求額": "請求する額",
    "算定": "請求の元になる負担金の版とその日付",
    "納付済": "すでに納付された額。なければ、この欄のある行を印刷しません。",
    "未納": "まだ納付されていない額。納付がなければ、この欄のある行を印刷しません。",
    "精算後の負担金": "決算による負担金の合計",
    "納付計": "その年度に納付した額の合計",
    "差引": "精算後の負担金から納付計を引いた額",
    "処理": "差引の扱い(還付、追加、充当、繰越)",
    "案件": "選定の案件の名称",
    "決定日": "選定の結果を決めた日。なければ、この欄のある行を印刷しません。",
    "結果": "その提案者の結果",
    "順位": "その提案者の順位",
    "評価点": "その提案者の総合評価点と満点",
    "理由": "失格や下限に届かない理由。なければ、この欄のある行を印刷しません。",
}
"""What may stand in braces in the text of a letter, and what it becomes."""

_COMMON = ("団体名", "日付", "協議会名", "事務局", "返送先")
_ANSWERED = ("期限", "件数")
_OWN: dict[LetterKind, tuple[str, ...]] = {
    LetterKind.NOTICE: (*_ANSWERED, "未定の件数", "合計", "あり得る幅"),
    LetterKind.QUESTIONNAIRE: (*_ANSWERED, "未定の件数"),
    LetterKind.REMINDER: (*_ANSWERED, "未定の件数", "前の文書"),
    LetterKind.GAP_INQUIRY: _ANSWERED,
    LetterKind.IMPROVEMENT_INQUIRY: (*_ANSWERED, "未定の件数"),
    LetterKind.CHARGE_NOTICE: ("年度", "負担金", "前年度の負担金", "増減"),
    LetterKind.CLAIM: ("期限", "年度", "事業", "期", "請求額", "算定", "納付済", "未納"),
    LetterKind.SETTLEMENT: ("年度", "精算後の負担金", "納付計", "差引", "処理"),
    LetterKind.SCORING: (*_ANSWERED, "案件"),
    LetterKind.SELECTION: ("案件", "決定日", "結果", "順位", "評価点", "理由"),
}


def fields_of(kind: LetterKind) -> dict[str, str]:
    """Return the fields that a letter knows, with what each becomes."""
    return {name: FIELDS[name] for name in (*_COMMON, *_OWN[kind])}


_FIELD = pattern(r"\{([^{}\n]*)\}")


@dataclass(frozen=True, slots=True)
class Letter:
    """What is left empty is as the program says it; the lines of `particulars` are numbered below 記."""

    id: int
    kind: LetterKind = word(LetterKind, "文書")
    subject: str = text("件名", "")
    sort: LetterSort = word(LetterSort, "区分", LetterSort.NOTICE, help="件名の後に(通知)のように印刷します。")
    body: str = long_text("本文", help="空行で段落を分けます。{団体名}や{期限}は、団体ごとの内容に置き換わります。")
    particulars: str = long_text("記書き", help="1行が1項目になります。番号は自動で付きます。")


def fields_in(text: str) -> list[str]:
    """Return the names that stand in braces in `text`, known or not, in their order."""
    return _FIELD.findall(text)


def filled(text: str, values: dict[str, str]) -> str:
    """Return `text` with each field that `values` knows replaced; others stay as they are written."""
    return _FIELD.sub(lambda found: values.get(found[1], found[0]), text)


TABLES = (
    Table(
        "letters",
        Letter,
        "文面",
        keys=("kind",),
        order=("kind",),
        called=lambda _, one: f"{one.kind.label}の文面",
    ),
)
