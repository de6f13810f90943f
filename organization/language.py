"""In which language a text is made: pages in the reader's, papers and what is kept in the office's.

A paper, an event or a message is read by others than whoever caused it, so it is Indonesian.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import override

P = ParamSpec("P")
T = TypeVar("T")


def in_office_language(make: Callable[P, T]) -> Callable[P, T]:
    """For what writes a text that stays or leaves the house; not for generators."""

    @wraps(make)
    def made(*args: P.args, **kwargs: P.kwargs) -> T:
        with office_language():
            return make(*args, **kwargs)

    return made


def office_language() -> override:
    """The same for a block."""
    return override(settings.LANGUAGE_CODE)


def _filled(text: object, names: Mapping[str, object]) -> str:
    return str(text) % names


#: A lazy sentence with its names, which is still lazy: `%` would settle its language.
filled = lazy(_filled, str)
