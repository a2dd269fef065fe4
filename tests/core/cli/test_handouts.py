from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from core.model.values.pictures import picture_kind
from tests.core.cli.desk import Call


def pages(path: Path) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]


def picture(path: Path) -> Path:
    Image.new("RGB", (300, 200), "navy").save(path)
    return path


def test_the_three_templates_print_with_every_option_of_theirs(call: Call, ledger: Path, tmp_path: Path) -> None:
    out, options = tmp_path / "資料.pdf", tuple[str, ...]()
    assert call("print", ledger, "handout", "-o", out).code == 0
    assert "富山県における共同利用型自治体クラウドの取組みについて" in pages(out)[0]
    assert call("print", ledger, "handout", "--template", "source", "--names", "-o", out).code == 0
    assert any("射水市、滑川市" in page for page in pages(out))
    options = ("--anonymous", "--as-of", "H26.12.1")
    assert call("print", ledger, "handout", "--template", "source", *options, "-o", out).code == 0
    assert "平成26年12月1日" in pages(out)[0]
    assert not any("射水市、滑川市、" in page for page in pages(out)[3:4])
    options = ("--session", "第2回選考審査会")
    assert call("print", ledger, "handout", "--template", "meeting", *options, "-o", out).code == 0
    assert "第2回選考審査会" in pages(out)[0]
    options = ("--municipality", "舟橋村", "--both-sides")
    assert call("print", ledger, "handout", "--template", "town", *options, "-o", out).code == 0
    assert any("舟橋村長" in page for page in pages(out))


def test_a_template_that_there_is_not_is_told_with_those_that_there_are(call: Call, ledger: Path) -> None:
    done = call("print", ledger, "handout", "--template", "nothing", "-o", "x.pdf")
    assert (done.code, done.err) == (
        1,
        "「nothing」というひな形はありません。使えるもの: source、meeting、town、.anbun-templateのファイル\n",
    )
    done = call("print", ledger, "allocation", "--template", "source", "-o", "x.pdf")
    assert done.code == 1
    assert "--template は「カスタマイズ費用按分表」では使えません。" in done.err


def test_a_handout_is_kept_as_a_template_and_begun_again_and_printed_from_the_file(
    call: Call, ledger: Path, tmp_path: Path
) -> None:
    file, out = tmp_path / "自分の.anbun-template", tmp_path / "資料.pdf"
    assert call("handout", ledger, "--keep", "取組みの資料", "-o", file).code == 0
    assert call("print", ledger, "handout", "--template", file, "-o", out).code == 0
    begun = call("handout", ledger, "--begin", file, "--name", "第2回")
    assert (begun.code, begun.out) == (0, "ひな形から資料「第2回」を追加しました。\n")
    told = call("handout", ledger, "--json").json
    assert [one["chapter"] for one in told if one["handout"] == "第2回"] == [
        one["chapter"] for one in told if one["handout"] == "取組みの資料"
    ]
    assert call("handout", ledger, "--begin", "town", "--municipality", "舟橋村").code == 0
    file.write_bytes(file.read_bytes().replace("経緯".encode(), "経過".encode()))
    for command in (("handout", ledger, "--begin", file), ("print", ledger, "handout", "--template", file, "-o", out)):
        done = call(*command)
        assert done.code == 2
        assert "書き換えられている" in done.err


def test_a_picture_is_put_in_printed_exported_and_checked(call: Call, ledger: Path, tmp_path: Path) -> None:
    image = picture(tmp_path / "map.jpg")
    where = ("--chapter", "共同利用型自治体クラウド参加市町村")
    words = ("--words", "参加6市町村の位置", "--caption", "図1 参加市町村")
    assert call("handout", ledger, "--picture", image, *where, *words).code == 0
    out = tmp_path / "資料.pdf"
    done = call("print", ledger, "handout", "-o", out)
    assert (done.code, done.err) == (0, "")
    page = next(one for one in pypdfium2.PdfDocument(out) if "図1 参加市町村" in one.get_textpage().get_text_range())
    assert [one.type for one in page.get_objects() if one.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    assert call("check", ledger).code == 0
    done = call("export", ledger, tmp_path / "csv", "--csv")
    assert "資料の図1個" in done.out
    (kept,) = (tmp_path / "csv").glob("資料の図_*.jpg")
    assert picture_kind(kept.read_bytes()) == "JPEG"
    assert Image.open(BytesIO(kept.read_bytes())).size == (300, 200)


def test_a_file_that_is_no_picture_is_refused_and_nothing_changes(call: Call, ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "map.png").write_bytes(b"%PDF-1.7")
    before = ledger.read_bytes()
    where = ("--chapter", "経緯", "--words", "地図")
    done = call("handout", ledger, "--picture", tmp_path / "map.png", *where)
    assert done.code == 1
    assert done.err == "「map.png」はPNGでもJPEGでもないため入れられません。PNGかJPEGで保存し直してください。\n"
    done = call("handout", ledger, "--picture", tmp_path / "none.png", *where)
    assert "開けません" in done.err
    assert ledger.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--keep", "取組みの資料"), 1),
        (("--keep", "取組みの資料", "-o", "x.json"), 1),
        (("--keep", "ない資料", "-o", "x.anbun-template"), 1),
        (("--begin", "none.anbun-template"), 2),
        (("--picture", "map.png"), 1),
    ],
)
def test_what_cannot_be_done_is_said(call: Call, ledger: Path, arguments: tuple[str, ...], code: int) -> None:
    done = call("handout", ledger, *arguments)
    assert done.code == code
    assert done.err
