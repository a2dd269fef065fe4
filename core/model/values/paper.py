"""The sheets of paper that a printout may be made for."""

from core.model.values.words import Word


class Paper(Word):
    A4 = "A4", "A4"
    A3 = "A3", "A3"


class Orientation(Word):
    LANDSCAPE = "landscape", "横"
    PORTRAIT = "portrait", "縦"
