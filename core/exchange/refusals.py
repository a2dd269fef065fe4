"""A file that cannot be read as a spreadsheet, a CSV or a questionnaire: why, for core.messages.sentence."""

from collections.abc import Mapping


class SourceRefused(Exception):
    """Nothing was read. `rule` names the sentence, `facts` are its blanks."""

    def __init__(self, rule: str, **facts: object) -> None:
        super().__init__(rule, facts)
        self.rule = rule
        self.facts: Mapping[str, object] = facts
