"""Every fault as a Japanese sentence that says what is wrong and what to do. Screen, paper and commands use it alike."""

from core.model.faults import Fault, Refused
from core.model.money import LIMIT

SENTENCES: dict[str, str] = {
    # typed text
    "not_a_number": "「{text}」は数として読めません。数字で入力してください。",
    "not_whole": "「{text}」に端数があります。整数で入力してください。",
    "negative": "「{text}」は負の数です。0以上で入力してください。",
    "too_large": "「{text}」は大きすぎます。" + f"{LIMIT:,}円未満で入力してください。",
    "not_a_date": "「{text}」は日付として読めません。平成26年8月6日、H26.8.6、2014-08-06のように入力してください。",
    "code_form": "「{text}」は団体コードの形ではありません。6桁の数字で入力してください。",
    "check_digit": "団体コード「{text}」の検査数字(6桁目)が合いません。正しくは{expected}です。",
    "prefecture_code": "「{text}」は都道府県のコードです。市町村のコードを入力してください。",
    "rule_form": "「{text}」は按分規則として読めません。equal=3,population=7のように書いてください。",
    "rule_parts": "按分規則の割合がすべて0です。1以上の割合を入れてください。",
    "rule_factor": "逓減人口割の倍率「{text}」は1より大きく2以下で指定してください(例 1.5)。",
}


def sentence(fault: Fault | Refused) -> str:
    """Return what people are told of `fault`."""
    return SENTENCES[fault.rule].format_map(dict(fault.facts))
