"""What a handout begins as: the chapters of the source's table of contents, of a session, of one town's council."""

from core.calc.handouts.figures import Source, bind
from core.model.book import Book
from core.model.council import consortium_of
from core.model.machine.naming import in_order
from core.model.meetings import AgendaItem, Meeting, meeting_name
from core.model.papers.handouts import Handout, HandoutChapter, Level, Template, WhenEmpty
from core.model.papers.printouts import report_title

SOURCE: tuple[tuple[Level, str, str, str], ...] = (
    (Level.CHAPTER, "経緯", "chronicle", ""),
    (Level.CHAPTER, "共同利用型自治体クラウド参加市町村", "", "参加する団体({協議会.団体数:団体}): {協議会.団体一覧}"),
    (Level.CHAPTER, "事業の目的", "", ""),
    (
        Level.CHAPTER,
        "事業実施の概要",
        "",
        "■ 対象システム\n・対象の業務({協議会.業務数:業務}): {協議会.業務一覧}\n■ 提案者の選定\n"
        "・提案者: {選定.提案者数:社}\n・総合評価点 {選定.総合評価点:点}: {選定.配点}\n・審査: {選定.審査会}",
    ),
    (Level.PLAIN, "提案の評価", "evaluation", ""),
    (Level.SECTION, "情報関連経費の削減", "comparison", "> {五年間.見出し}"),
    (Level.SECTION, "事業の標準化・効率化(独自ルールの見直し)", "allocation", ""),
    (
        Level.SECTION,
        "耐災害性の強化(民間データセンターの活用、外部ネットワークの二重化)",
        "merits",
        "",
    ),
    (Level.SECTION, "新たな住民サービスの提供", "services", ""),
    (Level.CHAPTER, "実施体制", "organisation", ""),
    (Level.CHAPTER, "スケジュール", "", ""),
    (Level.SECTION, "基幹系システム移行スケジュール", "schedule", ""),
    (Level.SECTION, "作業詳細スケジュール", "schedule-detail", ""),
)
"""Level, heading, name of the printout and text of each chapter of the source (its 目次)."""

TOWN: tuple[tuple[Level, str, str, str], ...] = (
    (Level.CHAPTER, "負担金の説明", "charge-explanation", ""),
    (Level.CHAPTER, "安全性の説明", "safety", ""),
    (Level.CHAPTER, "サービス一覧", "services", ""),
    (Level.CHAPTER, "要望と負担", "notice", ""),
)
"""What one town's council is shown."""


def from_template(
    book: Book, template: Template, meeting: Meeting | None = None, municipality: int | None = None
) -> tuple[Handout, list[HandoutChapter]]:
    """Return a handout that is in no ledger yet, with chapters whose ids are their places.

    `meeting` is the session whose agenda is laid out (None: the latest); `municipality` the town it is for.
    """
    council = consortium_of(book)
    match template:
        case Template.MEETING:
            session = meeting or max(book.all(Meeting).values(), key=lambda one: (one.held_on, one.id), default=None)
            name = meeting_name(book, session) if session else "会議"
            made = Handout(0, name, f"{name}　資料", "", session.held_on if session else None, template=template)
            return made, _of_meeting(book, session)
        case Template.TOWN:
            made = Handout(0, "議会の資料", f"{council.name}　負担金と事業の説明", template=template)
            return made, _chapters(TOWN, municipality, book)
        case Template.SOURCE:
            made = Handout(0, "取組みの資料", f"{council.name}の取組みについて", template=template)
            return made, _chapters(SOURCE, None, book)


def _chapters(
    lines: tuple[tuple[Level, str, str, str], ...], municipality: int | None, book: Book
) -> list[HandoutChapter]:
    """A chapter names its printout by the title that people know; one that stands between the chapters is left out
    where it has nothing to say."""
    source = Source(book)
    return [
        HandoutChapter(
            at,
            0,
            heading,
            level,
            _known(source, text),
            report_title(report),
            municipality_id=municipality,
            new_page=not (level is Level.CHAPTER and not report and at > 1) or heading == "事業実施の概要",
            when_empty=WhenEmpty.LEAVE_OUT if level is Level.PLAIN else WhenEmpty.SAY,
            position=at,
        )
        for at, (level, heading, report, text) in enumerate(lines, 1)
    ]


def _known(source: Source, text: str) -> str:
    """Return the lines of a text of which the ledger has every figure; a heading over none of them goes too."""
    kept: list[str] = []
    for line in text.splitlines():
        if line.startswith("■") and kept and kept[-1].startswith("■"):
            kept.pop()
        if not bind(source, line).missing:
            kept.append(line)
    return "\n".join(kept[:-1] if kept and kept[-1].startswith("■") else kept)


def _of_meeting(book: Book, meeting: Meeting | None) -> list[HandoutChapter]:
    """The 次第, and a chapter for each item of the agenda: the printout that its 資料 names, else room for a text.
    Items that have none go on below one another: a page for each word would be a waste."""
    session, agenda = meeting.id if meeting else None, report_title("agenda")
    chapters = [HandoutChapter(1, 0, agenda, Level.PLAIN, report=agenda, meeting_id=session, position=1)]
    items = in_order(book, book.children(AgendaItem, meeting.id).values()) if meeting else []
    for at, (item, before) in enumerate(zip(items, [None, *items], strict=False), 2):
        chapters.append(
            HandoutChapter(
                at,
                0,
                item.title,
                Level.CHAPTER,
                "" if item.document else item.note or f"{item.matter.label}事項",
                item.document,
                meeting_id=session,
                new_page=bool(item.document) or before is None or bool(before.document),
                when_empty=WhenEmpty.SAY,
                position=at,
            )
        )
    return chapters
