"""Computes a share of the fee again from nothing but the words of its derivation, as a clerk with the paper would."""

import re
from fractions import Fraction

from core.calc.derivation import Derivation, Step

_NUMBER = r"△?[\d,]+(?:\.\d+)?…?"


def number(text: str) -> Fraction:
    """Return the first number of a text; what is cut after two decimals (…) is as it is printed."""
    found = re.search(_NUMBER, text)
    assert found, text
    plain = found[0].replace(",", "").replace("△", "-").rstrip("…")
    return Fraction(plain)


def total_of(step: Step) -> Fraction:
    return sum((number(text) for _, text in step.inputs), Fraction(0))


def value(formula: str) -> Fraction:
    """Return what a formula of numbers, ×, ÷, + and brackets comes to."""
    tokens = re.findall(rf"{_NUMBER}|[×÷+()/]", re.sub("円|人", "", formula))
    found, rest = _sum(tokens)
    assert not rest, formula
    return found


def _sum(tokens: list[str]) -> tuple[Fraction, list[str]]:
    found, rest = _product(tokens)
    while rest and rest[0] == "+":
        more, rest = _product(rest[1:])
        found += more
    return found, rest


def _product(tokens: list[str]) -> tuple[Fraction, list[str]]:
    found, rest = _one(tokens)
    while rest and rest[0] in "×÷/":
        sign, (other, rest) = rest[0], _one(rest[1:])
        found = found * other if sign == "×" else found / other
    return found, rest


def _one(tokens: list[str]) -> tuple[Fraction, list[str]]:
    if tokens[0] == "(":
        found, rest = _sum(tokens[1:])
        assert rest[0] == ")"
        return found, rest[1:]
    return number(tokens[0]), tokens[1:]


def base_share(derivation: Derivation, name: str) -> tuple[Fraction, int]:
    """Return the member's exact share of the fee by the rules, and of how many printed steps it is the sum."""
    steps, found, count = derivation.steps, Fraction(0), 0
    level = _Level(name)
    for step in steps:
        if step.label == "基礎額":
            break
        part: Fraction | None = None
        if step.label.startswith((f"{name}の分(", "単独負担", "団体ごとの額")):
            if step.label.startswith(name):
                part = level.part(step)
            else:
                part = total_of(step) if step.inputs else number(step.result)
                assert part == number(step.result)
        elif level.takes(step):
            continue
        elif re.match(rf"{_NUMBER}円 × ", step.formula):
            part = value(step.formula)
        if part is not None:
            assert abs(part - number(step.result)) < Fraction(3, 100), step
            found, count = found + part, count + 1
    return found, count


class _Level:
    """What the last steps of a rule with fixed amounts and limits say."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._steps: dict[str, Step] = {}
        self._exact: dict[str, Fraction] = {}

    def takes(self, step: Step) -> bool:
        """Remember a step; whether it is one of such a rule."""
        kind = step.label.split("(", 1)[0]
        if kind in {"均等割", "人口割"} and step.formula.startswith("割合"):
            if "重み" in self._steps:  # another rule, or other members
                for former in ("均等割", "人口割", "重み"):
                    self._steps.pop(former, None)
        elif kind not in {"定額", "重み", "下限・上限", "按分"}:
            return False
        if kind == "重み":
            weights = {who: number(text) for who, text in step.inputs}
            for who, weight in weights.items():
                assert weight / sum(weights.values()) == sum(self._part(one, who) for one in self._bases()), step
        self._steps[kind] = step
        if kind == "按分":
            self._check(step)
            for used in ("定額", "下限・上限"):
                self._steps.pop(used, None)
        return True

    def _bases(self) -> list[Step]:
        return [self._steps[kind] for kind in ("均等割", "人口割") if kind in self._steps]

    def _part(self, step: Step, who: str) -> Fraction:
        return (
            value(step.formula.split("、")[0].removeprefix("割合 ")) * number(dict(step.inputs)[who]) / total_of(step)
        )

    def _check(self, step: Step) -> None:
        """Compute every share again from the weights, the fixed amounts and the limits."""
        rest, _, behind = step.formula.removeprefix("残り").partition("円")
        left = number(rest)
        inside = behind[1 : behind.index(")")].split(" − ")
        amounts = [number(re.sub("^[^0-9△]*", "", one)) for one in inside]
        assert left == amounts[0] - sum(amounts[1:]), step
        assert amounts[0] == number(step.result)
        self._exact = {who: self._share(who, left, behind) for who, _ in step.inputs}
        for who, text in step.inputs:
            assert 0 <= self._exact[who] - number(text) < Fraction(1, 100), (step, who)
        assert sum(self._exact.values()) == number(step.result)

    def _share(self, who: str, left: Fraction, behind: str) -> Fraction:
        limits = self._steps.get("下限・上限")
        words = dict(limits.inputs)[who] if limits else ""
        for mark in ("下限", "上限"):
            if words.endswith(f"→{mark}"):
                return number(next(one for one in words.split("・") if one.startswith(mark)))
        share = self._first(who)
        if "重みの合計" in behind:
            share += left * number(dict(self._steps["重み"].inputs)[who]) / number(behind.split("重みの合計")[1])
        return share

    def _first(self, who: str) -> Fraction:
        fixed = self._steps.get("定額")
        return number(dict(fixed.inputs).get(who, "0")) if fixed else Fraction(0)

    def part(self, step: Step) -> Fraction:
        share, formula = self._exact[self._name], step.formula
        assert abs(share - number(formula.removeprefix("按分の額"))) < Fraction(1, 100)
        for piece in formula.split(" × ")[1:]:
            share *= value(piece.replace("か月", "").replace("年度", "").replace("を控除", ""))
        return -share if formula.endswith("を控除") else share
