"""Papers that say the same, printed once in each process of a session."""

import functools

from reports import pdf

#: Same HTML, style and figures give the same bytes, which tests/reports/test_pdf.py proves.
print_once = functools.lru_cache(maxsize=256)(pdf._printed)
