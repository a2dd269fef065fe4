"""下限 and 一次審査の通過 as people write them: what somebody has to reach to be chosen, or to go on."""

import re

from core.model.machine.faults import Refused
from core.model.selection.rule_words import QUOTED, part_named, plain_text, rule_text, says, steps_of
from core.model.values.evaluation_rules import NO, Least, Passing, Threshold, Thresholds
from core.model.values.evaluation_scales import NUMBER, fraction_of
from core.pattern import pattern


def read_thresholds(text: str) -> Thresholds:
    """Return the lower limits, in order: 合計が満点の6割以上、各区分3割. Raises Refused "thresholds_unread"."""
    plain = rule_text(text)
    if plain in {NO, "-"}:
        return Thresholds()
    steps = []
    for piece in steps_of(plain, "[、,;。]|かつ|及び|または|又は|もしくは|若しくは"):
        match = re.fullmatch(
            rf"(.*?)(?:の|が|は|:)?(?:満点の?)?({NUMBER})(割|%|点)?(以上|未満[^0-9]*|に満たない[^0-9]*)?(\([^0-9]+\))?",
            piece,
        )
        if match is None or re.search("[0-9](割|%|点)", re.sub(QUOTED, "", match[1])):
            raise Refused("thresholds_unread", text=text)
        subject, amount, unit = match[1], fraction_of(match[2]), match[3] or "点"
        what, name = _least(subject, match[4] or "", match[5] or "", text)
        amount = amount / {"割": 10, "%": 100, "点": 1}[unit]
        if (unit != "点" and amount > 1) or (unit == "点" and 0 < amount < 1):
            raise Refused("evaluation_number", text=text)
        steps.append(Threshold(what, amount, unit != "点", name))
    return Thresholds(tuple(steps))


def _least(subject: str, tail: str, remark: str, text: str) -> tuple[Least, str]:
    """Return of what at least so much is asked: `tail` says whether the rule asks for it (以上) or shuts out what is
    below (未満とした委員が過半数なら失格), `remark` stands in brackets behind it."""
    if found := re.search(QUOTED, subject):
        return Least.NAMED, found[1]
    is_shut_out = tail.startswith(("未満", "に満たない"))
    if found := re.search("過半数|半数", subject + tail):
        return (Least.HALF if (found[0] == "過半数") is is_shut_out else Least.MAJORITY), ""
    subject += remark
    words = (
        (Least.TECHNICAL, "技術|価格(点)?を?除"),
        (Least.EACH_PART, "区分"),
        (Least.EACH_CRITERION, "項目"),
        (Least.MEAN, "平均"),
        (Least.TOTAL, "合計|総合|総点|満点|得点|全体|配点|^(最低)?基準点?$|^$"),
    )
    for what, known in words:
        if says(known, subject):
            return what, ""
    part = part_named(subject)
    if part is None:
        raise Refused("thresholds_unread", text=text)
    return Least.NAMED, part.label


_ONE_STAGE = pattern(r"(1|一)(段|段階)(だけ|のみ|審査)?|絞らない|全員")
_NUMERALS = "一二三四五六七八九"
_STAGE = r"(?:(?:一次|1次|書類)(?:審査|選考)?(?:は|の|で|における)?)?"
_BEST = pattern(
    _STAGE + r"(?:(?:得点|点数|評価点|点|合計)?(?:が|の)?(?:高い|高得点の|上位の?)(?:順に|順で|ほうから)?|上から|最大)?"
    r"([0-9]{1,4})(?:提案者|事業者|者|社|位)(?:以内|まで)?(?:が|を|は|とする)?"
    r"(?:[(](.*)[)])?(?:が|を|は)?(?:通過|選定|二次審査へ|二次審査に進む)?(?:とする|する)?"
)
_EQUALS = pattern(
    r"(?:(?:境の)?同点(?:者|の者|の場合|のとき)?(?:は|が|も)?)(?:全員|全者|すべて|全て|いずれも)(?:が|を|も)?(?:通過)?(?:する|とする)?"
)


def read_passing(text: str) -> Passing:
    """Return who goes on to the second stage: 上位3者, 満点の6割以上, 上位3者(同点は全員)、合計が満点の60%以上; なし is
    one stage only. Raises Refused "passing_unread", and what read_thresholds raises of a limit."""
    plain = re.sub(f"[{_NUMERALS}](?=[者社])", lambda match: str(_NUMERALS.index(match[0]) + 1), rule_text(text))
    if plain in {NO, "-"} or _ONE_STAGE.fullmatch(plain):
        return Passing()
    places: int | None = None
    equals, limits = False, []
    for piece in steps_of(plain, r"[、,;。](?![^(]*[)])|かつ|及び"):
        best = _BEST.fullmatch(piece)
        if best is not None and places is None:
            places = int(best[1])
            if best[2]:
                if not _EQUALS.fullmatch(best[2].replace("、", "")):
                    raise Refused("passing_unread", text=text)
                equals = True
        elif _EQUALS.fullmatch(piece):
            equals = True
        else:
            limits.append(piece)
    if places == 0 or (equals and places is None):
        raise Refused("passing_unread", text=text)
    if any(re.search("[0-9](?:提案者|事業者|者|社)", plain_text(re.sub(QUOTED, "", one))) for one in limits):
        raise Refused("passing_unread", text=text)
    try:
        least = (
            read_thresholds("、".join(re.sub(f"^{_STAGE}(?=.)", "", one) for one in limits)) if limits else Thresholds()
        )
    except Refused as refused:
        raise refused if refused.rule == "evaluation_number" else Refused("passing_unread", text=text) from refused
    return Passing(places, equals, least)
