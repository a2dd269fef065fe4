"""The sentences of local rules."""

SENTENCES: dict[str, str] = {
    "rule_not_asked": (
        "{name}は{system}に参加していないため、{rule}の調査の対象ではありません。"
        "参加する場合は、業務と参加のページで参加にしてください。"
    ),
}
