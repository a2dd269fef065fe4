from core.model.papers.handouts import Handout, HandoutChapter
from tests.ui.desk import fill, press_button
from tests.ui.pages.paper import OpenPage


def test_a_handout_and_its_chapter_are_typed_in_and_what_is_not_there_is_told(open_page: OpenPage) -> None:
    page = open_page("handouts")
    fill(page, 名称="第3回", 表題="第3回協議会資料")
    press_button(page, "資料を追加")
    assert [one.title for one in page.session.book.all(Handout).values()][1:] == ["第3回協議会資料"]
    chapters = open_page("handout_chapters")
    fill(chapters, 資料="取組みの資料", 章の名前="質疑", 帳票="ない帳票")
    press_button(chapters, "資料の章を追加")
    row = max(chapters.session.book.all(HandoutChapter).values(), key=lambda one: one.id)
    assert row.heading == "質疑"
    told = next(one for one in chapters.sheet.model.columns if one.label == "要確認")
    assert told.get(row) == "帳票「ない帳票」はありません"
