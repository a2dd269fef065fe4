"""資料一式: a handout as a choice of chapters, each a text, pictures, a printout of the program, or all of these."""

from core.dataclass import dataclass
from core.model.council import Addressing
from core.model.machine.kinds import (
    Content,
    count,
    day,
    declared,
    fiscal_year,
    flag,
    kept,
    long_text,
    note,
    owner,
    place,
    refers,
    text,
    word,
)
from core.model.machine.table import Look, Table
from core.model.requests import Disposition, Money
from core.model.scenarios import MOST_DIGITS, MoneyUnit, RateFrom
from core.model.sla.kinds import Month
from core.model.values.paper import Paper, Totals
from core.model.values.words import Word


class Template(Word):
    """What a handout begins as: its table of contents."""

    SOURCE = "source", "取組みの資料"
    MEETING = "meeting", "会議の資料"
    TOWN = "town", "団体の議会の資料"


class Marking(Word):
    """What the cover says of how far the handout may be relied on, or handed on."""

    DRAFT = "draft", "案"
    UNDECIDED = "undecided", "未定稿"
    CAREFUL = "careful", "取扱注意"


class Level(Word):
    """章 are counted through, 節 within their chapter; what is not numbered stands in the table of contents too."""

    CHAPTER = "chapter", "章"
    SECTION = "section", "節"
    PLAIN = "plain", "番号なし"


class WhenEmpty(Word):
    """What becomes of a chapter of which the ledger knows nothing."""

    SAY = "say", "該当なし"
    LEAVE_OUT = "leave_out", "章を出さない"


class ChapterDates(Word):
    """Of which day the chapters are, and which day stands on their pages. A chapter's own 基準日 goes before it."""

    HANDOUT = "handout", "資料の日付"
    LEDGER = "ledger", "台帳の資料日付"
    NONE = "none", "出さない"


class Fronts(Word):
    """What begins on a front side where both sides of the paper are printed."""

    CHAPTERS = "chapters", "章"
    SECTIONS = "sections", "章と節"
    NONE = "none", "なし"


@dataclass(frozen=True, slots=True)
class Handout:
    """資料: what its cover says."""

    id: int
    name: str = text("名称", help="この台帳の中での呼び名です。", also="資料 資料名")
    title: str = text("表題", help="表紙の題です。", also="題名")
    council: str = text("作成者", "", help="空欄のときは協議会と事務局の名称になります。")
    dated_on: str | None = day("日付", None, help="空欄のときは資料日付になります。", also="資料日付")
    dates: ChapterDates = word(
        ChapterDates,
        "章の日付",
        ChapterDates.HANDOUT,
        help="章の頁に出す日付です。基準日のある章は、その日付になります。「出さない」の章は、資料の日付の状態で印刷します。",
    )
    fronts: Fronts = word(
        Fronts, "表の面から", Fronts.CHAPTERS, help="両面印刷のときに、紙の表の面から始めるものです。"
    )
    marks: bool = flag("変更の印", help="前回の確定版から変わった行と新しい行の頭に◆を付け、意味を表の上に出します。")
    marking: Marking | None = word(Marking, "表示", None, help="案、未定稿、取扱注意を表紙と各頁に示します。")
    template: Template | None = word(Template, "ひな形", None)
    note: str = note()


@dataclass(frozen=True, slots=True)
class HandoutChapter:
    """資料の章. What is empty of the settings follows from what is asked for when the whole is printed."""

    id: int
    handout_id: int = owner("handouts", "資料")
    heading: str = text(
        "章の名前",
        also="見出し 章 題名",
        help="本文と同じように、{協議会.団体数:団体}のように書くと台帳の数字になります。",
    )
    level: Level = word(Level, "段", Level.CHAPTER, help="節は直前の章の(1)(2)…になります。")
    body_text: str = long_text(
        "本文",
        help="「■」で始まる行は見出し、「・」は箇条書き、「> 」は囲み、「※」は注記、「---」だけの行は改頁です。"
        "{五年間.現行経費:億円}のように書くと台帳の数字になります。",
        also="文章",
    )
    report: str = text("帳票", "", help="本文の後に入れる帳票の名前です(五年間経費比較表など)。")
    paper: Paper = word(Paper, "用紙", Paper.A4)
    scenario_id: int | None = refers("scenarios", "試算")
    municipality_id: int | None = refers("municipalities", "団体")
    procurement_id: int | None = refers("procurements", "案件")
    body_id: int | None = refers("bodies", "会議体")
    meeting_id: int | None = refers("meetings", "会議")
    system_id: int | None = refers("systems", "業務")
    fiscal_year: int | None = fiscal_year("年度", None)
    month: str | None = declared(Month(), "月", None, help="SLAの帳票の月です。")
    outage_id: int | None = refers("outages", "障害")
    as_of: str | None = day("基準日", None, help="この章の帳票だけを、この日付の状態で印刷します。")
    unit: MoneyUnit | None = word(MoneyUnit, "表示単位", None)
    digits: int | None = count("小数の桁数", None, unit="桁", most=MOST_DIGITS)
    rate_from: RateFrom | None = word(RateFrom, "削減率の元の額", None)
    yearly: bool = flag("年度別の額")
    money: Money | None = word(Money, "金額", None)
    totals: Totals | None = word(Totals, "合計欄", None)
    scenario_rows: bool = flag("団体数ごとの行")
    disposition: Disposition | None = word(Disposition, "方針", None)
    previous_id: int | None = refers("fixed_sheets", "前回の確定版", help="帳票の中で比べる、前回の確定版です。")
    hide_reviewers: bool = flag("審査員を伏せる")
    addressing: Addressing | None = word(Addressing, "宛名", None)
    deadline: str | None = day("新しい期限", None)
    open_only: bool = flag("未回答だけ")
    chased: str = text("前の文書", "")
    mark: str = text("章の表示", "", help="案、取扱注意など、この章の頁の左上に出す言葉です。")
    listed: str = text("表", "", help="帳票が「台帳の表」のときに印刷する表の名前です。")
    new_page: bool = flag("改頁", True, help="「いいえ」のときは、前の章の続きに印刷します。")
    when_empty: WhenEmpty = word(WhenEmpty, "空のとき", WhenEmpty.SAY)
    position: int = place()
    note: str = note()


@dataclass(frozen=True, slots=True)
class HandoutPicture:
    """資料の図: a picture that was put in by hand, below the text of its chapter; its bytes are kept apart. Its size in
    pixels and its hash are those of what is kept."""

    id: int
    chapter_id: int = owner("handout_chapters", "資料の章")
    words: str = text(
        "代替テキスト",
        help="図を見られない人に、図の中身を伝える文です。図が印刷できないときも、代わりに印刷します。",
        also="説明",
    )
    width: int = count("横", unit="ピクセル", given=True)
    height: int = count("縦", unit="ピクセル", given=True)
    caption: str = text("図の題", "", help="図の下に印刷します。")
    share: int = count("大きさ", 100, unit="%", least=1, most=100, help="頁の幅に対する割合です(1〜100)。")
    sha256: str = kept("図のハッシュ値")
    position: int = place()


@dataclass(frozen=True, slots=True)
class PictureFile:
    """The bytes of the picture with the same id: PNG or JPEG, drawn anew when it was put in; read only when printed."""

    id: int = owner("handout_pictures", "資料の図")
    content: bytes = declared(Content(), "図", given=True)


def _called(_: Look, one: Handout) -> str:
    return f"資料「{one.name}」"


def _chapter_called(look: Look, one: HandoutChapter) -> str:
    handout = look.all(Handout).get(one.handout_id)
    return f"資料「{handout.name if handout else ''}」の章「{one.heading}」"


def _picture_called(look: Look, one: HandoutPicture) -> str:
    chapter = look.all(HandoutChapter).get(one.chapter_id)
    return f"{_chapter_called(look, chapter) if chapter else '資料'}の図「{one.caption or one.words}」({one.id})"


TABLES = (
    Table("handouts", Handout, "資料", keys=("name",), order=("name",), called=_called, titled="name"),
    Table(
        "handout_chapters",
        HandoutChapter,
        "資料の章",
        alike=("handout_id", "heading"),
        order=("position",),
        called=_chapter_called,
        titled="heading",
    ),
    Table(
        "handout_pictures",
        HandoutPicture,
        "資料の図",
        order=("position",),
        called=_picture_called,
        titled="words",
        handed_out=False,
    ),
    Table("picture_files", PictureFile, "資料の図の中身", lazy=True, handed_out=False),
)
