"""How many examples a property is tried with where each takes long."""

from hypothesis import settings

_USUAL = settings.get_profile("usual").max_examples


def few(number: int) -> settings:
    """Return settings for so many examples; under HYPOTHESIS_PROFILE=thorough for as many as there."""
    return settings(max_examples=number if settings().max_examples == _USUAL else settings().max_examples)
