"""Every rule that the program may break over has a sentence, and every blank of the sentence is filled."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from core.model.machine.faults import Fault, Refused
from core.words.sentences import SENTENCES, sentence

ROOT = Path(__file__).resolve().parents[3]

RULE_AT = {
    **dict.fromkeys(("Refused", "SplitRefused", "StoreError", "ChangeRefused", "CannotOpen", "CannotSave"), 0),
    **dict.fromkeys(("Damaged", "ChangedOutside", "__init__"), 0),
    **dict.fromkeys(("Fault", "of"), 1),
    "SourceRefused": 0,
    "Finding": 3,
}
"""Where the name of the rule stands in the calls that make a fault, a finding or an error."""

Dicts = list[tuple[str, int, ast.Dict]]
"""The dictionaries that a function gives a name to, with their lines."""

SPECIAL = {"__init__": "super().__init__", "of": "Faults.of"}


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def told(tree: ast.AST) -> Iterator[tuple[str, set[str] | None]]:
    """Yield each rule that is named in a call, with the facts given there (None: they cannot be read off)."""
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        dicts = [
            (target.id, node.lineno, node.value)
            for node in ast.walk(function)
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)
            for target in node.targets
            if isinstance(target, ast.Name)
        ]
        for call in [node for node in ast.walk(function) if isinstance(node, ast.Call)]:
            last = getattr(call.func, "attr", getattr(call.func, "id", ""))
            if last not in RULE_AT or not ast.unparse(call.func).endswith(SPECIAL.get(last, last)):
                continue
            at = RULE_AT[last]
            if at < len(call.args) and not any(isinstance(arg, ast.Starred) for arg in call.args[: at + 1]):
                rule = call.args[at]
                # A window hands its title, which is no name of a rule, to its class in the same way.
                if isinstance(rule, ast.Constant) and isinstance(rule.value, str) and rule.value.isascii():
                    yield rule.value, given(call, at, dicts)


def given(call: ast.Call, at: int, dicts: Dicts) -> set[str] | None:
    keywords = {keyword.arg for keyword in call.keywords if keyword.arg}
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    if at == 0 or len(call.args) <= at + 1:
        return keywords
    return keys(call.args[at + 1], dicts)


def keys(node: ast.AST, dicts: Dicts) -> set[str] | None:
    if isinstance(node, ast.Name):
        above = [(line, value) for name, line, value in dicts if name == node.id and line < node.lineno]
        return keys(max(above, key=lambda one: one[0])[1], dicts) if above else None
    if not isinstance(node, ast.Dict):
        return None
    found: set[str] = set()
    for key, value in zip(node.keys, node.values, strict=True):
        if isinstance(key, ast.Constant):
            found.add(str(key.value))
        else:
            inner = keys(value, dicts)
            if inner is None:
                return None
            found |= inner
    return found


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.Module]:
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for room in ("core", "ui")
        for path in sorted((ROOT / room).rglob("*.py"))
        if "words" not in path.parts
    }


@pytest.fixture(scope="module")
def told_anywhere(trees: dict[str, ast.Module]) -> list[tuple[str, str, set[str] | None]]:
    """Every rule that is named in a call: the module, the rule, the facts given there."""
    return [(path, rule, facts) for path, tree in trees.items() for rule, facts in told(tree)]


def test_the_walk_sees_faults_of_every_room_that_makes_them(
    told_anywhere: list[tuple[str, str, set[str] | None]],
) -> None:
    rooms = {"/".join(path.split("/")[:2]) for path, _, _ in told_anywhere}
    assert {"core/model", "core/calc", "core/operations", "core/storage"} <= rooms
    assert len(told_anywhere) > 60


def test_a_rule_has_a_sentence_and_its_blanks_are_filled(
    told_anywhere: list[tuple[str, str, set[str] | None]],
) -> None:
    assert [(path, rule) for path, rule, _ in told_anywhere if rule not in SENTENCES] == []
    unfilled = [
        (path, rule, blank)
        for path, rule, facts in told_anywhere
        if facts is not None
        for blank in blanks(SENTENCES[rule]) - facts
    ]
    assert unfilled == []


def test_no_sentence_waits_for_a_rule_that_is_gone(trees: dict[str, ast.Module]) -> None:
    words = {node.value for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert set(SENTENCES) - words == set()


def test_a_sentence_is_japanese_and_whole() -> None:
    assert [rule for rule, text in SENTENCES.items() if not re.search("[ぁ-ん]", text)] == []
    assert [rule for rule, text in SENTENCES.items() if not text.endswith(("。", "}"))] == []
    assert [rule for rule, text in SENTENCES.items() if "。。" in text] == []


def test_a_sentence_is_filled_from_a_fault_or_a_refusal_alike() -> None:
    refused = Refused("not_a_number", text="百円")
    assert (
        sentence(refused)
        == sentence(refused.at("one_off_yen"))
        == sentence(Fault("", "not_a_number", {"text": "百円"}))
    )
    assert sentence(refused) == "「百円」は数として読めません。数字で入力してください。"


def test_what_is_kept_of_earlier_states_has_one_name() -> None:
    assert [rule for rule, text in SENTENCES.items() if "バックアップ" in text] == []
