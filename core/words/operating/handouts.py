"""The sentences of handouts."""

SENTENCES: dict[str, str] = {
    "handout_figure_missing": (
        "{chapter}の本文にある{names}が台帳にありません。名前を直すか、元の記録を登録してください。"
    ),
}
