"""The manual's source: every chapter can be read, and what it points at is there."""

import re
from pathlib import Path

import pytest

from core.documents.manual.chapters import (
    FOLDER,
    INSTALL,
    Chapter,
    Grid,
    Items,
    Picture,
    Text,
    Title,
    chapter,
    chapters,
    of_page,
    plain,
    words,
)
from core.printing.page import png_size


def written(tmp_path: Path, text: str, name: str = "07_example.md") -> Chapter:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return chapter(path)


def test_a_chapter_has_the_name_and_pages_that_its_file_says(tmp_path: Path) -> None:
    made = written(tmp_path, "<!-- pages: answers board -->\n# 意向\n\n一行目\n二行目")
    assert (made.key, made.title, made.pages) == ("example", "意向", ("answers", "board"))
    assert made.parts == (Text("一行目二行目"),)


def test_lists_tables_pictures_and_headings_are_told_apart(tmp_path: Path) -> None:
    made = written(
        tmp_path,
        "# 題\n\n## 節\n\n- 一\n- 二\n  続き\n\n1. 甲\n2. 乙\n\n| 左 | 右 |\n|---|---|\n| a | b |"
        "\n\n![図](pictures/x.png)",
    )
    assert made.parts == (
        Title("節", 2),
        Items(("一", "二続き"), False),
        Items(("甲", "乙"), True),
        Grid((("左", "右"), ("a", "b"))),
        Picture(tmp_path / "pictures" / "x.png", "図"),
    )


def test_a_file_without_a_title_is_no_chapter(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no title"):
        written(tmp_path, "ただの文")


def test_marks_do_not_reach_paper() -> None:
    assert plain("**強い** `Ctrl+S` を [章](01_x.md) で") == "強い Ctrl+S を 章 で"


def test_every_text_of_a_chapter_can_be_searched(tmp_path: Path) -> None:
    made = written(tmp_path, "# 題\n\n本文\n\n- 項目\n\n| 見出し |\n|---|\n| セル |\n\n![図の言葉](x.png)")
    assert list(words(made)) == ["題", "本文", "項目", "見出し", "セル", "図の言葉"]


def test_a_page_without_a_chapter_has_the_first_one() -> None:
    every = chapters()
    assert of_page(every, "answers").key == "answers"
    assert of_page(every, "no such page") is every[0]


def test_no_page_has_two_chapters_and_no_key_is_used_twice() -> None:
    every = chapters()
    pages = [page for one in every for page in one.pages]
    assert len(pages) == len(set(pages))
    assert len({one.key for one in every}) == len(every) == len(list(FOLDER.glob("*.md")))
    assert INSTALL in {one.key for one in every}


def test_pictures_and_chapters_that_are_pointed_at_are_there() -> None:
    for one in chapters():
        for part in one.parts:
            if isinstance(part, Picture):
                width, height = png_size(part.path)
                assert width == 1366, part.path
                assert height == 768, part.path
                assert part.words
    for path in FOLDER.glob("*.md"):
        for target in re.findall(r"(?<!!)\[.+?\]\((.+?)\)", path.read_text(encoding="utf-8")):
            assert (FOLDER / target).is_file(), f"{path.name} → {target}"


def test_every_picture_is_used() -> None:
    used = {part.path for one in chapters() for part in one.parts if isinstance(part, Picture)}
    assert set((FOLDER / "pictures").glob("*.png")) == used


def test_no_mark_is_left_in_what_is_read() -> None:
    for one in chapters():
        for text in words(one):
            assert not re.search(r"\*\*|`|\]\(|^#|^\|", text), text


def test_chapters_are_numbered_one_after_the_other() -> None:
    numbers = [int(path.name[:2]) for path in sorted(FOLDER.glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
