from pathlib import Path

import pytest

from core.model.answers import Answer, AnswerState
from core.model.council import Municipality
from core.operations.editing.edit import edit
from core.operations.editing.find import find, found
from core.storage.disk.places import default_home
from core.storage.document.ledger_file import LedgerFile
from tests.core.cli.desk import Call


def state(call: Call, path: Path, item: str, code: str) -> str:
    rows = {row["item"]: row["answers"] for row in call("show", path, "answers", "--json").json}
    return str(rows[item][code])


@pytest.mark.parametrize(
    ("item", "who"),
    [("25", "162060"), ("25", "滑川市"), ("25", "B"), ("25", "滑川"), ("２５", "ｂ"), ("項25", "16206")],
)
def test_a_municipality_is_named_by_code_name_or_label(call: Call, ledger: Path, item: str, who: str) -> None:
    done = call("answer", ledger, item, who, "実施")
    assert (done.code, done.out, done.err) == (0, "項25に対する滑川市の意向: 実施\n", "")
    assert state(call, ledger, "25", "162060") == "実施"


def test_the_answer_changes_only_its_item_and_the_totals(call: Call, ledger: Path) -> None:
    before = call("show", ledger, "allocation", "--json").json
    call("answer", ledger, "25", "B", "実施")
    after = call("show", ledger, "allocation", "--json").json
    changed = [now["item"] for was, now in zip(before["rows"], after["rows"], strict=True) if was != now]
    assert changed == ["25"]
    row = next(row for row in after["rows"] if row["item"] == "25")
    assert (row["branch"], row["total"], list(row["shares"].values())) == (
        "25-5",
        340_000,
        [170_000, 170_000, 0, 0, 0, 0],
    )
    assert after["totals"]["max"]["total"] == 19_660_000


@pytest.mark.parametrize(
    ("word", "label"),
    [("実施しない", "実施しない"), ("×", "実施しない"), ("△", "未定"), ("未回答", "未回答"), ("1", "実施")],
)
def test_states_are_words_signs_or_keys(call: Call, ledger: Path, word: str, label: str) -> None:
    assert call("answer", ledger, "25", "B", word).out == f"項25に対する滑川市の意向: {label}\n"
    assert state(call, ledger, "25", "162060") == label


def test_who_answered_and_when_is_kept(call: Call, ledger: Path) -> None:
    call("answer", ledger, "25", "B", "実施")
    file = LedgerFile.open(default_home(), ledger)
    try:
        (row,) = (
            one
            for one in file.store.book().all(Answer).values()
            if (one.municipality_id, one.state) == (2, AnswerState.YES) and one.answered_by
        )
        assert row.answered_by == "髙木"
        assert file.store.log()[0].label == "滑川市の回答を変更(項25)"
        assert file.store.log()[0].who == "髙木"
    finally:
        file.close()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("99", "B", "実施"), "「99」という項はありません。"),
        (("25", "富山市", "実施"), "「富山市」という団体はありません。"),
        (("25", "B", "たぶん"), "「たぶん」は意向として読めません。"),
    ],
)
def test_what_is_not_known_is_refused_and_nothing_is_written(
    call: Call, ledger: Path, arguments: tuple[str, ...], words: str
) -> None:
    before = ledger.read_bytes()
    done = call("answer", ledger, *arguments)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(words)
    assert ledger.read_bytes() == before


def test_who_is_no_member_cannot_answer(call: Call, ledger: Path) -> None:
    file = LedgerFile.open(default_home(), ledger)
    book = file.store.book()
    wish = edit(book, found(find(book, Municipality, "F")), "left_on", "2014-04-01")
    file.store.apply(wish)  # type: ignore[arg-type]
    file.save()
    file.close()
    done = call("answer", ledger, "25", "F", "実施")
    assert done.code == 1
    assert done.err.startswith("舟橋村は基準日(平成26年8月6日)に加入していないため、回答を記録できません。")


def test_the_same_answer_again_writes_nothing(call: Call, ledger: Path) -> None:
    before = ledger.read_bytes()
    assert call("answer", ledger, "25", "A", "実施").code == 0
    assert ledger.read_bytes() == before


def test_the_state_before_the_answer_is_kept_among_the_backups(call: Call, ledger: Path) -> None:
    before = ledger.read_bytes()
    call("answer", ledger, "25", "B", "実施")
    (backup,) = default_home().backups.glob("*/台帳_*.anbun")
    assert backup.read_bytes() == before


def test_a_link_that_leads_to_itself_is_a_file_that_cannot_be_opened(call: Call, tmp_path: Path) -> None:
    loop = tmp_path / "輪.anbun"
    try:
        loop.symlink_to(loop)
    except OSError:
        return  # on Windows only administrators may make links
    for arguments in (("answer", loop, "25", "B", "実施"), ("show", loop, "answers"), ("check", loop)):
        done = call(*arguments)
        assert done.code == 2
        assert "自分自身に戻るリンク" in done.out + done.err
