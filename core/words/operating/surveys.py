"""The sentences of surveys."""

SENTENCES: dict[str, str] = {
    "tally_of_free_text": "問{number}は自由記述です。回答数ではなく、自由記述の表に入力してください。",
    "tally_beyond_scale": "問{number}の尺度({scale})は{width}段です。{width}番目までに入力してください。",
    "scale_loses_answers": "問{number}には、{scale}では数えられない回答があります。先に回答数を直してください。",
    "survey_without_questions": "調査「{name}」に設問がありません。先に設問を登録してください。",
    "survey_gone": "「{path}」の調査「{name}」は台帳にありません。調査名を確かめてください。",
    "question_gone": "「{path}」の問{number}は、いまの調査にありません。送った後の設問の変更を確かめてください。",
    "no_survey": "満足度調査がまだありません。先に調査と設問を登録してください。",
    "answer_not_in_scale": "「{text}」は読めません。{choices}のいずれか、または{most}〜1の数字で入力してください。",
    "no_survey_chosen": "調査を1つ選んでください。",
}
