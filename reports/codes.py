"""The short code on every page: read by people from paper, guessed by nobody.

Ten signs of Crockford's base 32 (no I, L, O, U): 50 bits, printed in two groups of five.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
#: What eyes and pens confuse.
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})


def new_code() -> str:
    """A code that nobody can guess."""
    return "".join(secrets.choice(ALPHABET) for _sign in range(LENGTH))


def printed(code: str) -> str:
    """In two groups, as on paper: `4XK2P-9QWTZ`."""
    return f"{code[:5]}-{code[5:]}"


def read(typed: str) -> str:
    """The code that somebody typed from paper, or nothing where it cannot be one."""
    code = typed.strip().upper().translate(MISREAD)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""
