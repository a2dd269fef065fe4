from dataclasses import replace

from core.calc.comparison.charges import Charge, Fee
from core.calc.comparison.compare import Comparison, compare
from core.calc.comparison.contract_term import ContractTerm, Presence
from core.calc.comparison.premises import Premises
from core.calc.derivation import Step
from core.calc.members import Member
from core.calc.splitting.rounding import Rounding
from core.model.scenarios import PenaltyMode, RedistributionKey
from core.model.values.rules import Remainder, parse_rule

RULE = parse_rule("equal")
NAMES = {"162060": "滑川市", "162116": "射水市", "163210": "舟橋村"}
PREMISES = Premises(
    payers=tuple(Member(at, code, name, "", at, 10 * at, {}) for at, (code, name) in enumerate(NAMES.items(), start=1)),
    presences=dict.fromkeys(NAMES, Presence(0, 24)),
    term=ContractTerm(2018, 2),
    rule=RULE,
    fee=Fee((Charge(RULE, (150, 150)),), {}),
    current={"162060": 250, "162116": 200, "163210": 100},
    penalties={},
    guarantee_tenths=300,
)


def steps(premises: Premises, code: str) -> dict[str, Step]:
    result = compare(premises)
    assert isinstance(result, Comparison)
    return {step.label: step for step in result.explain(code).steps}


def test_it_begins_with_the_fee_and_ends_with_the_years() -> None:
    result = compare(PREMISES)
    assert isinstance(result, Comparison)
    derivation = result.explain("162060")
    labels = [step.label for step in derivation.steps]
    assert derivation.title == "滑川市のクラウド利用料"
    assert labels == ["クラウド利用料", "均等割", "基礎額", "上限", "引き受けた額", "負担額", "削減率", "年度別"]
    assert derivation.steps[0].result == "300円"
    assert derivation.steps[-1].inputs == (("平成30年度", "55円"), ("令和元年度", "55円"))


def test_the_base_share_is_written_out() -> None:
    assert steps(PREMISES, "162060")["均等割"].formula == "300円 × 1 ÷ 3"
    assert steps(PREMISES, "162060")["基礎額"].result == "100円"


def test_the_cap_is_written_out() -> None:
    cap = steps(PREMISES, "163210")["上限"]
    assert (cap.formula, cap.inputs, cap.result) == (
        "現行経費 × (100% − 30%)、1円未満切捨て",
        (("現行経費", "100円"),),
        "70円",
    )


def test_a_penalty_inside_the_guarantee_stands_in_the_cap() -> None:
    premises = replace(PREMISES, penalties={"163210": 5}, penalty_mode=PenaltyMode.INSIDE)
    cap = steps(premises, "163210")["上限"]
    assert cap.formula == "現行経費 × (100% − 30%) − 違約金、1円未満切捨て"
    assert cap.inputs[1] == ("違約金", "5円")
    assert cap.result == "65円"


def test_whoever_is_cut_sees_what_was_cut_off() -> None:
    assert steps(PREMISES, "163210")["上限を超えた額"].result == "30円"
    assert "引き受けた額" not in steps(PREMISES, "163210")


def test_whoever_takes_over_sees_from_whom_and_why() -> None:
    taken = steps(PREMISES, "162116")["引き受けた額"]
    assert taken.formula == "30円 × 人口 20人 ÷ 30人"
    assert taken.inputs == (("舟橋村から", "20円"),)
    assert taken.result == "20円"


def test_several_rounds_are_numbered() -> None:
    premises = replace(PREMISES, current={"162060": 2_500, "162116": 150, "163210": 100})
    cut = steps(premises, "162116")
    assert cut["引き受けた額(1回目)"].result == "20円"
    assert cut["上限を超えた額(2回目)"].result == "15円"
    taken = steps(premises, "162060")
    assert [taken[f"引き受けた額({at}回目)"].result for at in (1, 2)] == ["10円", "15円"]
    assert taken["負担額"].result == "125円"


def test_every_key_is_shown_in_its_own_unit() -> None:
    shown = {key: steps(replace(PREMISES, key=key), "162116")["引き受けた額"].formula for key in RedistributionKey}
    assert shown == {
        RedistributionKey.POPULATION: "30円 × 人口 20人 ÷ 30人",
        RedistributionKey.RULE: "30円 × 規則の割合 24 ÷ 48",
        RedistributionKey.CURRENT: "30円 × 現行経費 200円 ÷ 450円",
        RedistributionKey.HEADROOM: "30円 × 余裕額 40円 ÷ 115円",
    }


def test_a_stretch_of_the_term_is_named_by_its_months() -> None:
    premises = replace(PREMISES, presences={**PREMISES.presences, "163210": Presence(9, 24)}, guarantee_tenths=None)
    shown = steps(premises, "162060")
    assert shown["均等割(平成30年4月〜平成30年12月)"].formula == "112.50円 × 1 ÷ 2"
    assert shown["均等割(平成31年1月〜令和2年3月)"].result == "62.50円"
    assert "均等割(平成30年4月〜平成30年12月)" not in steps(premises, "163210")


def test_what_a_member_bears_alone_is_a_step_of_its_own() -> None:
    premises = replace(PREMISES, fee=replace(PREMISES.fee, own={"162060": (7, 0)}))
    assert steps(premises, "162060")["単独負担"].result == "7円"
    assert "単独負担" not in steps(premises, "162116")
    assert steps(premises, "162116")["クラウド利用料"].inputs == (("均等割", "300円"), ("1団体だけの負担", "7円"))


def test_the_way_of_rounding_is_told_with_the_name_of_who_takes_the_rest() -> None:
    premises = replace(PREMISES, rounding=Rounding(100, Remainder.POPULOUS))
    assert "人口最多の団体(舟橋村)" in steps(premises, "162060")["基礎額"].formula
    assert steps(PREMISES, "162060")["負担額"].formula.endswith("、上限を超えない範囲")
