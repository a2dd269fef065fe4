"""満足度調査: surveys with their questions, what was answered as counts, and what was written freely. Nobody's single
answers are kept: who could be recognised by them is nobody's business."""

from collections.abc import Mapping

from core.dataclass import dataclass
from core.model.council import System, municipality_name
from core.model.machine.kinds import REQUIRED, FieldValue, code, count, day, long_text, note, owner, refers, text, word
from core.model.machine.table import Look, Table
from core.model.values.codes import next_number
from core.model.values.words import Word


class SharesAs(Word):
    """構成比の端数: each share is rounded for itself, or they are made to add up to 100 % by largest remainders."""

    ROUNDED = "rounded", "それぞれ四捨五入"
    HUNDRED = "hundred", "合計を100%にする", "100% 最大剰余"


class MeanOf(Word):
    """全体の平均: over all who answered, or over the means of the municipalities, each of which counts alike."""

    RESPONDENTS = "respondents", "回答者の平均"
    MUNICIPALITIES = "municipalities", "団体の平均の平均", "団体平均"


class Scale(Word):
    """尺度: the steps of the answers, the best one first, or none for what is written freely."""

    SATISFACTION = "satisfaction", "満足度5段", "満足度 5段 5段階 満足度(5段)"
    IMPORTANCE = "importance", "重要度5段", "重要度 重要度(5段)"
    AGREEMENT = "agreement", "同意5段", "同意 同意(5段)"
    FOUR = "four", "満足度4段", "4段 4段階 満足度(4段)"
    FREE = "free", "自由記述", "自由 自由回答 記述"

    @property
    def steps(self) -> tuple[str, ...]:
        """Return the words of the steps, the best one first; none for what is written freely."""
        return _STEPS[self]


_STEPS = {
    Scale.SATISFACTION: ("大変満足", "満足", "普通", "不満", "大変不満"),
    Scale.IMPORTANCE: ("大変重要", "重要", "普通", "あまり重要でない", "重要でない"),
    Scale.AGREEMENT: ("そう思う", "ややそう思う", "どちらともいえない", "あまりそう思わない", "そう思わない"),
    Scale.FOUR: ("満足", "やや満足", "やや不満", "不満"),
    Scale.FREE: (),
}
UNKNOWN, BLANK = "わからない", "無回答"


@dataclass(frozen=True, slots=True)
class Survey:
    """満足度調査: one time that people were asked; what changed since is told of the one before by its days."""

    id: int
    name: str = text("調査名", also="名称 調査")
    held_from: str | None = day("開始日", None, also="調査開始日 期間開始")
    held_until: str | None = day("終了日", None, also="調査終了日 期間終了")
    audience: str = text("対象", "", help="全職員、業務の利用者など、誰にたずねたかです。", also="調査対象")
    asked: int | None = count("対象者数", None, unit="人", also="対象数 配布数")
    shares: SharesAs = word(SharesAs, "構成比の端数", SharesAs.ROUNDED)
    mean_of: MeanOf = word(MeanOf, "全体の平均", MeanOf.RESPONDENTS)
    note: str = note()


@dataclass(frozen=True, slots=True)
class SurveyQuestion:
    """設問: the same question of two surveys is told by its text."""

    id: int
    survey_id: int = owner("surveys", "調査")
    number: str = code("設問番号", also="番号 問 no. no №")
    text: str = text("設問", also="設問文 質問 質問文")
    scale: Scale = word(Scale, "尺度", Scale.SATISFACTION)
    note: str = note()


@dataclass(frozen=True, slots=True)
class SurveyTally:
    """回答数: how many gave which answer to a question, of one municipality and system; None where it is not known. The
    columns are the steps of the scale, the best one first: a scale of four has nothing in the fifth."""

    id: int
    survey_question_id: int = owner("survey_questions", "設問")
    municipality_id: int | None = refers("municipalities", "団体")
    system_id: int | None = refers("systems", "業務")
    first: int = count(
        "1番目", 0, unit="人", also="大変満足 大変重要 そう思う", help="最もよい段(大変満足など)を選んだ人数です。"
    )
    second: int = count("2番目", 0, unit="人", also="満足 重要 ややそう思う やや満足")
    third: int = count("3番目", 0, unit="人", also="普通 どちらともいえない やや不満")
    fourth: int = count("4番目", 0, unit="人", also="不満 あまり重要でない あまりそう思わない")
    fifth: int = count("5番目", 0, unit="人", also="大変不満 重要でない そう思わない")
    unknown: int = count(UNKNOWN, 0, unit="人", also="分からない 不明")
    blank: int = count(BLANK, 0, unit="人", also="未回答 空欄")

    @property
    def steps(self) -> tuple[int, int, int, int, int]:
        """Return the counts of the steps, the best one first."""
        return (self.first, self.second, self.third, self.fourth, self.fifth)


@dataclass(frozen=True, slots=True)
class SurveyComment:
    """自由記述: what somebody wrote; who it was is kept nowhere."""

    id: int
    survey_question_id: int = owner("survey_questions", "設問")
    comment: str = long_text("記述", REQUIRED, help="個人の氏名は入れません。名簿にある氏名は、表示と印刷で伏せます。")
    municipality_id: int | None = refers("municipalities", "団体")
    system_id: int | None = refers("systems", "業務")


def survey_name(look: Look, id: int) -> str:
    """Return the name of a survey."""
    return look.all(Survey)[id].name


def question_name(look: Look, id: int) -> str:
    """Return 「第1回調査」の問3."""
    question = look.all(SurveyQuestion)[id]
    return f"「{survey_name(look, question.survey_id)}」の問{question.number}"


def whose_answers(look: Look, municipality_id: int | None, system_id: int | None) -> str:
    """Return of whom answers are: 射水市、住民税; 全体 where nothing is known."""
    parts = (
        municipality_name(look, municipality_id) if municipality_id is not None else "",
        look.all(System)[system_id].name if system_id is not None else "",
    )
    return "、".join(filter(None, parts)) or "全体"


def _given_to_question(look: Look, typed: Mapping[str, FieldValue]) -> Mapping[str, FieldValue]:
    survey_id = typed["survey_id"]
    assert isinstance(survey_id, int)
    return {"number": next_number(one.number for one in look.children(SurveyQuestion, survey_id).values())}


def _tally_called(look: Look, one: SurveyTally) -> str:
    who = whose_answers(look, one.municipality_id, one.system_id)
    return f"{question_name(look, one.survey_question_id)}の回答数({who})"


TABLES = (
    Table(
        "surveys",
        Survey,
        "満足度調査",
        keys=("name",),
        order=("held_from", "name"),
        called=lambda _, one: f"調査「{one.name}」",
        known_by="name",
        titled="name",
    ),
    Table(
        "survey_questions",
        SurveyQuestion,
        "設問",
        keys=("survey_id", "number"),
        order=("number",),
        called=lambda look, one: question_name(look, one.id),
        ways=(lambda _, one: (one.number, f"問{one.number}"), lambda _, one: (one.text,)),
        listed=lambda _, one: f"問{one.number}",
        titled="number",
        gives=("number",),
        given=_given_to_question,
    ),
    Table(
        "survey_tallies",
        SurveyTally,
        "回答数",
        keys=("survey_question_id", "municipality_id", "system_id"),
        order=("municipality_id", "system_id"),
        called=_tally_called,
    ),
    Table(
        "survey_comments",
        SurveyComment,
        "自由記述",
        alike=("survey_question_id", "municipality_id", "system_id", "comment"),
        called=lambda look, one: f"{question_name(look, one.survey_question_id)}の記述{one.id}",
        whole="comment",
    ),
)
