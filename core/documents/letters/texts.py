"""What each letter says unless the ledger says it in other words."""

from dataclasses import replace

from core.model.book import Book
from core.model.papers.letters import Letter, LetterKind, LetterSort

_GREETING = "日頃から{協議会名}の運営にご協力をいただき、お礼申し上げます。"
_TO_VENDORS = "時下ますますご清栄のこととお喜び申し上げます。"

DEFAULTS: dict[LetterKind, Letter] = {
    one.kind: one
    for one in (
        Letter(
            0,
            LetterKind.NOTICE,
            "カスタマイズに係る費用及び負担額について",
            LetterSort.NOTICE,
            f"{_GREETING}\n\n"
            "このことについて、貴団体に関係するカスタマイズの費用と負担額を、下記のとおりお知らせします。\n\n"
            "なお、意向が未定又は未回答のものについては、{期限}までに事務局へご回答くださるようお願いします。",
            "今の回答による額　{合計}\nあり得る幅　{あり得る幅}\n未定・未回答　{未定の件数}\n"
            "回答期限　{期限}\n内訳　別紙のとおり",
        ),
        Letter(
            0,
            LetterKind.QUESTIONNAIRE,
            "カスタマイズの実施に関する意向について",
            LetterSort.INQUIRY,
            f"{_GREETING}\n\n"
            "このことについて、貴団体の意向を確認したいので、別紙「意向確認票」に記入の上、"
            "下記によりご回答くださるようお願いします。",
            "回答期限　{期限}\n回答方法　別紙「意向確認票」の☐に印を付けて返送\n返送先　{返送先}\n対象　{件数}",
        ),
        Letter(
            0,
            LetterKind.REMINDER,
            "カスタマイズの実施に関する意向の回答について",
            LetterSort.REMINDER,
            f"{_GREETING}\n\n"
            "このことについて、{前の文書}によりご回答をお願いしておりますが、別紙のものについては、"
            "まだ意向が決まっていないか、ご回答をいただいておりません。\n\n"
            "つきましては、別紙に記入の上、{期限}までにご回答くださるようお願いします。"
            "なお、行き違いで既にご回答をいただいている場合は、ご容赦ください。",
            "回答期限　{期限}\n返送先　{返送先}\n対象　{件数}",
        ),
        Letter(
            0,
            LetterKind.GAP_INQUIRY,
            "標準と異なる機能の要否について",
            LetterSort.INQUIRY,
            f"{_GREETING}\n\n"
            "このことについて、次期システムの標準と異なる機能が貴団体の業務に必要かどうかを確認したいので、"
            "別紙「要否照会票」に記入の上、下記によりご回答くださるようお願いします。",
            "回答期限　{期限}\n返送先　{返送先}\n対象　{件数}",
        ),
        Letter(
            0,
            LetterKind.IMPROVEMENT_INQUIRY,
            "改善要望について",
            LetterSort.INQUIRY,
            f"{_GREETING}\n\n"
            "このことについて、ほかの団体から出された改善要望への賛否と、貴団体の改善要望を確認したいので、"
            "別紙「改善要望照会票」に記入の上、下記によりご回答くださるようお願いします。",
            "回答期限　{期限}\n返送先　{返送先}\n対象　{件数}(うち未回答 {未定の件数})",
        ),
        Letter(
            0,
            LetterKind.CHARGE_NOTICE,
            "{年度}の負担金について",
            LetterSort.NOTICE,
            f"{_GREETING}\n\nこのことについて、貴団体の負担金を、下記のとおりお知らせします。",
            "負担金　{負担金}\n前の年度の負担金　{前年度の負担金}\n増減　{増減}\n内訳及び算定の基礎　別紙のとおり",
        ),
        Letter(
            0,
            LetterKind.CLAIM,
            "{年度}の負担金({事業} {期})の納付について",
            LetterSort.CLAIM,
            f"{_GREETING}\n\nこのことについて、下記のとおり請求しますので、納期限までに納付くださるようお願いします。",
            "請求額　{請求額}\n納付済の額　{納付済}\n未納の額　{未納}\n納期限　{期限}\n"
            "事業　{事業}\n期　{期}\n算定　{算定}",
        ),
        Letter(
            0,
            LetterKind.SETTLEMENT,
            "{年度}の負担金の精算について",
            LetterSort.NOTICE,
            f"{_GREETING}\n\nこのことについて、貴団体の負担金を精算しましたので、下記のとおりお知らせします。",
            "精算後の負担金　{精算後の負担金}\n納付計　{納付計}\n差引　{差引}\n処理　{処理}\n内訳　別紙のとおり",
        ),
        Letter(
            0,
            LetterKind.SCORING,
            "「{案件}」の採点について",
            LetterSort.REQUEST,
            "このことについて、別紙「採点票」により、提案者ごとに採点くださるようお願いします。\n\n"
            "なお、空欄は未採点として扱いますので、0点のときは0とご記入ください。",
            "提出期限　{期限}\n提出先　{返送先}\n採点票　{件数}",
        ),
        Letter(
            0,
            LetterKind.SELECTION,
            "「{案件}」の選定の結果について",
            LetterSort.NOTICE,
            f"{_TO_VENDORS}\n\n"
            "ご提案いただいた「{案件}」について、下記のとおり決定しましたので、お知らせします。"
            "ご提案いただいたことに、お礼を申し上げます。",
            "結果　{結果}\n決定した日　{決定日}\n順位　{順位}\n総合評価点　{評価点}\n理由　{理由}\n"
            "評価点の一覧　別紙のとおり",
        ),
    )
}


def text_of(book: Book, kind: LetterKind) -> Letter:
    """Return what a letter says: the ledger's own words, and the program's where it has none."""
    usual = DEFAULTS[kind]
    own = next((one for one in book.all(Letter).values() if one.kind is kind), None)
    if own is None:
        return usual
    return replace(
        own,
        subject=own.subject or usual.subject,
        body=own.body or usual.body,
        particulars=own.particulars or usual.particulars,
    )
