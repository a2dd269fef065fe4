"""Pictures of handouts go out with the workbook and come back: as they were, replaced, or refused with the reason."""

import hashlib
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from core.exchange.picture_sheet import HEADINGS, NOT_HERE, NOT_SOUND, PICTURES
from core.exchange.sources import read_source
from core.exchange.workbook import workbook
from core.model.book import Book
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.grids import LaidPicture, SourceFile, SourceRefused
from core.model.machine.records import to_row
from core.model.papers.handouts import HandoutChapter, HandoutPicture
from core.operations.importing.plan import ImportPlan, Verb
from core.operations.intake import plan_file
from core.sample import empty
from core.words.sentences import sentence

MEDIA = "xl/media/"


def drawn(kind: str, color: str = "navy") -> bytes:
    output = BytesIO()
    Image.new("RGB", (60, 40), color).save(output, kind)
    return output.getvalue()


PNG, JPEG, OTHER = drawn("PNG"), drawn("JPEG"), drawn("PNG", "white")


@pytest.fixture
def pictures(book: Book) -> dict[int, bytes]:
    """Two pictures in a chapter of the sample."""
    chapter = min(book.all(HandoutChapter))
    kept = {7: PNG, 9: JPEG}
    rows = (
        HandoutPicture(id, chapter, f"髙𠮷の図{id}", 60, 40, "=1+1", sha256=hashlib.sha256(it).hexdigest(), position=id)
        for id, it in kept.items()
    )
    book.apply(ChangeSet("図", tuple(Insert("handout_pictures", to_row(one)) for one in rows)))
    return kept


KEPT: dict[tuple[int, ...], bytes] = {}
"""By the pictures that went out the workbook of the sample: nearly every test begins with the same."""


def sent(book: Book, pictures: dict[int, bytes]) -> bytes:
    key = tuple(pictures)
    if key not in KEPT:
        KEPT[key] = workbook(book, "甲", 5, (), pictures)
    return KEPT[key]


def repacked(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as archive, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in archive.namelist():
            if (part := change(name, archive.read(name))) is not None:
                packed.writestr(name, part)
    return output.getvalue()


def with_media(content: bytes, ending: str, media: bytes) -> bytes:
    return repacked(content, lambda name, part: media if name.startswith(MEDIA) and name.endswith(ending) else part)


def planned(book: Book, content: bytes, document_id: str = "甲") -> ImportPlan:
    plan = plan_file(book, document_id, read_source(content, "台帳.xlsx"))
    assert isinstance(plan, ImportPlan)
    return plan


def told(plan: ImportPlan) -> list[tuple[Verb, int, str]]:
    lines = [one for one in plan.lines if one.table == "handout_pictures"]
    return [(one.verb, one.row, "、".join(map(sentence, one.reasons)) or one.subject) for one in lines]


def test_a_workbook_without_pictures_is_as_it_was(book: Book) -> None:
    content = workbook(book, "甲", 5)
    assert read_source(content, "台帳.xlsx").pictures is None
    assert not any(name.startswith(MEDIA) for name in zipfile.ZipFile(BytesIO(content)).namelist())


def test_what_goes_out_and_comes_back_changes_nothing(book: Book, pictures: dict[int, bytes]) -> None:
    content = sent(book, pictures)
    assert content == workbook(book, "甲", 5, (), pictures)
    source = read_source(content, "台帳.xlsx")
    assert source.others == ()
    assert source.pictures is not None
    assert source.pictures.grid.rows[0] == HEADINGS
    assert {row: one.sha256 for row, one in source.pictures.pictures.items()} == {
        1: hashlib.sha256(PNG).hexdigest(),
        2: hashlib.sha256(JPEG).hexdigest(),
    }
    plan = planned(book, content)
    assert (plan.change_set.changes, plan.lines, plan.left_out) == ((), (), ())
    assert planned(book, content, "乙").lines == (), "the same pictures in the same chapter, whatever their numbers"


def test_an_empty_ledger_gets_the_pictures_with_their_chapters(book: Book, pictures: dict[int, bytes]) -> None:
    new = Book({})
    new.apply(empty("新しい協議会", "2026-11-23"))
    plan = planned(new, sent(book, pictures))
    new.apply(plan.change_set)
    made = list(new.all(HandoutPicture).values())
    assert [(one.words, one.caption) for one in made] == [("髙𠮷の図7", "=1+1"), ("髙𠮷の図9", "=1+1")]
    assert {new.all(HandoutChapter)[one.chapter_id].heading for one in made} == {"経緯"}
    files = {one.id: one.values["content"] for one in plan.change_set.changes if one.table == "picture_files"}  # type: ignore[union-attr]
    assert {one.id: hashlib.sha256(files[one.id]).hexdigest() for one in made} == {  # type: ignore[arg-type]
        one.id: one.sha256 for one in made
    }
    assert planned(new, sent(book, pictures)).lines == (), "the JPEG was encoded once more, and is known again"


def test_another_picture_in_its_place_is_taken_and_drawn_anew(book: Book, pictures: dict[int, bytes]) -> None:
    plan = planned(book, with_media(sent(book, pictures), "png", OTHER + b"SECRET"))
    assert told(plan) == [(Verb.CHANGED, 2, "資料「取組みの資料」の章「経緯」の図「=1+1」(7)")]
    (file,) = [one for one in plan.change_set.changes if one.table == "picture_files"]
    assert isinstance(file, Update)
    assert b"SECRET" not in bytes(file.values["content"])  # type: ignore[arg-type]
    book.apply(plan.change_set)
    assert book.all(HandoutPicture)[7].sha256 == hashlib.sha256(bytes(file.values["content"])).hexdigest()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("media", "why"),
    [
        (b"GIF89a", "「資料の図 2行」はPNGでもJPEGでもないため入れられません。PNGかJPEGで保存し直してください。"),
        (
            PNG[:60],
            "「資料の図 2行」は画像として読めません。壊れているか、途中で切れています。保存し直してください。",
        ),
    ],
)
def test_a_picture_that_is_none_is_refused_with_its_row(
    book: Book, pictures: dict[int, bytes], media: bytes, why: str
) -> None:
    plan = planned(book, with_media(sent(book, pictures), "png", media))
    assert told(plan) == [(Verb.REFUSED, 2, why)]
    assert plan.change_set.changes == ()


def test_a_picture_without_its_chapter_is_refused_and_one_beside_another_is_named(
    book: Book, pictures: dict[int, bytes]
) -> None:
    content = sent(book, pictures)
    name = next(one for one in book.all(HandoutChapter).values() if one.heading == "経緯")
    book.apply(ChangeSet("改名", (Update("handout_chapters", name.id, {"heading": "別の名前"}),)))
    source = read_source(content, "台帳.xlsx")
    alone = SourceFile((), source.document_id, (), source.pictures)
    plan = plan_file(book, "乙", alone)
    assert isinstance(plan, ImportPlan)
    assert told(plan)[0] == (
        Verb.REFUSED,
        2,
        "資料「取組みの資料」の章「経緯」が1つに決まらないため、図を入れられません。",
    )
    moved = repacked(
        content,
        lambda name, part: (
            part.replace(b"<xdr:row>2</xdr:row>", b"<xdr:row>1</xdr:row>") if "drawings/drawing" in name else part
        ),
    )
    plan = planned(book, moved)
    assert [(one.sheet, sentence(one.why)) for one in plan.left_out] == [
        (PICTURES, "同じ行に重なっている図や、行のないところにある図(計1件)は取り込みません。")
    ]


def test_words_are_kept_to_their_rules_and_a_row_without_a_picture_changes_words_alone(
    book: Book, pictures: dict[int, bytes]
) -> None:
    content = sent(book, {7: PNG})
    source = read_source(content, "台帳.xlsx")
    assert source.pictures is not None
    rows = source.pictures.grid.rows
    assert rows[2][-1] == NOT_SOUND
    heading, first, second = rows
    grid = source.pictures.grid
    new = (heading, (*first[:3], "", *first[4:]), (*second[:3], "別の言葉", None, 50))
    pictured = type(source.pictures)(type(grid)(grid.name, new), source.pictures.pictures)
    plan = plan_file(book, "甲", SourceFile((), "甲", (), pictured))
    assert isinstance(plan, ImportPlan)
    refused, changed = plan.lines
    assert [sentence(one) for one in refused.reasons] == ["代替テキストを入力してください。"]
    assert [(one.label, one.new) for one in changed.cells] == [
        ("代替テキスト", "別の言葉"),
        ("図の題", ""),
        ("大きさ", "50"),
    ]


def test_more_than_a_workbook_can_carry_is_told_in_its_place(
    book: Book, pictures: dict[int, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.exchange.picture_sheet.LARGEST_IN_ALL", len(PNG))
    source = read_source(workbook(book, "甲", 5, (), pictures), "台帳.xlsx")
    assert source.pictures is not None
    assert source.pictures.grid.rows[2][-1] == NOT_HERE
    assert list(source.pictures.pictures) == [1]


@pytest.mark.parametrize(
    "change",
    [
        lambda name, part: b"<xdr:wsDr>" if "drawings/drawing" in name else part,
        lambda name, part: b'<!DOCTYPE a [<!ENTITY b "c">]>' + part if "drawings/drawing" in name else part,
        lambda name, part: b"<a>" + b"<b/>" * 600_000 + b"</a>" if "drawings/drawing" in name else part,
    ],
    ids=["cut", "entities", "endless"],
)
def test_what_says_where_pictures_lie_is_not_believed(
    book: Book, pictures: dict[int, bytes], change: Callable[[str, bytes], bytes]
) -> None:
    with pytest.raises(SourceRefused) as refused:
        read_source(repacked(sent(book, pictures), change), "台帳.xlsx")
    assert refused.value.rule in {"workbook_broken", "workbook_suspicious"}


@pytest.mark.parametrize("target", ["../../../../etc/passwd", "../media/none.png", "http://example.com/a.png"])
def test_a_picture_that_points_elsewhere_is_none(book: Book, pictures: dict[int, bytes], target: str) -> None:
    def elsewhere(name: str, part: bytes) -> bytes:
        return part.replace(b"../media/image1.png", target.encode()) if "drawings/_rels" in name else part

    source = read_source(repacked(sent(book, pictures), elsewhere), "台帳.xlsx")
    assert source.pictures is not None
    assert set(source.pictures.pictures) == {2}
    assert all(isinstance(one, LaidPicture) for one in source.pictures.pictures.values())
    assert planned(book, repacked(sent(book, pictures), elsewhere)).change_set.changes == ()
