"""The manual on paper: every chapter, no character lost, the install note on one page."""

from core import heavy
from core.documents.manual.chapters import INSTALL, chapters, words
from core.documents.manual.sheets import printed
from core.documents.paper.document import Notes


def test_every_chapter_is_printed_after_a_list_of_them() -> None:
    every = chapters()
    document = printed("取扱説明書", every)
    assert [sheet.title for sheet in document.sheets] == ["取扱説明書", *(one.title for one in every)]
    (contents,) = document.sheets[0].blocks
    assert isinstance(contents, Notes)
    assert contents.lines == tuple(one.title for one in every)


def test_every_character_can_be_printed_and_the_same_source_gives_the_same_bytes() -> None:
    document = printed("取扱説明書", chapters())
    assert heavy.missing_characters(document) == []
    pdf = heavy.render(document)
    assert heavy.page_count(pdf) > len(chapters())
    assert pdf == heavy.render(document)


def test_the_install_note_fits_on_one_page() -> None:
    (note,) = [one for one in chapters() if one.key == INSTALL]
    assert heavy.page_count(heavy.render(printed(note.title, [note]))) == 1


def test_the_install_note_says_what_an_it_section_asks_for() -> None:
    (note,) = [one for one in chapters() if one.key == INSTALL]
    text = " ".join(words(note))
    for asked in ("管理者", "SHA256SUMS.txt", "sbom.cdx.json", "署名", "通信", "取り外", "%LOCALAPPDATA%", "LGPL"):
        assert asked in text, asked
