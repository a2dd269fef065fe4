"""One word for each of the three totals, on every screen and in every letter."""

import ast
from pathlib import Path

import pytest

from core.calc.allocation.item import RANGE, View
from core.version import ROOT

WORDS = {View.MAX: "今の回答による額", View.ALL: "未定も実施した場合"}
OTHER_WORDS = ("決まっている額", "今の回答での額", "現在の回答による", "全員が実施した場合", "あり得る範囲", "ありうる")
SCREEN_AND_LETTERS = ("ui", "core/documents/letters", "core/documents/answers", "core/words")


def texts(path: Path) -> list[str]:
    """Return the strings of a source, those that only describe it left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    ]


@pytest.mark.parametrize("folder", SCREEN_AND_LETTERS)
def test_screens_and_letters_have_no_other_word_for_a_total_and_not_the_sources(folder: str) -> None:
    said = {text for path in (ROOT / folder).rglob("*.py") for text in texts(path)}
    wrong = {text for text in said for word in (*OTHER_WORDS, "合計(最大)", "合計(全員実施)") if word in text}
    assert wrong == set()


def test_the_glossary_defines_the_words_that_are_said() -> None:
    assert {view: view.said for view in WORDS} == WORDS
    assert {View.LOW.said, View.HIGH.said} == {f"{RANGE}の最小", f"{RANGE}の最大"}
    rows = (ROOT / "docs/glossary.md").read_text(encoding="utf-8").splitlines()
    for word in (*WORDS.values(), RANGE):
        assert len([row for row in rows if row.startswith(f"| {word} |")]) == 1, word


def test_the_manual_says_the_same() -> None:
    manual = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "resources/manual").glob("*.md"))
    assert [word for word in OTHER_WORDS if word in manual] == []
    assert all(word in manual for word in (*WORDS.values(), RANGE))
