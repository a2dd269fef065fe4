"""The sentences of the survey of present systems."""

SENTENCES: dict[str, str] = {
    "nobody_to_survey": "先に団体と業務を登録してください。",
    "survey_prepared": "すべての団体の、参加する業務の行がもうあります。",
    "survey_unprepared": "現況調査の行がありません。先に「調査の行を用意」を押してください。",
    "nothing_surveyed": "現況調査にまだ何も入力されていません。戻った調査票を取り込むか、表に入力してください。",
    "nothing_to_feed": "現行経費と違約金は変わりません。",
    "costs_entered": ("{name}の現行経費は、ほかの費目ですでに入力されているため、反映していません(二重になります)。"),
    "yearly_unknown": "{name}の現行経費は、年額の分からない業務があるため、反映していません: {systems}。",
    "penalties_entered": "{name}の違約金は、すでに入力されているため、反映していません(二重になります)。",
    "penalty_unknown": "{name}の違約金のうち、額の分からないものは反映していません: {systems}。",
}
