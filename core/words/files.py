"""Sentences about files: who has them open, what is wrong with them, what was merged, salvaged and handed over."""

SENTENCES: dict[str, str] = {
    # who has it open (core/storage/document/presence.py)
    "held": (
        "「{path}」は{who}が{pc}で開いています({since}から)。読むだけにするか、写しで作業してください。"
        "両方で書き換えると、あとで見比べて一つにまとめることになります。"
    ),
    "held_by_window": (
        "「{path}」は{who}が{pc}で開いています({since}から)。何も変えていません。"
        "按分帳の画面を閉じてもらってから、もう一度実行してください。"
    ),
    "held_perhaps": (
        "「{path}」には{who}が{pc}で開いている印があります({since}から)が、しばらく動きがありません。"
        "電源が切れたのかもしれません。本人に確かめてから引き継いでください。"
    ),
    "taken_over": (
        "このファイルは{who}が{pc}で引き継いで開きました({since})。これまでの作業は無事です。"
        "保存すると、相手の変更と見比べることになります。"
    ),
    "opened_read_only": (
        "「{path}」は読むだけで開いているため変更できません。変更するには「名前を付けて保存」で写しを作ってください。"
    ),
    "being_saved": (
        "「{path}」をほかの画面かPCが保存している最中です。これまでの作業は無事です。少し待ってから、もう一度保存してください。"
    ),
    "file_in_use_by": (
        "「{path}」を{who}({pc})が使用中のため書き込めません。これまでの作業は無事です。"
        "閉じてもらってから、もう一度操作してください。"
    ),
    "link_loop": (
        "「{path}」は自分自身に戻るリンクのため使えません。リンクではなく、台帳のファイルそのものを指定してください。"
    ),
    "open_elsewhere": (
        "「{path}」は{who}が{pc}で開いています({since}から)。置き換えていません。別の名前を付けて保存してください。"
    ),
    "replace_held_perhaps": (
        "「{path}」には{who}が{pc}で開いている印があります({since}から)が、しばらく動きがありません。"
        "本人に確かめてから置き換えてください。"
    ),
    # opening
    "open_disk_full": (
        "このPCの、按分帳のデータを置くディスクの空き容量が足りないため開けません。空きを作ってから、もう一度操作してください。"
    ),
    "open_read_only": "「{path}」に書き込めないため開けません。このPCの、按分帳のデータを置く場所を確かめてください。",
    "open_not_permitted": (
        "「{path}」を使う権限がないため開けません。ファイルには手を加えていません。管理者に権限を確かめてください。"
    ),
    "open_in_use": (
        "「{path}」をほかのプログラムが使用中のため開けません。そのプログラムを閉じてから、もう一度開いてください。"
    ),
    "open_io_error": (
        "「{path}」を読めませんでした。ファイルには手を加えていません。接続や装置を確かめてから、もう一度開いてください。"
    ),
    "not_a_file": "「{path}」は普通のファイルではありません(装置か通信路です)。台帳のファイルを指定してください。",
    "program_fault": (
        "プログラムの誤りにより続けられませんでした({kind})。何も変えていません。プログラムの担当者にお知らせください。"
    ),
    "file_unsteady": (
        "「{path}」は読むたびに内容が変わります。コピーか同期の途中のようです。ファイルには手を加えていません。"
        "終わるまで待ってから、もう一度開いてください。"
    ),
    "migration_failed": (
        "「{path}」を今の版の形式に直せませんでした。ファイルには手を加えていません。"
        "作ったときの版の按分帳で開き、プログラムの担当者にお知らせください。"
    ),
    "removable": (
        "取り外せる装置(USBメモリーなど)にあるファイルを開いています。"
        "抜く前に保存してこのファイルを閉じてください。編集中の内容はこのPCにも残ります。"
    ),
    # changed outside
    "not_same_document": (
        "「{path}」は別の台帳に置き換わっています。統合できません。名前を付けて別のファイルに保存してください。"
    ),
    "outside_unreadable": (
        "ファイルの場所にあるものと見比べられませんでした。{reason}これまでの作業は無事です。"
        "名前を付けて別のファイルに保存してください。"
    ),
    "merge_refused": "統合すると台帳の規則に反するため、取りやめました。{reason}",
    # whether a ledger is sound (core/operations/health/soundness.py)
    "no_consortium": (
        "協議会の設定がありません。画面では開けません。控えを開くか、recoverコマンドか画面の「読み取れる行を救出する」で、"
        "残りの行を新しい台帳に移してください。"
    ),
    "unusable_without_consortium": (
        "「{path}」には協議会の設定がないため開けません。ファイルには手を加えていません。"
        "控えを開くか、読み取れる行を新しい台帳に救出してください。"
    ),
    "impossible_value": "表「{table}」の{row}の「{label}」に、ありえない値「{text}」が入っています。",
    "reference_to_nothing": "表「{table}」の{row}の「{label}」が、ない行({text})を指しています。{done}",
    "circle": "表「{table}」の{row}は、「{label}」をたどるとそれ自身に戻ります。いちばん上の行として表示しています。",
    "impossible_id": "表「{table}」に、ありえない番号「{text}」の行があります。{done}",
    "key_twice": "表「{table}」の{row}の「{label}」が、ほかの行と同じ「{text}」です。",
    "row_against_rule": "{row}に誤りがあります。{reason}",
    "parts_differ": (
        "{what}の負担額を足すと{parts}円で、総額{total}円と一致しません。プログラムの担当者にお知らせください。"
    ),
    "no_such_sheet": "確定版「{name}」はこの台帳にありません。ある確定版: {known}",
    "sheet_keeps_nothing": "確定版「{name}」には、見比べられる内容が残っていません。PDFで比べてください。",
    "sheet_not_read": (
        "確定版「{name}」に残っている帳票の内容を読めません。見比べるとき、変更点、文書番号には使いません。"
        "PDFで確かめてください。"
    ),
    "sheet_unreadable": (
        "確定版「{name}」に残っている内容は、壊れているため読めません。見比べていません。PDFで比べてください。"
    ),
    "state_unreadable": "{titles}の内容は、壊れているため読めません。見比べていません。",
    "paper_unreadable": (
        "確定版{name}に残っている帳票の内容は、壊れているため読めません。帳票の内容は見比べていません。PDFで比べてください。"
    ),
    "paper_keeps_nothing": "確定版{name}には帳票の内容が残っていないため、帳票の内容は見比べていません。",
    "paper_of_another_version": (
        "確定版{name}の帳票「{report}」はこの版にないため、帳票の内容は見比べていません。PDFで比べてください。"
    ),
    "papers_of_different_kinds": (
        "確定版「{before}」は「{first}」、「{after}」は「{second}」なので、帳票の内容は見比べていません。"
    ),
    "not_comparable": "{before}と{after}は見比べられませんでした。どちらも変わっていません。",
    "sheet_differs": "確定版「{name}」のPDFが、確定したときのものと一致しません。",
    # a damaged file
    "good_backup": (
        "いちばん新しい正常な控えは{at}のもので、「{council}」の台帳です。控えの最後の変更は、{last_at}に{who}が行った「{label}」です。"
    ),
    "good_backup_unchanged": (
        "いちばん新しい正常な控えは{at}のもので、「{council}」の台帳です。控えには変更の記録がありません。"
    ),
    "known_by_name": (
        "どの台帳だったかをファイルから読み取れないため、名前が同じ控えを探しました。この台帳のものかどうかを確かめてください。"
    ),
    "no_good_backup": "正常な控えはありません。",
    # salvage and handing over
    "nothing_salvaged": "「{path}」から読み取れた行がありません。控えを開いてください。",
    "same_file": "「{path}」は開いている台帳そのものです。別の名前を付けてください。",
    "already_there": "「{path}」は既にあります。別の名前を指定してください。",
    # a change log that was closed off (core/storage/document/closed_log.py)
    "nothing_to_close": "{date}までの変更履歴はありません。何も変わっていません。もっと後の日付を指定してください。",
    "log_foreign": "「{path}」は、締め切った変更履歴のファイルではありません。",
    "log_damaged": (
        "「{path}」は書き換えられたか、途中で切れています({last}番までは順に読めました)。"
        "控えや、別の場所に取ってある同じファイルを使ってください。"
    ),
    # what is taken out of the program (core/jobs)
    "nothing_to_print": "この帳票に印刷する内容がありません。先に団体と、この帳票に載せるものを登録してください。",
}
