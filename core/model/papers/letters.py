"""文面: what the letters of the consortium say where a ledger says it in words of its own, with fields that each
letter fills with what holds for its municipality."""

from core.dataclass import dataclass
from core.model.machine.kinds import long_text, text, word
from core.model.machine.table import Table
from core.model.values.words import Word
from core.pattern import pattern


class LetterKind(Word):
    """The letters that go out, by the names of their printouts."""

    NOTICE = "notice", "費用の通知", "通知"
    QUESTIONNAIRE = "questionnaire", "意向の照会", "意向確認票"
    REMINDER = "reminder", "督促"
    GAP_INQUIRY = "gap-inquiry", "要否の照会", "要否照会票 照会"


class LetterSort(Word):
    """What a letter is, said in brackets behind its subject."""

    NOTICE = "notice", "通知"
    INQUIRY = "inquiry", "照会"
    REQUEST = "request", "依頼"
    REMINDER = "reminder", "督促"
    ANSWER = "answer", "回答"


FIELDS = {
    "団体名": "宛先の団体の名称",
    "期限": "回答期限。回答をお願いするもののない団体には、この欄のある行を印刷しません。",
    "合計": "今の回答による額の合計",
    "あり得る幅": "未定・未回答がどう決まっても収まる合計の幅",
    "件数": "別紙に載る件数",
    "未定の件数": "別紙のうち、未定または未回答の件数",
    "日付": "文書の日付",
    "前の文書": "督促する、前の文書の日付と番号",
    "返送先": "事務局とFAX、メール",
    "協議会名": "協議会の名称",
    "事務局": "事務局の名称",
}
"""What may stand in braces in the text of a letter, and what it becomes."""

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
