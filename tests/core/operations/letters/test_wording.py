from typing import Any

from core.documents.letters.texts import DEFAULTS
from core.model.machine.faults import Faults
from core.model.papers.letters import Letter, LetterKind, LetterSort
from core.operations.letters.wording import own_letter, unwrite_letter, write_letter
from core.words.sentences import sentence

USUAL = DEFAULTS[LetterKind.QUESTIONNAIRE]


def test_one_part_is_changed_and_the_others_stay_empty_which_means_as_usual(ledger: Any) -> None:
    ledger.do(write_letter(ledger.book, USUAL, "subject", "意向の確認"))
    body = "{団体名}の意向をお知らせください。"
    ledger.do(write_letter(ledger.book, USUAL, "body", body))
    own = own_letter(ledger.book, LetterKind.QUESTIONNAIRE)
    assert own == Letter(
        1, LetterKind.QUESTIONNAIRE, "意向の確認", LetterSort.INQUIRY, "{団体名}の意向をお知らせください。", ""
    )
    ledger.do(unwrite_letter(ledger.book, LetterKind.QUESTIONNAIRE))
    assert own_letter(ledger.book, LetterKind.QUESTIONNAIRE) is None


def test_a_field_that_does_not_exist_is_refused_by_name(ledger: Any) -> None:
    for column in ("subject", "body", "particulars"):
        wish = write_letter(ledger.book, USUAL, column, "{団体めい}様")
        assert isinstance(wish, Faults)
        (told,) = map(sentence, wish)
        assert told.startswith("{団体めい}という欄はありません。使えるのは{団体名}、")
        assert "{期限}" in told
