"""The sentences of agreements."""

SENTENCES: dict[str, str] = {
    "amended_early": "{article}の改正({amended})が、条の効力の生じた{began}より前です。日付を確かめてください。",
    "article_differs": "{article}: {difference}。協定か設定を確かめてください。",
}
