"""A picture from outside once it has been drawn anew: nothing of the file is left but what is seen."""

from core.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class TakenPicture:
    """`content` is PNG or JPEG of this program's own making, without metadata, of so many pixels."""

    content: bytes
    width: int
    height: int


class PictureRefused(Exception):
    """A file cannot be put in as a picture: `rule` is the reason, `facts` what its sentence tells."""

    def __init__(self, rule: str, **facts: str) -> None:
        super().__init__(rule, facts)
        self.rule = rule
        self.facts = facts
