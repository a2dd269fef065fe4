"""The sentences of what comes from outside: workbooks, CSV, answer files."""

SENTENCES: dict[str, str] = {
    # files that are read (core/exchange)
    "not_a_workbook": "このファイルはExcelブックではありません。.xlsx形式のファイルを選んでください。",
    "workbook_old": (
        "古い形式(.xls)か、パスワードの付いたExcelブックです。Excelで開き、パスワードを外して.xlsx形式で保存し直してください。"
    ),
    "workbook_broken": "Excelブックが壊れているため読めません。Excelで開いて保存し直してください。",
    "workbook_too_large": "Excelブックが大きすぎるため読みません。要らないシートや離れた場所のセルを消してください。",
    "workbook_suspicious": (
        "Excelブックの中身が不自然なため読みません(展開すると異常に大きくなるか、許されない定義を含みます)。"
        "送り主に確かめてください。"
    ),
    "csv_too_large": "ファイルが大きすぎるため読みません。分けて取り込んでください。",
    "csv_broken": '{line}行目がCSVとして読めません。引用符(")の閉じ忘れがないかを確かめてください。',
    "encoding_unknown": "文字コードを判別できません({encodings}ではありません)。文字コードを選んで読み直してください。",
    "ending_unknown": "「{path}」は取り込めない種類のファイルです。.xlsxか.csvのファイルを選んでください。",
    "export_newer": "新しい版の按分帳で書き出されたブックです。新しい版の按分帳で取り込んでください。",
    "not_a_questionnaire": "按分帳の回答用紙ではありません。配布したExcelブックを選んでください。",
    "questionnaire_newer": "新しい版の按分帳で作られた回答用紙です。新しい版の按分帳で取り込んでください。",
    "questionnaire_altered": "回答用紙の保護された部分が変わっています。配布したブックに記入し直してもらってください。",
    # cells and lines (core/operations/import*)
    "date_in_code": (
        "「{text}」は日付になっています。{label}の番号が日付に変わった可能性があります。"
        "セルの書式を文字列にして入力し直してください。"
    ),
    "number_in_code": "「{text}」は{label}として読めません。セルの書式を文字列にして入力し直してください。",
    "not_exact": "「{text}」は表計算ソフトが正確に扱える桁数を超えています。文字列として入力してください。",
    "row_without_owner": "{what}「{text}」がどの{owner}のものか分かりません。{owner}の欄を入力してください。",
    "unknown_number": "{what}の「{text}」は台帳にもこのファイルにもありません。",
    "line_twice": "{row}の行が二つあります。一つにしてください。",
    "sheet_unknown": "シート「{text}」はありません。あるシート: {known}。",
    "sheet_not_understood": (
        "どの表か分かりません。見出しの行に、項・要望・団体コードなど台帳の項目名があるシートを選んでください。"
    ),
    "nothing_to_import": "取り込める行がありません。見出しの下に行があるかを確かめてください。",
    # issuing and answering
    "nothing_to_ask": "{name}に意向をたずねる要望がありません。方針が「検討中」か「実施」の要望だけが対象です。",
    "not_asked": "この要望は回答の対象ではありません。",
    # taking back
    "answer_file_foreign": "「{path}」は按分帳の回答ファイルではありません。",
    "answer_file_newer": "「{path}」は新しい版の按分帳の回答ファイルです。新しい版の按分帳で取り込んでください。",
    "answer_file_too_large": "「{path}」は回答ファイルとしては大きすぎるため読みません。送り主に確かめてください。",
    "answer_file_altered": (
        "「{path}」は封が合いません。途中で壊れたか、書き換えられています。もう一度送ってもらってください。"
    ),
    "other_consortium": "別の台帳(協議会: {name})から配布された回答です。配布元の台帳で取り込んでください。",
    "unknown_distribution": "{name}へのこの配布の記録が台帳にありません。配布したときの台帳で取り込んでください。",
    "other_municipality": "{expected}に配布した回答ですが、{name}のものになっています。取り違えを確かめてください。",
    "municipality_gone": "{name}は台帳にありません。団体を確かめてください。",
    "older_than_taken": "{name}の回答は、これより新しいものをすでに取り込んでいます。古い写しのため取り込みません。",
}
