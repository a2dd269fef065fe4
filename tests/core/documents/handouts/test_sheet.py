import json
from io import BytesIO

import pypdfium2
import pytest

from core.documents.handouts.sheet import NAME
from core.documents.paper.document import Anchor, Contents, Cover, Document, Framed, Heading, Notes, Paragraph, texts
from core.documents.paper.settings import PrintSettings
from core.documents.registry import REPORTS
from core.model.book import Book
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.records import to_row
from core.model.meetings import AgendaItem, Meeting
from core.model.papers.handouts import Handout, HandoutChapter, Level, Template, WhenEmpty
from core.printing.render import render
from tests.core.printing.archived import against_archiving


def built(book: Book, **settings: object) -> Document:
    return REPORTS[NAME].build(book, PrintSettings(**settings))  # type: ignore[arg-type]


def contents(document: Document) -> list[str]:
    blocks = (block for sheet in document.sheets for block in sheet.blocks)
    return [entry.title for block in blocks if isinstance(block, Contents) for entry in block.entries]


def chapter(book: Book, handout: int, heading: str, **more: object) -> None:
    id = max(book.all(HandoutChapter), default=0) + 1
    row = HandoutChapter(id, handout, heading, position=id, **more)  # type: ignore[arg-type]
    book.apply(ChangeSet("章", (Insert("handout_chapters", to_row(row)),)))


@pytest.fixture
def own(book: Book) -> int:
    """A handout without chapters."""
    book.apply(ChangeSet("資料", (Insert("handouts", to_row(Handout(9, "自分の資料", "題"))),)))
    return 9


def test_the_handout_of_the_sample_has_the_chapters_of_the_source(book: Book) -> None:
    assert contents(built(book, template=Template.SOURCE)) == [
        "1. 経緯",
        "2. 共同利用型自治体クラウド参加市町村",
        "3. 事業の目的",
        "4. 事業実施の概要",
        "(1) 情報関連経費の削減",
        "調達外経費",
        "(2) 事業の標準化・効率化(独自ルールの見直し)",
        "(3) 耐災害性の強化(民間データセンターの活用、外部ネットワークの二重化)",
        "(4) 新たな住民サービスの提供",
        "5. 実施体制",
        "6. スケジュール",
        "(1) 基幹系(住民記録等)システム移行スケジュール",
        "(2) 作業詳細スケジュール",
    ]


def test_the_cover_says_what_it_is_of_whom_and_when(book: Book) -> None:
    cover = built(book, template=Template.SOURCE).sheets[0].blocks[0]
    assert isinstance(cover, Cover)
    assert cover.title == "富山県における共同利用型自治体クラウドの取組みについて"
    assert cover.date == "平成26年11月18日"
    cover = built(book, template=Template.SOURCE, as_of="2014-12-01").sheets[0].blocks[0]
    assert isinstance(cover, Cover)
    assert cover.date == "平成26年12月1日"


def test_every_line_of_the_contents_names_the_page_of_its_chapter_and_leads_there(book: Book) -> None:
    pdf = render(built(book, template=Template.SOURCE))
    assert against_archiving(pdf) == []
    opened = pypdfium2.PdfDocument(BytesIO(pdf))
    pages = [page.get_textpage().get_text_range() for page in opened]
    marks = [(mark.get_title(), mark.get_dest().get_index() + 1) for mark in opened.get_toc()]
    assert [title for title, _ in marks] == contents(built(book, template=Template.SOURCE))
    assert [int(line) for line in pages[1].split() if line.isdigit()][: len(marks)] == [number for _, number in marks]
    for number, page in enumerate(pages[1:], 2):
        assert f"{number} / {len(pages)}" in page
    links = pypdfium2.raw.FPDFLink_GetLinkAtPoint
    assert links(opened[1], 200, opened[1].get_height() - 62)


def test_names_are_names_or_signs_in_the_whole_of_it(book: Book) -> None:
    for anonymous, shown, hidden in ((True, "A、B、C", "射水市、"), (False, "射水市、", "A、B、C")):
        document = built(book, template=Template.SOURCE, anonymous=anonymous)
        text = "\n".join(
            block.text
            for sheet in document.sheets
            if sheet.title.startswith("2 ")
            for block in sheet.blocks
            if isinstance(block, Paragraph)
        )
        assert shown in text
        assert hidden not in text


def test_what_is_empty_says_so_or_is_left_out_and_takes_no_number(book: Book, own: int) -> None:
    empty = Book({"consortium": [book.consortium]})
    empty.apply(ChangeSet("資料", (Insert("handouts", to_row(Handout(own, "資料", "題"))),)))
    chapter(empty, own, "経緯", report="経緯", when_empty=WhenEmpty.LEAVE_OUT)
    chapter(empty, own, "要旨")
    chapter(empty, own, "終わりに", body_text="本文")
    document = built(empty, handout=own)
    assert contents(document) == ["1. 要旨", "2. 終わりに"]
    assert "該当なし" in [text for _, text in texts(document)]


def test_a_text_becomes_headings_bullets_frames_and_paragraphs(book: Book, own: int) -> None:
    chapter(book, own, "本文", body_text="■ 見出し\n・一\n・二\n> 囲み\n文\n続き")
    blocks = built(book, handout=own).sheets[2].blocks
    assert [type(one) for one in blocks] == [Anchor, Heading, Notes, Framed, Paragraph]
    assert blocks[2].lines == ("一", "二")  # type: ignore[union-attr]


def test_a_chapter_without_a_page_of_its_own_goes_on_where_the_last_one_ended(book: Book, own: int) -> None:
    chapter(book, own, "一", body_text="本文一")
    chapter(book, own, "二", body_text="本文二", new_page=False)
    assert [sheet.title for sheet in built(book, handout=own).sheets] == ["", "目次", "1 一"]


def test_a_printout_that_there_is_not_is_told_where_it_would_stand(book: Book, own: int) -> None:
    chapter(book, own, "章", report="ない帳票")
    assert any("帳票「ない帳票」はこの版にありません" in text for _, text in texts(built(book, handout=own)))


def test_a_chapter_prints_with_its_own_settings(book: Book, own: int) -> None:
    chapter(book, own, "通知", report="団体別カスタマイズ費用通知", municipality_id=1)
    chapter(book, own, "全団体の通知", report="notice")
    sheets = [one for one in built(book, handout=own).sheets if one.is_letter]
    assert len(sheets) == 1 + 6


def test_a_session_is_laid_out_from_its_agenda(book: Book) -> None:
    meeting = next(iter(book.all(Meeting)))
    items = (
        AgendaItem(901, meeting, "経費の比較", document="五年間経費比較表", position=1),
        AgendaItem(902, meeting, "その他", note="次回の日程", position=2),
    )
    book.apply(ChangeSet("議題", tuple(Insert("agenda_items", to_row(one)) for one in items)))
    document = built(book, template=Template.MEETING, meeting=meeting)
    assert contents(document) == ["次第", "1. 経費の比較", "2. その他"]
    assert {"資料1", "資料2"} <= {sheet.material for sheet in document.sheets}


def test_a_town_is_shown_its_charge_its_safety_its_services_and_its_requests(book: Book) -> None:
    document = built(book, template=Template.TOWN, municipality="163210")
    assert contents(document) == ["1. 負担金の説明", "2. 安全性の説明", "3. サービス一覧", "4. 要望と負担"]
    assert {sheet.addressee for sheet in document.sheets if sheet.addressee} == {"舟橋村長 様"}


def test_every_template_names_printouts_that_there_are(book: Book) -> None:
    for template in Template:
        empty = Book({"consortium": [book.consortium]})
        told = json.loads(REPORTS[NAME].result(empty, PrintSettings(template=template)))
        assert told["chapters"]
        assert not [text for _, text in texts(built(empty, template=template)) if "この版にありません" in text]


def test_what_is_printed_follows_the_ledger(book: Book, own: int) -> None:
    chapter(book, own, "章", body_text="{協議会.名称}", level=Level.PLAIN)
    book.apply(ChangeSet("改名", (Update("consortium", 1, {"name": "新しい協議会"}),)))
    assert "新しい協議会" in [text for _, text in texts(built(book, handout=own))]
