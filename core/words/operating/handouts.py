"""The sentences of handouts."""

SENTENCES: dict[str, str] = {
    "chapter_report_unknown": "帳票「{name}」はこの版にありません。章の帳票の名前を直してください。",
    "chapter_is_whole": "「{name}」は資料の全体なので、章には入りません。章の帳票を選び直してください。",
    "chapter_table_unknown": "表「{name}」は台帳にありません。章で選んだ表の名前を直してください。",
    "chapter_setting_idle": "{labels}は、帳票「{name}」では使いません。",
    "chapter_lost": (
        "選んでいた{labels}は削除されました。選び直してください。選ばないままにするときは、備考の〔〕の中を消してください。"
    ),
    "handout_chapter": "{chapter}について: {reason}",
    "handout_figure_missing": (
        "{chapter}の本文にある{names}が台帳にありません。名前を直すか、元の記録を登録してください。"
    ),
    "picture_too_large": "「{path}」は大きすぎるため入れられません。{limit}MBまでのPNGかJPEGにしてください。",
    "picture_foreign": "「{path}」はPNGでもJPEGでもないため入れられません。PNGかJPEGで保存し直してください。",
    "picture_damaged": "「{path}」は画像として読めません。壊れているか、途中で切れています。保存し直してください。",
    "picture_too_many_pixels": (
        "「{path}」は{size}ピクセルあり、大きすぎるため入れられません。縮小してから入れてください。"
    ),
    "picture_unreadable": "「{path}」を開けません。ファイルがあるか、開く権限があるかを確かめてください。",
    "picture_without_words": "代替テキストを入力してください。図を見られない人に、図の中身を伝える文です。",
    "picture_share": "図の大きさは、頁の幅に対する割合です。1〜100で入力してください。",
    "picture_differs": (
        "{name}は、入れたときの画像ではありません。印刷には代替テキストが出ます。図を削除して、もう一度入れてください。"
    ),
    "picture_chapter_unknown": "資料「{handout}」の章「{chapter}」が1つに決まらないため、図を入れられません。",
    "picture_not_laid": "この行に図がありません。「図」の列に、PNGかJPEGの画像を置いてください。",
    "pictures_beside": "同じ行に重なっている図や、行のないところにある図(計{count}件)は取り込みません。",
    "handout_name_taken": "「{name}」という資料は、もうあります。別の名称にしてください。",
    "template_foreign": "「{path}」は按分帳の資料のひな形ではありません。",
    "template_newer": "「{path}」は新しい版の按分帳のひな形です。新しい版の按分帳で開いてください。",
    "template_too_large": "「{path}」はひな形としては大きすぎるため読みません。送り主に確かめてください。",
    "template_altered": (
        "「{path}」は壊れているか、書き出した後に書き換えられているため使えません。もう一度書き出してもらってください。"
    ),
    "template_value": "ひな形の章「{heading}」の{label}「{text}」は、この版では使えません。",
}
