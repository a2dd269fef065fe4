import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from core.calc.handouts.heeding import SETTINGS, unheeded
from core.documents.handouts.chapters import settings_of
from core.documents.handouts.sheet import NAME
from core.documents.paper.document import (
    Anchor,
    Contents,
    Cover,
    Document,
    Framed,
    Heading,
    Notes,
    Paragraph,
    Table,
    texts,
)
from core.documents.paper.settings import PrintSettings
from core.documents.registry import REPORTS
from core.jobs.handouts import begin
from core.jobs.printing import to_draw
from core.model.book import Book
from core.model.council import Addressing
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.records import to_row
from core.model.meetings import AgendaItem, Meeting
from core.model.papers.handouts import (
    ChapterDates,
    Fronts,
    Handout,
    HandoutChapter,
    HandoutPicture,
    Level,
    PictureFile,
    Template,
    WhenEmpty,
)
from core.model.requests import Disposition, Money
from core.model.scenarios import MoneyUnit, RateFrom
from core.model.sheets import FixedSheet, SheetFile
from core.model.values.paper import Paper, Totals
from core.operations.handouts.templates import Begun
from core.operations.health.soundness import unsound
from core.operations.merging.merge import compare, merge
from core.printing.fonts import fonts
from core.printing.layout import lay_out
from core.printing.page import BINDING, MARGIN
from core.printing.render import render
from core.sample import empty
from core.words.sentences import sentence
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


def change(book: Book, table: str, id: int, **values: Any) -> None:
    book.apply(ChangeSet("変更", (Update(table, id, values),)))


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


def test_a_number_that_is_asked_for_stands_on_the_cover_and_nowhere_else(book: Book) -> None:
    document = built(book, template=Template.SOURCE, number="推第3号")
    assert [sheet.number for sheet in document.sheets] == ["推第3号", *[""] * (len(document.sheets) - 1)]
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(BytesIO(render(document)))]
    assert ["推第3号" in page for page in pages] == [True, *[False] * (len(pages) - 1)]


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
    chapter(book, own, "本文", body_text="■ 見出し\n・一\n・二\n> 囲み\n文\n続き\n※ 注一\n※注二")
    blocks = built(book, handout=own).sheets[2].blocks
    assert [type(one) for one in blocks] == [Anchor, Heading, Notes, Framed, Paragraph, Notes]
    assert blocks[2].lines == ("一", "二")  # type: ignore[union-attr]
    assert blocks[5] == Notes(("注一", "注二"), "※")


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


OF_THE_WHOLE = {"paper", "anonymous", "number", "material", "meeting_name", "both_sides", "mark"}
"""What is chosen for all chapters at once, and the two that a chapter names otherwise."""


OF_ONE_PERSON = {"reviewer", "bidder", "together", "without_letter", "by_criterion"}
"""Of what is handed to one reviewer or bidder, or stays in the house, and never stands in what all get."""


def test_a_chapter_may_choose_whatever_any_printout_heeds() -> None:
    heeded = {setting for one in REPORTS.values() if one.name != NAME for setting in one.options}
    assert heeded - OF_THE_WHOLE - OF_ONE_PERSON == set(SETTINGS.values())


def test_what_a_chapter_chooses_is_what_its_printout_is_told(book: Book, own: int) -> None:
    chosen: dict[str, Any] = {
        "month": "2026-04",
        "as_of": "2014-12-01",
        "unit": MoneyUnit.YEN,
        "digits": 0,
        "rate_from": RateFrom.YEN,
        "yearly": True,
        "money": Money.YEARLY,
        "totals": Totals.RANGE,
        "scenario_rows": True,
        "mark": "案",
        "disposition": Disposition.IMPLEMENT,
        "hide_reviewers": True,
        "addressing": Addressing.OFFICE,
        "deadline": "2015-01-31",
        "open_only": True,
        "chased": "前",
        "fiscal_year": 2014,
    }
    told = settings_of(book, PrintSettings(), HandoutChapter(1, own, "章", **chosen))
    assert {name: getattr(told, name) for name in chosen} == chosen
    open_ = settings_of(book, PrintSettings(unit=MoneyUnit.OKU, as_of="2014-10-01"), HandoutChapter(1, own, "章"))
    assert (open_.unit, open_.as_of, open_.money) == (MoneyUnit.OKU, "2014-10-01", Money.ONE_OFF)


def test_a_chapter_that_names_the_whole_handout_or_no_table_says_so_and_prints_nothing_else(
    book: Book, own: int
) -> None:
    chapter(book, own, "全体", report="資料一式")
    chapter(book, own, "表", report="台帳の表", listed="なくした表")
    told = [text for _, text in texts(built(book, handout=own))]
    assert "「資料一式」は資料の全体なので、章には入りません。章の帳票を選び直してください。" in told
    assert "表「なくした表」は台帳にありません。章で選んだ表の名前を直してください。" in told
    assert not [
        block for sheet in built(book, handout=own).sheets for block in sheet.blocks if isinstance(block, Table)
    ]


def test_a_setting_shows_on_the_paper(book: Book, own: int) -> None:
    chapter(book, own, "経費", report="五年間経費比較表", unit=MoneyUnit.YEN, digits=0, mark="未定稿")
    document = built(book, handout=own)
    assert "単位:円(税抜)" in [text for _, text in texts(document)]
    assert [sheet.mark for sheet in document.sheets if sheet.title == "1 経費"] == ["未定稿"]


def test_only_what_the_printout_does_not_heed_is_idle(book: Book, own: int) -> None:
    one = HandoutChapter(1, own, "章", report="経緯", month="2026-04", yearly=True)
    assert unheeded(one, REPORTS["chronicle"]) == ["month", "yearly"]
    assert unheeded(one, REPORTS["sla"]) == ["yearly"]


def test_both_sides_of_the_paper_have_their_margin_where_it_is_punched(book: Book, own: int) -> None:
    for at in range(3):
        chapter(book, own, f"章{at}", body_text="本文")
    pages = [list(lay_out(built(book, handout=own, both_sides=both), fonts())) for both in (False, True)]
    lefts = [[min(page.texts.xs, default=None) for page in some[2:]] for some in pages]
    assert lefts[0] == [BINDING] * 3
    assert lefts[1] == [BINDING, None, BINDING, None, BINDING], "each begins on a front side"
    change(book, "handouts", own, fronts="none")
    lefts = [[min(page.texts.xs) for page in list(lay_out(built(book, handout=own, both_sides=True), fonts()))[2:]]]
    assert lefts == [[BINDING, MARGIN, BINDING]]


@pytest.mark.parametrize(
    ("one", "pages"),
    [(Fronts.NONE, [3, 4, 5, 6]), (Fronts.CHAPTERS, [3, 4, 5, 7]), (Fronts.SECTIONS, [3, 5, 7, 9])],
)
def test_what_begins_on_a_front_side_is_chosen_and_the_contents_know_it(
    book: Book, own: int, one: Fronts, pages: list[int]
) -> None:
    chapter(book, own, "上", body_text="本文")
    chapter(book, own, "その一", level=Level.SECTION, body_text="本文")
    chapter(book, own, "その二", level=Level.SECTION, body_text="本文")
    chapter(book, own, "下")
    chapter(book, own, "下の一", level=Level.SECTION, body_text="本文")
    change(book, "handouts", own, fronts=one)
    opened = pypdfium2.PdfDocument(BytesIO(render(built(book, handout=own, both_sides=True))))
    places = [mark.get_dest().get_index() + 1 for mark in opened.get_toc()]
    assert places == [*pages, pages[-1]], "下 only leads, and begins where its first 節 does"
    shown = opened[1].get_textpage().get_text_range().split()
    assert [int(line) for line in shown if line.isdigit()][:5] == places
    assert f"{pages[-1]} / {len(opened)}" in opened[len(opened) - 1].get_textpage().get_text_range()
    one_sided = pypdfium2.PdfDocument(BytesIO(render(built(book, handout=own))))
    assert len(one_sided) == 6, "no page is left empty where one side is printed"


def test_a_sheet_of_other_paper_is_never_the_back_of_one(book: Book, own: int) -> None:
    change(book, "handouts", own, fronts="none")
    for at, paper in enumerate((Paper.A4, Paper.A3, Paper.A3, Paper.A4)):
        chapter(book, own, f"章{at}", body_text="本文", paper=paper)
    pages = list(lay_out(built(book, handout=own, both_sides=True), fonts()))[2:]
    assert [(round(max(page.width, page.height)), bool(page.texts.xs)) for page in pages] == [
        *((842, True), (842, False)),
        *((1191, True), (1191, True)),
        (842, True),
    ]


def test_an_item_of_the_agenda_has_the_printout_that_it_names_or_tells_of_its_paper(book: Book) -> None:
    session = max(book.all(Meeting))
    items = (("開会", ""), ("あいさつ", ""), ("経費", "五年間経費比較表"), ("予算案", "資料1 予算案"), ("その他", ""))
    rows = (
        AgendaItem(900 + at, session, title=title, document=paper, position=at)
        for at, (title, paper) in enumerate(items)
    )
    book.apply(ChangeSet("議題", tuple(Insert("agenda_items", to_row(one)) for one in rows)))
    document = built(book, template=Template.MEETING, meeting=session)
    told = [text for _, text in texts(document)]
    assert "資料: 資料1 予算案" in told
    assert not [text for text in told if "この版にありません" in text]
    titles = [sheet.title for sheet in document.sheets[2:] if "続き" not in sheet.title]
    assert titles == ["次第", "1 開会", "3 経費", "4 予算案", "5 その他"], "あいさつ goes on below 開会"
    begun = begin(book, Template.MEETING, "", book.all(Meeting)[session])
    assert isinstance(begun, Begun)
    book.apply(begun.change_set)
    assert [text for _, text in texts(built(book, handout=begun.handout_id))][1:] == told[1:]


def test_a_name_that_is_too_long_for_its_line_of_the_contents_says_that_more_follows(book: Book, own: int) -> None:
    chapter(book, own, "長い名前" * 60, body_text="本文")
    chapter(book, own, "短い名前", body_text="本文")
    opened = pypdfium2.PdfDocument(BytesIO(render(built(book, handout=own))))
    lines = opened[1].get_textpage().get_text_range().splitlines()
    (long,) = [line for line in lines if line.startswith("1. 長い名前")]
    assert long.removesuffix(" 3").endswith("名前…")
    (short,) = [line for line in lines if line.startswith("2. 短い名前")]
    assert short.startswith("2. 短い名前 ……"), "only the dots that lead to the page"


def test_what_the_letters_of_a_chapter_lack_is_told_with_the_handout(book: Book, own: int) -> None:
    chapter(book, own, "確認", report="意向確認票", as_of="2031-01-01")
    document = built(book, handout=own)
    alone = REPORTS["questionnaire"].build(book, PrintSettings(as_of="2031-01-01"))
    assert set(alone.lacking) <= set(document.lacking)
    assert [line for line in document.lacking if "までの回答を求めています" in line] == [
        "章「1 確認」の文書は、令和13年1月1日の日付で平成26年7月31日までの回答を求めています。"
        "章の「新しい期限」を入れてください。"
    ]
    assert alone.passed == "2014-07-31"
    change(book, "handout_chapters", max(book.all(HandoutChapter)), deadline="2031-02-01")
    assert not [line for line in built(book, handout=own).lacking if "までの回答を求めています" in line]


def test_a_handout_without_chapters_says_so(book: Book, own: int) -> None:
    document = built(book, handout=own)
    assert "この資料に印刷する章はありません。" in [text for _, text in texts(document)]
    assert len(pypdfium2.PdfDocument(BytesIO(render(document)))) == 2
    assert json.loads(REPORTS[NAME].result(book, PrintSettings(handout=own)))["chapters"] == []


@pytest.mark.parametrize(
    "report", ["カスタマイズ費用按分表", "計算根拠書", "試算比較表", "名簿(団体別)", "空席と任期満了の一覧"]
)
def test_a_chapter_of_which_the_ledger_knows_nothing_is_said_to_be_empty_or_left_out(report: str) -> None:
    new = Book({})
    new.apply(empty("新しい協議会", "2026-11-23"))
    new.apply(ChangeSet("資料", (Insert("handouts", to_row(Handout(9, "自分の資料", "題"))),)))
    chapter(new, 9, "章", report=report)
    (_, _, page) = built(new, handout=9).sheets
    assert [block.text for block in page.blocks if isinstance(block, Paragraph)] == ["該当なし"]
    change(new, "handout_chapters", 1, when_empty=WhenEmpty.LEAVE_OUT)
    assert contents(built(new, handout=9)) == []


def test_a_table_in_which_no_row_stands_is_nothing(book: Book, own: int) -> None:
    chapter(book, own, "章", report="カスタマイズ費用按分表", disposition=Disposition.EUC)
    assert "該当なし" in [text for _, text in texts(built(book, handout=own))]


@pytest.mark.parametrize(
    ("text", "pages"),
    [("---\n本文", 1), ("一\n---\n\n---\n二", 2), ("本文\n---", 1), ("---", 1), ("一\n---\n二\n---\n三", 3)],
)
def test_no_page_is_left_empty_by_the_breaks_of_a_text(book: Book, own: int, text: str, pages: int) -> None:
    chapter(book, own, "章", body_text=text)
    assert len(pypdfium2.PdfDocument(BytesIO(render(built(book, handout=own))))) == 2 + pages


DAY, LEDGERS = "2014-12-24", "2014-08-06"


@pytest.mark.parametrize(
    ("dates", "of_text", "of_printout", "days"),
    [
        (ChapterDates.HANDOUT, DAY, DAY, DAY),
        (ChapterDates.LEDGER, LEDGERS, LEDGERS, LEDGERS),
        (ChapterDates.NONE, None, None, DAY),
    ],
)
def test_one_day_stands_on_every_page_of_a_handout_and_its_chapters_are_of_that_day(
    book: Book, own: int, dates: ChapterDates, of_text: str | None, of_printout: str | None, days: str
) -> None:
    change(book, "handouts", own, dated_on=DAY, dates=dates)
    chapter(book, own, "文", body_text="本文")
    chapter(book, own, "按分", report="カスタマイズ費用按分表")
    chapter(book, own, "課題", report="移行スケジュール")
    chapter(book, own, "別の日", report="経緯", as_of="2014-10-10")
    chapter(book, own, "通知", report="団体別カスタマイズ費用通知")
    document = built(book, handout=own)
    cover = document.sheets[0].blocks[0]
    assert isinstance(cover, Cover)
    assert cover.date == "平成26年12月24日"
    told = {sheet.title: sheet.date for sheet in document.sheets}
    assert (told["1 文"], told["2 按分"], told["3 課題"]) == (of_text, of_printout, of_printout)
    assert told["4 別の日"] == "2014-10-10"
    assert {sheet.date for sheet in document.sheets if sheet.addressee} == {days}
    schedule = json.loads(REPORTS[NAME].result(book, PrintSettings(handout=own)))["chapters"][2]["shown"]
    assert schedule["as_of"] == days
    asked = {sheet.date for sheet in built(book, handout=own, as_of="2015-01-01").sheets[2:]} - {None}
    assert asked == {"2015-01-01", "2014-10-10"}, "what is asked for when it is printed goes before"


def test_a_chapter_that_goes_on_below_another_has_its_heading_and_its_number_is_told(book: Book, own: int) -> None:
    for at in range(4):
        chapter(book, own, f"章{at}", body_text="■ 見出し\n本文", new_page=at == 0 or at == 3)
    chapter(book, own, "番号なし", level=Level.PLAIN, body_text="本文", new_page=False)
    sheets = built(book, handout=own).sheets[2:]
    assert [sheet.material for sheet in sheets] == ["資料1〜3", "資料4"]
    assert [one.text for one in sheets[0].blocks if isinstance(one, Heading) and one.is_chapter] == ["2 章1", "3 章2"]


def test_a_letter_in_a_handout_bears_the_name_of_its_chapter(book: Book, own: int) -> None:
    chapter(book, own, "要望と負担", report="団体別カスタマイズ費用通知")
    letter = built(book, handout=own, municipality="162116").sheets[2]
    assert (letter.addressee, letter.material) == ("射水市長 様", "資料1　要望と負担")


PIXELS = Image.new("RGB", (40, 30), "navy")


@pytest.fixture
def picture(book: Book, own: int) -> bytes:
    """A picture in the only chapter of a handout."""
    output = BytesIO()
    PIXELS.save(output, "PNG")
    chapter(book, own, "地図", body_text="")
    row = HandoutPicture(1, max(book.all(HandoutChapter)), "市町村の位置", 40, 30, "図1", sha256=sha(output.getvalue()))
    book.apply(ChangeSet("図", (Insert("handout_pictures", to_row(row)),)))
    return output.getvalue()


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def images(pdf: bytes) -> int:
    opened = pypdfium2.PdfDocument(BytesIO(pdf))
    return len([one for one in opened[2].get_objects() if one.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])


def test_a_picture_stands_in_its_chapter_with_its_caption_and_the_pdf_is_archivable(
    book: Book, own: int, picture: bytes
) -> None:
    made = to_draw(built(book, handout=own), {1: picture}.__getitem__)
    pdf = made.pdf()
    assert against_archiving(pdf) == []
    assert images(pdf) == 1
    told = pypdfium2.PdfDocument(BytesIO(pdf))[2].get_textpage().get_text_range()
    assert "図1" in told
    assert "該当なし" not in told
    assert made.document.lacking == ()


@pytest.mark.parametrize(
    "spoil", [lambda _: b"", lambda one: one + b"x", lambda one: b"%PDF" + one, lambda one: one[:40]]
)
def test_bytes_that_are_not_what_was_put_in_are_not_drawn_but_told_in_words(
    book: Book, own: int, picture: bytes, spoil: Callable[[bytes], bytes]
) -> None:
    made = to_draw(built(book, handout=own), lambda _: spoil(picture))
    pdf = made.pdf()
    assert images(pdf) == 0
    assert "図: 市町村の位置" in pypdfium2.PdfDocument(BytesIO(pdf))[2].get_textpage().get_text_range()
    assert made.document.lacking == (
        "図「図1」が、入れたときのものではないため印刷できません。もう一度入れてください。",
    )


def test_a_picture_whose_row_says_another_size_is_not_drawn(book: Book, own: int, picture: bytes) -> None:
    book.apply(ChangeSet("", (Update("handout_pictures", 1, {"width": 30_000, "height": 30_000}),)))
    assert images(to_draw(built(book, handout=own), lambda _: picture).pdf()) == 0


def test_check_names_a_picture_that_is_not_what_was_put_in(book: Book, own: int, picture: bytes) -> None:
    assert unsound(book, lambda id: SheetFile(id, b""), lambda _: picture) == []
    (found,) = unsound(book, lambda id: SheetFile(id, b""), lambda _: b"")
    assert sentence(found) == (
        "資料「自分の資料」の章「地図」の図「図1」(1)は、入れたときの画像ではありません。"
        "印刷には代替テキストが出ます。図を削除して、もう一度入れてください。"
    )


def test_check_names_a_kept_handout_and_kept_letters_that_cannot_be_read(book: Book) -> None:
    good = {name: REPORTS[name].result(book, PrintSettings()) for name in ("handout", "questionnaire", "score-sheets")}
    spoilt = {"handout": '{"report":"handout","handout":"資料","chapters":5}', "questionnaire": '{"sheets":[5]}'}
    sheets = [
        FixedSheet(id, report, f"版{id}", "2026-06-01", result=result, sha256=hashlib.sha256(b"").hexdigest())
        for id, (report, result) in enumerate((*good.items(), ("handout", "{}"), *spoilt.items()), 1)
    ]
    book.apply(ChangeSet("確定", tuple(Insert("fixed_sheets", to_row(one)) for one in sheets)))
    assert [sentence(one) for one in unsound(book, lambda id: SheetFile(id, b""), lambda _: b"")] == [
        f"確定版「版{id}」に残っている帳票の内容を読めません。見比べるとき、変更点、文書番号には使いません。"
        "PDFで確かめてください。"
        for id in (5, 6)
    ]


def test_pictures_of_both_sides_of_a_merge_come_together(book: Book, own: int, picture: bytes) -> None:
    def rows(*ids: int) -> dict[str, dict[int, Any]]:
        held = {id: to_row(replace(book.all(HandoutPicture)[1], id=id, words=f"図{id}")) for id in ids}
        return {
            "handout_pictures": held,
            "picture_files": {id: to_row(PictureFile(id, bytes([id]))) for id in ids},
            "handout_chapters": {one.id: to_row(one) for one in book.all(HandoutChapter).values()},
        }

    references = {("handout_pictures", "chapter_id"): "handout_chapters", ("picture_files", "id"): "handout_pictures"}
    theirs = rows(1, 2)
    theirs["handout_pictures"][2]["words"], theirs["picture_files"][2]["content"] = "相手の図", b"theirs"
    found = compare(rows(1), rows(1, 2), theirs, references)
    assert not found.conflicts
    made = {(one.table, one.id): one.values for one in merge(found, "結合").changes if isinstance(one, Insert)}
    (id,) = [id for table, id in made if table == "handout_pictures"]
    assert id == 3
    assert made["picture_files", 3]["content"] == b"theirs"
