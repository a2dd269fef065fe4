"""The sentences of procurements: rules, scores, prices, ties."""

SENTENCES: dict[str, str] = {
    # parts of a rule (core/model/selection/evaluation_reading.py)
    "price_formula_unread": "「{text}」は価格点の式として読めません。{choices}のいずれかにしてください。",
    "price_formula_lacks": "「{text}」には数が足りません。{example}のように入力してください。",
    "steps_not_decreasing": "「{text}」の段階は、順に点が下がるように並べてください。",
    "rounding_unread": (
        "「{text}」は端数の扱いとして読めません。「小数第3位を四捨五入」「係数の小数第5位を切り捨て」"
        "「しない」のように入力してください。"
    ),
    "rounding_twice": "{text}の端数の扱いが2つあります。1つにしてください。",
    "aggregation_unread": "「{text}」は集計の方法として読めません。{choices}のいずれかにしてください。",
    "aggregation_lacks": "「{text}」には何点に圧縮するかがありません。「圧縮(80点に)」のように入力してください。",
    "thresholds_unread": (
        "「{text}」は下限として読めません。「合計が満点の60%以上」「技術点が500点以上」「各区分が満点の30%以上」"
        "「なし」のように入力してください。"
    ),
    "passing_unread": (
        "「{text}」は一次審査の通過として読めません。「上位3者」「上位3者(同点は全員)」「合計が満点の60%以上」"
        "「上位3者、合計が満点の60%以上」のように、決まった数で入力してください。1段だけなら「なし」です。"
    ),
    "ties_unread": "「{text}」は同点の扱いとして読めません。{choices}を、先に使う順に「、」で並べてください。",
    "scale_unread": "「{text}」は尺度として読めません。「A=1、B=0.75、C=0.5」「○△×」「点」のように入力してください。",
    "scale_not_decreasing": (
        "尺度「{text}」は、高い段階から低い段階へ割合が下がるように、1以下で並べてください。同じ段階は2度使えません。"
    ),
    "evaluation_number": "「{text}」の数は使えません。確かめてください。",
    "score_unread": "「{text}」は点として読めません。0以上の数か、尺度の段階を入力してください。",
    "factor_unread": "「{text}」は係数として読めません。0より大きい数を入力してください。",
    # what a procurement keeps (core/operations/evaluation)
    "rule_names_nothing": "案件「{procurement}」に「{name}」という区分・大項目・評価項目はありません。",
    "points_zero": "評価項目「{name}」の配点が0です。1以上にしてください。",
    "rule_frozen": (
        "案件「{procurement}」の規則と評価項目は凍結されています。変えるには「規則を変える決定」を記録してください。"
    ),
    "rule_not_frozen": "案件「{procurement}」の規則は凍結されていません。そのまま変更できます。",
    "nothing_to_freeze": "案件「{procurement}」に評価項目がありません。先に登録してください。",
    "decision_without_name": "決定の名称(会議の名前など)を入力してください。",
    "not_of_scale": "「{text}」は評価項目「{criterion}」の点として使えません。使えるもの: {scale}。",
    "above_points": "「{text}」は評価項目「{criterion}」の配点{most}点を超えています。",
    "above_points_of_sum": (
        "「{text}」は評価項目「{criterion}」の配点{most}点を超えています。審査員全員の合計なら、集計を「合計(6名)」のように"
        "人数を付けて入力してください。"
    ),
    "above_points_of_all": "「{text}」は評価項目「{criterion}」の配点×審査員数の{most}点を超えています。",
    "score_of_another": "提案者「{bidder}」と評価項目「{criterion}」は別の案件のものです。",
    "sum_and_seats": (
        "「{bidder}」の「{criterion}」には審査員ごとの点があります。審査員のない点(全員の合計)は一緒に入れられません。"
    ),
    "scores_closed": "案件「{procurement}」の技術採点は締め切られています。",
    "scores_not_closed": "案件「{procurement}」の技術採点は締め切られていません。",
    "one_stage_only": "案件「{procurement}」は審査が1段です。規則の「一次審査の通過」を決めてから行ってください。",
    "first_of_one_stage": (
        "「{bidder}」に一次審査の結果がありますが、案件「{procurement}」は審査が1段です。"
        "案件の「一次審査の通過」を「上位3者」のように決めてください。"
    ),
    "stage_without_criteria": (
        "案件「{procurement}」は審査が2段ですが、{stage}の評価項目がありません。評価項目の「審査の段階」を確かめてください。"
    ),
    "first_stage_closed": "案件「{procurement}」の一次審査の採点は締め切られています。",
    "close_before_passing": "案件「{procurement}」の一次審査の採点を締め切ってから、一次審査の結果を確定してください。",
    "first_stage_decided": (
        "案件「{procurement}」の一次審査の結果は確定しています。変えるには「採点を再開する」を使ってください。"
    ),
    "first_stage_open": (
        "案件「{procurement}」の一次審査の結果が確定していません。一次審査の採点を締め切り、結果を確定してください。"
    ),
    "score_not_reached": (
        "「{bidder}」は一次審査で次点以下のため、二次審査の評価項目「{criterion}」の点は入れられません。"
    ),
    "nothing_scored": "案件「{procurement}」には採点が1件もありません。締め切る前に採点を入力してください。",
    "price_after_deadline": "「{bidder}」の提案額は、提案期限より後({on})に出されています。受け付けられません。",
    "price_not_sealed": "案件「{procurement}」の価格は封印されていません。",
    "act_kept": "選定の記録は削除できません。取り消すときは、直後に「元に戻す」を使ってください。",
    "scored_kept": (
        "案件「{procurement}」の技術採点は締め切られているため、採点のある「{name}」は削除できません。"
        "点を使わないときは、審査員は出席を「欠席」に、提案者は失格の理由を入れてください。"
    ),
    "sealed_bidder_moved": "「{bidder}」の提案額は封印されています。開封するまで、ほかの案件に移せません。",
    "close_before_opening": "案件「{procurement}」の技術採点を締め切るまで、価格は開封できません。",
    "draw_of_two": "同点の提案者を2者以上、順に選んでください。",
    "draw_without_witness": "決め方(くじなど)と、立ち会った人を入力してください。",
    "draw_not_in_rule": (
        "案件「{procurement}」の規則の「同点」に、くじ・協議・委員長の決定・決選投票がないため、決まった順を使えません。"
        "規則に加えてから記録してください。"
    ),
    "no_procurement": "選定案件がありません。",
    # score sheets that go out and come back (core/operations/score_sheets)
    "nothing_to_score": (
        "{reviewer}には採点する評価項目か提案者がありません(利害関係や欠席で点を使わない席にも発行しません)。"
    ),
    "criterion_changed": (
        "評価項目「{criterion}」の配点か尺度が、{reviewer}への発行の後に変わっています。発行し直してください。"
    ),
    "score_in_sheet": (
        "採点票{where}の「{text}」は、評価項目「{criterion}」の点として使えません。使えるもの: {scale}。"
        "直してもらってください。"
    ),
    "answers_not_scores": (
        "「{path}」は採点票ではありません。意向の回答は「回答のやり取り」のページで取り込んでください。"
    ),
    "scores_not_answers": "「{path}」は採点票です。「採点票の受け渡し」のページで取り込んでください。",
    "is_score_book": "按分帳の採点票です。「採点票の受け渡し」のページ(コマンドではtake)で取り込んでください。",
    # results (core/calc/evaluation)
    "sums_beside_seats": (
        "{names}には、審査員ごとの点と審査員のない点(全員の合計)の両方があります。審査員ごとの点で計算しています。"
    ),
    "out_by_reason": "失格としています: {reason}",
    "out_over_limit": "失格: 提案額{price}円が限度額{limit}円を超えています。",
    "out_required": "失格: 必須の評価項目「{criterion}」を満たしていません。",
    "behind_in_first": "一次審査{rank}位({count}者中)。二次審査に進む者: {passing}。",
    "short_in_first": "一次審査で「{limits}」に届いていません。",
    "behind_as_recorded": "一次審査で次点以下と記録されています。",
    "first_stage_waits": "ほかの提案者の一次審査の点が揃っていません。",
    "first_stage_tied": (
        "一次審査の境(二次審査に進む者: {passing})で同点です。提案者の「一次審査」に、通過か次点以下を入れて"
        "決めてください。"
    ),
    "first_stage_differs": "一次審査の結果の記録が、採点と規則による結果と違います: {names}。記録によっています。",
    "first_stage_count": "二次審査に進むと記録された提案者が{count}者いて、規則({passing})より多くなっています。",
    "second_stage_unused": "二次審査に進まなかった提案者の、二次審査の点は使っていません: {names}。",
    "part_not_scored": "{part}の採点が揃っていません。",
    "price_sealed": "価格は封印されています。技術採点を締め切ってから開封します。",
    "price_missing": "提案額が入力されていません。",
    "price_of_nothing": "提案額が0円のため、価格点を計算できません。失格とするか、提案額を確かめてください。",
    "limit_missing": "限度額が入力されていないため、この式で価格点を計算できません。",
    "no_criteria": "評価項目が登録されていません。",
    "all_out": "すべての提案者が失格です。該当者はありません。",
    "seats_left_out": "採点に空欄があるため、点を使わない審査員がいます: {names}。",
    "seats_differ": "提案者によって採点した審査員の数が違います。",
    "untrimmed": "審査員が4人未満のため、最高・最低を除かずに平均しています。",
    "seats_out": "利害関係・欠席などのため、点を使わない審査員: {names}。",
}
