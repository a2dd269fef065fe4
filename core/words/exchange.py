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
    "ending_unknown": "「{path}」は取り込めない種類のファイルです。.xlsx、.csv、.tsvのファイルを選んでください。",
    "ending_to_save": "「{path}」はそのままでは読めません。表計算ソフトで開き、.xlsx形式で保存し直してください。",
    "workbook_is_page": (
        "「{path}」は名前だけがExcelで、中身はWebページの表です。Excelで開き、.xlsx形式で保存し直してください。"
    ),
    "export_newer": "新しい版の按分帳で書き出されたブックです。新しい版の按分帳で取り込んでください。",
    "not_a_questionnaire": "按分帳の回答用紙ではありません。配布したExcelブックを選んでください。",
    "is_questionnaire": "按分帳の回答用紙です。「回答のやり取り」のページ(コマンドではtake)で取り込んでください。",
    "questionnaire_newer": "新しい版の按分帳で作られた回答用紙です。新しい版の按分帳で取り込んでください。",
    "questionnaire_altered": "回答用紙の保護された部分が変わっています。配布したブックに記入し直してもらってください。",
    # cells and lines (core/operations/import*)
    "date_in_code": (
        "「{text}」は日付になっています。Excelが{label}の番号を日付に変えたようです(元は{likely}と思われます)。"
        "セルの書式を文字列にして入力し直してください。"
    ),
    "day_or_month": (
        "日付のセル「{text}」は、その日のことか{month}のことか分かりません(Excelは「4月」を4月1日に変えます)。"
        "セルの書式を文字列にして「{text}」か「{month}」と入力し直してください。"
    ),
    "error_cell": "「{text}」は計算の誤りです。正しい値にしてから取り込んでください。",
    "uncomputed_cell": "数式が計算されていません。Excelで開いて保存し直してから取り込んでください。",
    "merged_amount": (
        "金額「{text}」のセルが結合されていて、どの行の金額か分かりません。結合を解き、行ごとに金額を入れてください。"
    ),
    "merged_figure": (
        "「{text}」のセルは結合されていて、どのセルの値か分かりません。結合を解き、セルごとに入れてください。"
    ),
    "part_blank": "内訳の{candidates}が空欄のため、合計を出せません。ないときは0を入れてください。",
    "part_unread": "内訳の{candidates}「{text}」が数として読めず、合計を出せません。ないときは0を入れてください。",
    "unit_unknown": "金額「{text}」の単位「{candidates}」が分かりません。円、千円、百万円などに直してください。",
    "blank_figure": "{label}が空欄です。ないときは0を入れてください(空欄を0とはみなしません)。",
    "item_unreadable": (
        "項「{text}」を番号として読めません。101や20-1のように直してください(金額のある行のため、飛ばしません)。"
    ),
    "number_in_code": "「{text}」は{label}として読めません。セルの書式を文字列にして入力し直してください。",
    "not_exact": "「{text}」は表計算ソフトが正確に扱える桁数を超えています。文字列として入力してください。",
    "row_without_owner": "{what}「{text}」がどの{owner}のものか分かりません。{owner}の欄を入力してください。",
    "unknown_number": "{what}の「{text}」は台帳にもこのファイルにもありません。",
    "line_twice": "{row}の行が二つあります。一つにしてください。",
    "line_of_parts": (
        "{row}も、地区などに分けた一部だけの数値かもしれません。1行に合計した表にしてから取り込んでください。"
    ),
    "source_empty": "何も書かれていないファイルです。表のあるファイルを選んでください。",
    "sheet_unknown": "シート「{text}」はありません。あるシート: {known}。",
    "sheet_not_understood": "シート「{text}」の見出しが読めません。書き出したときの見出しに戻してください。",
    # what is not understood, and what only the clerk can say
    "nothing_of_ours": (
        "シート「{sheet}」に台帳へ取り込むものが見つかりません(見出し: {headings})。"
        "人口・経費・要望・見積・意向など、台帳の項目の列がある表を選んでください。"
    ),
    "ask_columns": (
        "シート「{sheet}」は{table}の表のようですが、{columns}の列が分かりません。"
        "{row}行の見出しのうち、どれが「{heading}」かを指定してください(分からない見出し: {unknown})。"
    ),
    "ask_table": "シート「{sheet}」は、{tables}のどれとしても読めます。取り込み先を指定してください。",
    "ask_one_of": (
        "シート「{sheet}」の「{words}」は、同じ額を重ねて述べているようです。"
        "二重に数えないよう、取り込む方の行か列だけを残してください。"
    ),
    "ask_narrowed": (
        "シート「{sheet}」の表題「{title}」は{label}の一部か、今の{label}ではないもののようです。"
        "{table}として取り込むときは、取り込み先を指定してください。"
    ),
    "ask_digits": (
        "シート「{sheet}」は数字だけの表で、{table}か何かの数か分かりません。{table}として読むと、{told}になります。"
        "そのとおりなら取り込み先を指定し、違うときは数字を言葉に直してください。"
    ),
    "legend_differs": (
        "この表では「{sign}」が「{word}」ですが、台帳の{label}では{ours}を表します。"
        "記号を言葉(「{word}」など)に置き換えてから取り込んでください。"
    ),
    "ask_part": (
        "シート「{sheet}」には{count}つの表が左右に並んでいます({places})。1つずつ取り込みます。どれを読むかを指定してください。"
    ),
    "ask_corner": (
        "シート「{sheet}」は、上と左のどちらに何が並ぶのか分かりません。"
        "表の左上のセル({cell})に、左に並ぶものの名前(「項」や「団体」など)を入れてから取り込んでください。"
    ),
    "ask_this_table": (
        "シート「{sheet}」は{tables}として読めますが、どの表にもある見出しだけのため確かではありません。"
        "取り込み先を指定してください。"
    ),
    "ask_figures": (
        "シート「{sheet}」は{table}の表のようですが、{unknown}の数字が何か分かりません。どの項目かを指定してください。"
    ),
    "heading_twice": (
        "シート「{sheet}」に「{heading}」の列が{columns}とあり、どれを読むか分かりません。見出しを書き分けてください。"
    ),
    "ask_day": ("{table}の{label}が分かりません(表題の日付: {days})。この表の{label}を指定してください。"),
    "is_form": (
        "「{path}」は按分帳の用紙です。「改善要望」か「満足度調査」のページ(コマンドではtake-forms)で取り込んでください。"
    ),
    "not_a_form": "「{path}」は按分帳の用紙ではありません。送った用紙(Excel)をそのまま返してもらってください。",
    "form_newer": "「{path}」は新しい版の按分帳の用紙です。新しい版の按分帳で取り込んでください。",
    "form_altered": (
        "「{path}」は用紙の見出しやシートが送ったものと違います。送った用紙に書き込んだものを返してもらってください。"
    ),
    "form_of_another_ledger": "「{path}」は別の台帳から送った用紙です。送った台帳で取り込んでください。",
    "form_of_another_kind": "「{path}」は{kind}の用紙です。そのページで取り込んでください。",
    "form_municipality_gone": "「{path}」の団体コード{code}の団体は台帳にありません。団体を確かめてください。",
    "form_cell": "「{path}」の{sheet}の{row}行目、{heading}: {reason}",
    "no_member_to_ask": "用紙を送る団体がありません。先に団体を登録してください。",
    "form_says_nothing": "「{path}」に取り込める記入がありません。",
    "ask_unit": "シート「{sheet}」の単位が{units}のどれか分かりません。単位を指定してください。",
    "ask_word": "{label}が{words}のどれか分かりません。{label}を指定してください。",
    "ask_tax": "この表は{word}ですが、台帳の金額は{ours}です。{ours}の金額に直すか、この表の消費税を指定してください。",
    "ask_hidden_rows": ("シート「{sheet}」に隠れた行が{count}行あります({rows})。取り込むか除くかを指定してください。"),
    "meant_unknown": "「{text}」という項目は台帳にありません。使える項目: {known}。",
    "heading_unknown": "「{text}」という見出しは、このファイルにありません。",
    # what is said of a block, and why something of it is left out
    "made_along": "表にある{what}のうち、台帳になかった{count}件を登録します: {names}。",
    "sheet_said": "シート「{sheet}」を読みました。",
    "unit_said": "{where}、列 {columns} の単位を{unit}として読みました。",
    "paths_said": "{columns}の列を、{column}として「／」でつないで読みました。",
    "units_of_rows_said": "列 {columns} の単位を、行ごとに読みました。",
    "parts_said": "見出しの「{words}」を、{label}として読みました。",
    "parts_added_said": "列 {columns}({words})を足して、{label}としました。",
    "marks_said": "列 {columns} の値に付いた注記の印({cell}など{count}か所)を除いて読みました。",
    "name_marks_said": "列 {columns} の団体名に付いた注記の印を除いて読みました。",
    "marks_of_pairs_said": "列 {columns} の○や×から、{table}の行だけを読みました。",
    "tiers_said": "{columns}の列を、{table}の段階として読みました(右の段階は左の段階の下に入ります)。",
    "day_said": "{where}、すべての行の{label}を{day}としました。",
    "word_said": "見出しか表題から、すべての行の{label}を「{word}」としました。",
    "codes_said": "列 {columns} の団体名から、空欄の団体コードを補いました。",
    "names_alone_said": "列 {columns} から、団体のコード、名前、ふりがな、区分を補いました。",
    "title_row": "見出しより上の行(表題や注記)です。",
    "total_row": "合計の行です。",
    "part_row": "ほかの行の内訳(うち、再掲)の行です。",
    "note_row": "注記の行です。",
    "heading_again": "見出しの繰り返しです。",
    "page_row": "ページの切れ目の行です。",
    "unit_row": "単位の行です。",
    "unit_column": "単位の記載です。",
    "group_row": "区切りの行です。",
    "hidden_row": "隠れた行です。",
    "hidden_columns_said": "隠れた列 {columns} も読みました。",
    "row_without_figures": "値のない行です。",
    "column_without_figures": "値のない列です。",
    "row_without_item": "項の番号も金額もない行です。",
    "prefecture_row": "都道府県の行です。",
    "not_a_member_row": "台帳にない団体の行です。",
    "helper_column": "ほかの列で分かる内容のため読みません。",
    "other_part": "左右に並んだ別の表の列です。",
    "column_not_read": "台帳のどの項目か分からない列です。",
    "number_column": "台帳が付ける番号の列のため読みません。",
    "row_says_no": "「{mark}」の行です。",
    "part_column": "内訳の列です(合計を読みました)。",
    "total_column": "合計の列です。",
    "sheet_hidden": "非表示のシートです。",
    "sheet_not_chosen": "このシートは読んでいません。一度に取り込むのは1シートです。",
    "sheet_of_nobody": "台帳の表ではないシートです。",
    "nothing_to_import": "取り込める行がありません。見出しの下に行があるかを確かめてください。",
    # issuing and answering
    "nothing_to_ask": "{name}に意向をたずねる要望がありません。方針が「検討中」か「実施」の要望だけが対象です。",
    "not_asked": "この要望は回答の対象ではありません。",
    "answer_not_read": (
        "項{item}の意向{where}の「{text}」は読めません。"
        "実施(●)・実施しない(×)・未定(？)・未回答(空欄)のいずれかに直してもらってください。"
    ),
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
