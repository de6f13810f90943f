"""Sentences of the pure rules, which know no framework: who runs them lends a translator."""

from collections.abc import Callable

_speaker: Callable[[str], str] = str


def say(text: str) -> str:
    """A text in the language that is spoken now; imported as `_`, so that it is collected."""
    return _speaker(text)


def gettext_noop(text: str) -> str:
    """Marks a text that is kept as it is and said later; named as the collector knows it."""
    return text


def speak_with(translate: Callable[[str], str]) -> None:
    """Lend a translator, once at start."""
    global _speaker
    _speaker = translate
