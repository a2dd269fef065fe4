"""The sentences of requests, options, quotes and answers, and the words that several layers say of them."""

from core.model.values.money import show_yen

SENTENCES: dict[str, str] = {
    "implementers": "実施団体数は1以上で入力してください({n}団体の見積は記録できません)。",
    "not_member": (
        "{name}は基準日({date})に加入していないため、回答を記録できません。加入日・離脱日か基準日を確かめてください。"
    ),
    "merge_target": "項{item}の統合先を指定してください。「他の項に統合」には統合先の項が要ります。",
    "merge_into_itself": "項{item}をその項自身に統合することはできません。別の項を指定してください。",
    "merge_circle": "統合が一巡してしまいます({path})。別の項を指定してください。",
    "target_without_merge": (
        "項{item}の方針は「{disposition}」です。統合先を指定するときは方針を「他の項に統合」にしてください。"
    ),
    "option_of_another": "その案は項{item}の案ではありません。項{item}の案から選んでください。",
    "no_one_off": ("項{item}の{n}団体の初期費用がまだありません。先に初期費用を入力してください(かからないときは0)。"),
    "has_yearly": (
        "項{item}の{n}団体の見積には年額{yearly}円があるため、初期費用だけを消せません。先に年額を消してください。"
    ),
}


def too_wide(slack: int) -> str:
    """Return by how much the range of an amount may be wider than it really is; empty where it is exact."""
    return f"各団体の範囲は最大{show_yen(slack)}円広め" if slack else ""
