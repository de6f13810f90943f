"""As in `kinerja.formats.id`: who reads 1.234,5 on a paper must not read 1,234.5 on the page.

Only the names of months and days follow the language.
"""

from kinerja.formats.id.formats import *  # noqa: F403
