"""The sentences of typing, looking up and of tables on the screen: what the machine refuses, whatever the subject."""

from core.model.values.money import LIMIT

SENTENCES: dict[str, str] = {
    "not_a_number": "「{text}」は数として読めません。数字で入力してください。",
    "not_whole": "「{text}」に端数があります。整数で入力してください。",
    "negative": "「{text}」は負の数です。0以上で入力してください。",
    "too_large": "「{text}」は大きすぎます。" + f"{LIMIT:,}円未満で入力してください。",
    "not_a_date": "「{text}」は日付として読めません。平成26年8月6日、H26.8.6、2014-08-06のように入力してください。",
    "not_a_partial_date": (
        "「{text}」は日付として読めません。平成26年、平成26年4月、平成26年4月22日、H26.4、2014-04-22のように入力してください。"
    ),
    "not_an_edge": (
        "「{text}」は日付として読めません。令和8年4月6日、R8.4.6、令和8年4月上旬、R8.4のように入力してください。"
    ),
    # cells, forms and tables (core/operations/editing)
    "sealed_value": "{label}の「封印」は隠した印で、値ではありません。新しい行には値を入れるか、空欄にしてください。",
    "blank": "{label}を入力してください。",
    "too_long": "{length:,}文字あります。{limit:,}文字までにしてください。",
    "control_character": "使えない制御文字が含まれています(□の箇所): {text}",
    "too_large_number": "「{text}」は大きすぎます。桁数を確かめてください。",
    "not_a_word": "「{text}」は{label}として読めません。{choices}のいずれかを入力してください。",
    "not_a_state": (
        "「{text}」は意向として読めません。実施(●)・実施しない(×)・未定(？)・未回答(空欄)のいずれかを入力してください。"
    ),
    "not_a_flag": "「{text}」は、はい・いいえとして読めません。○か×、または空欄にしてください。",
    "not_a_fiscal_year": "「{text}」は年度として読めません。令和8年度、R8、2026のように入力してください。",
    "not_editable": "{row}のこの欄は書き換えられません。行を削除して作り直してください。",
    "gone": "この{row}の行はすでに削除されています。表を読み直してからやり直してください。",
    "duplicate": "{label}「{text}」はすでに使われています。別の{label}にしてください。",
    "cannot_remove": "協議会の設定は削除できません。内容を書き換えてください。",
    "no_order": "{row}の並び順は変えられません。番号の順に並びます。",
    "under_itself": (
        "「{row}」を、それ自身やその下にある「{above}」の下に置くことはできません。別の{label}を選んでください。"
    ),
    "any_row_form": (
        "「{text}」からは、どの表のどの行か分かりません。「団体:射水市」のように、表の名前と行の名前をコロンでつないでください。"
    ),
    # look-ups
    "owner_refused": "{what}「{text}」の行が取り込めないため、この行も取り込めません。",
    "nothing_to_find": "「{text}」という{what}はありません。まだ{what}が登録されていません。",
    "unknown": "「{text}」という{what}はありません。次のいずれかを指定してください: {candidates}。",
    "ambiguous": "「{text}」に当たる{what}が複数あります。次のいずれかを正確に指定してください: {candidates}。",
    # tables on the screen (ui/tables/sheet)
    "row_not_here": (
        "「{text}」という{label}の行がこの表に見つかりません。絞り込みで隠れている行と、同じ名前の行が複数あるものは"
        "貼り付けられません。"
    ),
    "no_rows_yet": "ここにはまだ行を追加できません。先に、この欄に示すものを登録してください。",
    "clipboard_empty": "クリップボードに文字がありません。Excelなどで範囲をコピーしてから貼り付けてください。",
    "clipboard_too_large": (
        "コピーした範囲が大きすぎるため貼り付けません。ファイルに保存し、取込・書出のページで取り込んでください。"
    ),
    "new_row_unfinished": "{labels}がまだ空欄のため、新しい行は追加されていません。入力すると追加されます。",
    "cell_locked": "この欄は入力できません。",
    "paste_too_wide": (
        "貼り付ける範囲が表の右端を{extra}列はみ出すため、何も変更していません。貼り付ける位置を左に移してください。"
    ),
    "paste_too_tall": (
        "貼り付ける範囲が表の下端を{extra}行はみ出すため、何も変更していません。"
        "先に行を追加するか、貼り付ける位置を上に移してください。"
    ),
}
