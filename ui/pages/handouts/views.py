"""The tables of handouts and their chapters: what there is to say beyond the records."""

from core.calc.handouts.figures import bind, source_of
from core.calc.handouts.heeding import idle, lost, unprintable
from core.documents.registry import REPORTS
from core.model.machine.naming import in_order, told_tables
from core.model.papers.handouts import Handout, HandoutChapter, HandoutPicture
from core.model.papers.printouts import HANDOUT, PRINTOUTS
from core.model.values.codes import search_key
from core.words.sentences import sentence
from ui.pages.editing import field_column
from ui.pages.handouts.beginning import begin_handout, keep_handout
from ui.pages.handouts.putting import put_picture
from ui.pages.handouts.sides import ChapterSide, PictureSide
from ui.pages.table_view import Asked, TableView, Tool
from ui.session import Session
from ui.tables.columns import Column
from ui.widgets.offers import Offer

_ABOUT = 24
"""Letters of what a printout is for, in the list that is offered."""


def reports_offered(text: str) -> list[Offer]:
    """Return the printouts whose title or purpose holds what was typed."""
    key = search_key(text)
    fitting = [one for one in REPORTS.values() if one.name != HANDOUT and key in search_key(f"{one.title} {one.about}")]
    ordered = sorted(fitting, key=lambda one: key not in search_key(one.title))
    return [Offer(f"{one.title}　{one.about[:_ABOUT]}", one.title, {"report": one.title}) for one in ordered]


def tables_offered(text: str) -> list[Offer]:
    """Return the tables whose name holds what was typed."""
    key = search_key(text)
    return [Offer(one.label, one.label, {"listed": one.label}) for one in told_tables() if key in search_key(one.label)]


def _missing(session: Session) -> Column:
    """What the text or the printout names and nobody has."""

    def missing(one: HandoutChapter) -> str:
        book = session.book
        names = bind(source_of(book, one), f"{one.heading}\n{one.body_text}").missing
        told = [f"{{{name}}}が台帳にありません" for name in names]
        faults = (unprintable(one, PRINTOUTS), lost(one), idle(one, PRINTOUTS))
        return "、".join((*told, *(sentence(fault).rstrip("。") for fault in faults if fault is not None)))

    return Column(
        "要確認",
        missing,
        width=260,
        help="本文の{ }の中の名前と、帳票の名前のうち、この台帳とこの版にないもの、帳票が使わない指定です。",
    )


def _number(session: Session) -> Column:
    """Where the chapter stands in its handout, counted as on paper but for what is left out there."""

    def number(one: HandoutChapter) -> str:
        rows = in_order(session.book, session.book.children(HandoutChapter, one.handout_id).values())
        return str(next(at for at, row in enumerate(rows, 1) if row.id == one.id))

    return Column("順", number, width=50)


VIEWS = (
    TableView(
        Handout,
        columns=(
            ("name", 200),
            ("title", 340),
            ("council", 260),
            ("dated_on", 150),
            ("dates", 150),
            ("marking", 110),
            ("fronts", 120),
            ("marks", 110),
            ("template", 160),
            ("note", 220),
        ),
        frozen=1,
        adding=(Asked("name", 220), Asked("title", 320), Asked("dated_on", 130)),
        tools=(
            Tool("ひな形から作る", "ひな形の章を、新しい資料としてこの台帳に入れます。元に戻せます。", begin_handout),
            Tool("ひな形として書き出す", "選んだ資料の章を、ほかの台帳でも使えるファイルにします。", keep_handout),
        ),
        printing=("資料一式を印刷", "reports/handout"),
    ),
    TableView(
        HandoutChapter,
        columns=(
            ("handout_id", 130),
            _number,
            lambda _: field_column(HandoutChapter, "heading", 280, tooltip=lambda one: one.heading),
            ("level", 90),
            lambda _: field_column(HandoutChapter, "report", 210, offers=reports_offered),
            _missing,
            lambda _: field_column(HandoutChapter, "body_text", 320, tooltip=lambda one: one.body_text),
            ("new_page", 80),
            ("paper", 70),
            ("when_empty", 130),
            ("scenario_id", 180),
            ("municipality_id", 130),
            ("procurement_id", 180),
            ("body_id", 180),
            ("meeting_id", 160),
            ("system_id", 130),
            ("fiscal_year", 110),
            ("month", 130),
            ("outage_id", 160),
            ("as_of", 150),
            ("unit", 120),
            ("digits", 110),
            ("rate_from", 140),
            ("yearly", 110),
            ("money", 110),
            ("totals", 150),
            ("scenario_rows", 150),
            ("disposition", 130),
            ("previous_id", 160),
            ("hide_reviewers", 140),
            ("addressing", 110),
            ("deadline", 150),
            ("open_only", 110),
            ("chased", 160),
            ("mark", 110),
            lambda _: field_column(HandoutChapter, "listed", 110, offers=tables_offered),
            ("note", 200),
        ),
        frozen=2,
        adding=(Asked("handout_id", 180), Asked("heading", 240), Asked("level", 90), Asked("report", 200)),
        offers={"report": reports_offered},
        form=ChapterSide,
        form_width=440,
        tools=(Tool("図を入れる", "PNGかJPEGの図を、選んだ章の本文の下に入れます。元に戻せます。", put_picture),),
        printing=("資料一式を印刷", "reports/handout"),
        needs=(
            "scenarios",
            "current_costs",
            "cost_lines",
            "cost_amounts",
            "municipalities",
            "systems",
            "consortium",
            "handout_pictures",
        ),
    ),
    TableView(
        HandoutPicture,
        columns=(
            lambda session: field_column(HandoutPicture, "chapter_id", 190, session.look),
            lambda _: field_column(HandoutPicture, "words", 210, tooltip=lambda one: one.words),
            ("caption", 170),
            ("share", 100),
            ("width", 110),
            ("height", 110),
        ),
        frozen=1,
        form=PictureSide,
        form_width=420,
        empty="まだ図がありません。「図を入れる」で、PNGかJPEGの図を資料の章に入れてください。",
        tools=(Tool("図を入れる", "PNGかJPEGの図を、資料の章の本文の下に入れます。元に戻せます。", put_picture),),
        printing=("資料一式を印刷", "reports/handout"),
        needs=("picture_files",),
    ),
)
