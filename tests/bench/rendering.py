"""One way of rendering, in a process of its own: seconds, pages and the highest memory.

`python -m tests.bench.rendering WAY NUMBER` reads a snapshot as JSON. `ours` and `plain` start
from the snapshot, both with the same text and charts; `ready` is plain with that text given.
Seconds are those of the processor, which other programs change less than those of the clock.
"""

import io
import json
import resource
import sys
import time
from pathlib import Path

import django
from django.conf import settings
from pypdf import PdfReader

CODE = "ABCDE12345"
#: What a first stylesheet would leave to the library: widths by content, hyphens everywhere.
PLAIN = "table { table-layout: auto } html { hyphens: auto }"


def main(way: str, number: int) -> None:
    """Print one JSON line: seconds of each rendering, pages, bytes, memory after each, in MB."""
    django.setup()
    from reports.xlsx import render_xlsx  # noqa: PLC0415 - settings first

    data = json.load(sys.stdin)
    html = _html(data) if way == "ready" else ""
    figures = render_xlsx(data)
    seconds, memory = [], []
    content = b""
    for _time in range(number):
        begin = time.process_time()
        content = _ours(data, figures) if way == "ours" else _plain(html or _html(data))
        seconds.append(time.process_time() - begin)
        memory.append(_resident())
    found = {
        "seconds": seconds,
        "memory": memory,
        "peak": _peak(),
        "pages": len(PdfReader(io.BytesIO(content)).pages),
        "bytes": len(content),
    }
    print(json.dumps(found))  # noqa: T201 - the result


def _ours(data: dict[str, object], figures: bytes) -> bytes:
    from reports.pdf import render_pdf  # noqa: PLC0415 - part of what is measured

    return render_pdf(data, watermark="", code=CODE, figures=figures)


def _html(data: dict[str, object]) -> str:
    from reports.paper import paper_of  # noqa: PLC0415 - part of what is measured

    return paper_of(data, watermark="")


def _plain(html: str) -> bytes:
    import weasyprint  # noqa: PLC0415 - part of what is measured
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - part of what is measured

    static, fonts = settings.BASE_DIR / "static", FontConfiguration()
    sheet = str(static / "css" / "report-print.css")
    styles = [weasyprint.CSS(filename=sheet, font_config=fonts), weasyprint.CSS(string=PLAIN)]
    document = weasyprint.HTML(string=html, base_url=str(static))
    return bytes(document.write_pdf(stylesheets=styles, font_config=fonts, pdf_variant="pdf/ua-1"))


def _peak() -> float:
    """Of this program alone: `ru_maxrss` begins with what its parent had when it was started."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
