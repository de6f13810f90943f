"""Every URL, every role, every method: 200, redirect, 403, 404 or 409 as designed, never 500.

A URL without a row here fails, so that a new page cannot be forgotten.
"""

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from organization.models import Event
from tests.architecture.conftest import AGENCY, ROLES
from workflow.models import Task

READERS = (
    *("kepala", "kabid", "kasubid", "analis", "kasubag perencanaan"),
    *("pembaca kabupaten", "administrator", "pengisi"),
)
#: Whose requests get furthest: the holder of the open task, and who may configure.
ACTORS = ("kasubid", "administrator")
#: name → (arguments, answer to readers of the agency, answer to people of another agency)
PAGES = {
    "workflow:inbox": ({}, 200, 200),
    "workflow:task-list": ({}, 200, 200),
    "workflow:notice-list": ({}, 200, 200),
    "workflow:channel-list": ({}, 200, 200),
    "workflow:time-detail": ({"pk": "task"}, 200, 404),
    "workflow:task-detail": ({"pk": "task"}, 200, 404),
    # an order has no form, so there is no workbook of it
    "workflow:task-workbook": ({"pk": "task"}, 404, 404),
    "workflow:run-detail": ({"pk": "run"}, 200, 404),
    "workflow:run-workbook": ({"pk": "run"}, 200, 404),
    "workflow:run-chart": ({"pk": "run"}, 200, 404),
    "workflow:disposisi-list": ({}, 200, 200),
    "workflow:disposisi-detail": ({"pk": "sheet"}, 200, 404),
    "workflow:monitor": ({}, 200, 200),
    "workflow:schedule": ({}, 200, 200),
    "workflow:takeover-list": ({}, 200, 200),
    "workflow:calendar": ({}, 200, 200),
    # an order of the clock has a due time
    "workflow:task-step": ({"pk": "task"}, 200, 404),
    "workflow:task-calendar": ({"pk": "task"}, 200, 404),
    "workflow:holiday-workbook": ({"government": "jeneponto", "year": 2026}, 200, 404),
    "organization:profile": ({}, 200, 200),
    "organization:password-change": ({}, 200, 200),
    "organization:filler-list": ({}, 200, 200),
    "staffing:officeholder-list": ({}, 200, 200),
    # entered for an agency that the address names; without one there is nothing to enter
    "staffing:term-add": ({}, 404, 404),
    "staffing:leave-add": ({}, 404, 404),
    "indicators:indicator-list": ({}, 200, 200),
    "indicators:indicator-detail": ({"pk": "indicator"}, 200, 404),
    "indicators:capaian-check": ({}, 200, 200),
    "sop:document-list": ({}, 200, 200),
    "sop:document-detail": ({"pk": "document"}, 200, 404),
    "sop:document-flowchart": ({"pk": "document"}, 200, 404),
    "sop:document-pdf": ({"pk": "document"}, 200, 404),
    "sop:draft-detail": ({"pk": "document", "number": 9}, 404, 404),
    "sop:draft-discard": ({"pk": "document", "number": 9}, 404, 404),
    "reports:report-list": ({}, 200, 200),
    "help-list": ({}, 200, 200),
    "help-detail": ({"role": "pengisi"}, 200, 200),
    "term-list": ({}, 200, 200),
    "charts:chart-list": ({}, 200, 200),
    "charts:chart-file": ({"chart": "ketepatan", "kind": "csv"}, 200, 200),
    "search:search-list": ({}, 200, 200),
    "reports:report-detail": ({"pk": "report"}, 200, 404),
    "reports:report-pdf": ({"pk": "report"}, 409, 404),
    "reports:report-xlsx": ({"pk": "report"}, 409, 404),
    "reports:report-docx": ({"pk": "report"}, 409, 404),
    # an open triwulan has no reviewed report yet
    "reports:review-statement": ({"pk": "report"}, 404, 404),
    "reports:report-file": ({"pk": "report", "file": 1}, 404, 404),
    "reports:disposisi-sheet": ({"run": "run"}, 200, 404),
    "reports:book-pdf": ({"book": "ekspedisi", "agency": AGENCY, "year": 2026}, 200, 404),
    "reports:book-xlsx": ({"book": "agenda", "agency": AGENCY, "year": 2026}, 200, 404),
    "reports:document-detail": ({"document": "e81", "agency": AGENCY, "year": 2026}, 200, 404),
    "reports:document-pdf": ({"document": "pk", "agency": AGENCY, "year": 2026}, 200, 404),
    "reports:document-docx": ({"document": "pk", "agency": AGENCY, "year": 2026}, 200, 404),
    "reports:document-xlsx": ({"document": "renaksi", "agency": AGENCY, "year": 2026}, 200, 404),
    "workflow:ekspedisi-list": ({}, 200, 200),
    "workflow:timeliness-list": ({}, 200, 200),
    "workflow:timeliness-run": ({"pk": "run"}, 200, 404),
    "reports:timing-people": ({}, 200, 200),
    "reports:timing-detail": ({"pk": "document"}, 200, 404),
    "reports:timing-xlsx": ({"pk": "document"}, 200, 404),
    "reports:timing-xes": ({"pk": "document"}, 200, 404),
}
#: Pages that only some of the agency's people may open: name → (arguments, roles that get 200).
NARROW = {
    "workflow:takeover-detail": ({"pk": "term"}, ("kepala", "kabid", "kasubid", "administrator")),
    "reports:takeover-pdf": ({"pk": "term"}, ("kepala", "kabid", "kasubid", "administrator")),
    "sop:document-upload": ({}, ("administrator",)),
    "sop:binding-edit": ({"pk": "document"}, ("kasubag perencanaan", "administrator")),
    "workflow:indicator-assign": (
        {"pk": "indicator"},
        ("kepala", "kasubag perencanaan", "administrator"),
    ),
    "indicators:target-revise": ({"pk": "indicator"}, ("kepala",)),
    "indicators:plan-load": (
        {"agency": AGENCY, "table": "indikator"},
        ("kepala", "administrator"),
    ),
    "indicators:plan-template": (
        {"agency": AGENCY, "table": "renstra"},
        ("kepala", "administrator"),
    ),
    "workflow:week-add": ({"agency": AGENCY}, ("administrator",)),
    "workflow:week-edit": ({"pk": "week"}, ("administrator",)),
    "workflow:holiday-import": ({"government": "jeneponto"}, ("administrator",)),
    "workflow:reminder-detail": ({"agency": AGENCY}, ("administrator",)),
    # of no agency yet, so nobody is told that it is not his
    "preparing:agency-list": ({}, ("administrator",)),
    "preparing:agency-add": ({}, ("administrator",)),
    "preparing:government-add": ({}, ("administrator",)),
    "preparing:agency-detail": ({"agency": AGENCY}, ("administrator",)),
    "preparing:identity-edit": ({"agency": AGENCY}, ("administrator",)),
    "preparing:staff-import": ({"agency": AGENCY}, ("administrator",)),
    "preparing:staff-workbook": ({"agency": AGENCY}, ("administrator",)),
    "preparing:staff-list": ({"agency": AGENCY}, ("administrator",)),
    "preparing:sop-choose": ({"agency": AGENCY}, ("administrator",)),
    "preparing:binding-edit": ({"agency": AGENCY}, ("administrator",)),
    "preparing:indicator-step": ({"agency": AGENCY}, ("administrator",)),
    "preparing:calendar-step": ({"agency": AGENCY}, ("administrator",)),
    "preparing:mail-step": ({"agency": AGENCY}, ("administrator",)),
    "preparing:rehearsal": ({"agency": AGENCY}, ("administrator",)),
    "workflow:letter-edit": ({"agency": AGENCY, "kind": "whatsapp"}, ("administrator",)),
    "workflow:agenda-edit": ({"pk": "sheet"}, ("kasubag perencanaan",)),
    "workflow:scan-add": ({"pk": "sheet"}, ("kasubag perencanaan",)),
    "reports:report-return": ({"pk": "report"}, ("kepala",)),
    "reports:overview-add": ({}, ("pembaca kabupaten",)),
    "reports:overview-narrative": (
        {"government": "jeneponto", "year": 2026},
        ("pembaca kabupaten",),
    ),
    "reports:pack-detail": (
        {"agency": AGENCY, "year": 2026},
        ("kepala", "kasubag perencanaan"),
    ),
    "reports:proposal-edit": ({"pk": "document"}, ("kasubag perencanaan", "administrator")),
    "reports:proposal-source": (
        {"pk": "document", "number": 1},
        ("kasubag perencanaan", "administrator"),
    ),
    "reports:narrative-edit": (
        {"agency": AGENCY, "year": 2026},
        ("kepala", "kasubag perencanaan"),
    ),
}
#: Changes: an empty POST by somebody who may not is refused, and by nobody else accepted silently.
CHANGES = {
    "workflow:notice-read": {},
    "workflow:time-extend": {"pk": "task"},
    "workflow:time-follow-up": {"pk": "task"},
    "workflow:time-snooze": {"pk": "task"},
    "workflow:ladder-copy": {"agency": AGENCY},
    "workflow:holiday-apply": {"government": "jeneponto"},
    "workflow:task-save": {"pk": "task"},
    "workflow:task-assign": {"pk": "task"},
    "workflow:task-share": {"pk": "task"},
    "workflow:task-hand-over": {"pk": "task"},
    "workflow:task-receive": {"pk": "task"},
    "workflow:task-receive-lane": {"pk": "task", "submission": 1},
    "workflow:task-approve": {"pk": "task"},
    "workflow:task-document": {"pk": "task"},
    "workflow:task-return": {"pk": "task"},
    "workflow:task-upload": {"pk": "task"},
    "workflow:task-apply": {"pk": "task"},
    "workflow:task-autosave": {"pk": "task"},
    "workflow:run-reopen": {"pk": "run"},
    "workflow:disposisi-direct": {"pk": "sheet"},
    "workflow:hop-read": {"pk": "hop"},
    "workflow:hop-forward": {"pk": "hop"},
    "workflow:hop-recall": {"pk": "hop"},
    "reports:report-approve": {"pk": "report"},
    "reports:report-retry": {"pk": "report"},
    "reports:report-assist": {"pk": "report"},
    "reports:report-review": {"pk": "report"},
    "reports:report-sign": {"pk": "report"},
    "reports:report-sign-locally": {"pk": "report"},
    "reports:report-submit": {"pk": "report"},
    "reports:report-publish": {"pk": "report"},
    "reports:publication-correct": {"pk": "report"},
    "reports:report-rebuild": {"pk": "report"},
    "workflow:week-remove": {"pk": "week"},
    "organization:feed-renew": {},
    "organization:feed-revoke": {},
    "organization:term-choose": {},
    # of nobody: the filler of this world keeps his reach to the end of the walk
    "organization:filler-revoke": {"pk": 0},
    "staffing:term-end": {"pk": 1},
    "staffing:term-cancel": {"pk": 1},
    "staffing:leave-end": {"pk": 1},
}
#: Walked elsewhere: sign-in, health, and what needs a row that an open triwulan does not have yet.
ELSEWHERE = {
    "organization:login",
    "organization:logout",
    "healthz",
    "gallery",
    "favicon",
    "manifest",
    "service-worker",
    "offline",
    "set_language",
    "verification:verification-find",
    "indicators:evidence-download",
    "indicators:evidence-preview",
    "reports:pack-download",
    "indicators:figure-settle",
    "workflow:scan-download",
    "workflow:wording-edit",
    "workflow:calendar-feed",
    "verification:verification-check",
}


def names(patterns=None, prefix="") -> set[str]:
    """Every named URL of the product; the admin is Django's own."""
    found = set()
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver) and pattern.namespace != "admin":
            inner = f"{pattern.namespace}:" if pattern.namespace else prefix
            found |= names(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            found.add(f"{prefix}{pattern.name}")
    return found


def test_every_url_has_a_row():
    assert names() == {*PAGES, *NARROW, *CHANGES, *ELSEWHERE}


def address(world, name, arguments):
    kwargs = {
        key: getattr(world, value).pk if isinstance(value, str) and hasattr(world, value) else value
        for key, value in arguments.items()
    }
    return reverse(name, kwargs=kwargs)


def answers(world, method, rows, roles=tuple(ROLES)):
    """(role, name) → status of every row for each of these roles."""
    found = {}
    for role in roles:
        client = Client(raise_request_exception=True)
        user = world.user(role)
        if user is not None:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        for name, arguments in rows.items():
            found[role, name] = getattr(client, method)(address(world, name, arguments)).status_code
    return found


def test_every_page_answers_each_role_as_designed_and_changes_nothing(world, known_refusals):
    """No GET, on whatever URL, writes an event or moves the task; refusals are told apart."""
    expected = {}
    for name, (_arguments, own, other) in PAGES.items():
        expected |= {(role, name): own for role in READERS}
        expected["orang dinas lain", name] = other
        expected["bukan pengguna", name] = 302
    for name, (arguments, roles) in NARROW.items():
        expected |= {(role, name): 200 if role in roles else 403 for role in READERS}
        # an address that names nothing has nothing to hide
        expected["orang dinas lain", name] = 404 if arguments else 403
        expected["bukan pengguna", name] = 302
    pages = {name: row[0] for name, row in (PAGES | NARROW).items()}
    before = Event.objects.exclude(action__startswith="refused.").count()
    found = answers(world, "get", pages)
    assert {key: (found[key], expected[key]) for key in found if found[key] != expected[key]} == {}
    changes = answers(world, "get", CHANGES)
    assert {key: status for key, status in changes.items() if status >= 500} == {}
    assert Event.objects.exclude(action__startswith="refused.").count() == before
    assert Task.objects.get(pk=world.task.pk).state == world.task.state


@pytest.mark.parametrize("method", ["put", "delete", "patch", "trace"])
def test_what_no_form_sends_is_refused_on_every_url(world, method):
    rows = {name: row[0] for name, row in (PAGES | NARROW).items()} | CHANGES
    assert set(answers(world, method, rows, ACTORS).values()) == {405}


@pytest.mark.parametrize("method", ["options", "head"])
def test_no_question_about_any_url_breaks(world, method):
    """Neither changes anything, so that it does not matter who asks."""
    rows = {name: row[0] for name, row in (PAGES | NARROW).items()} | CHANGES
    found = answers(world, method, rows, ACTORS[:1])
    assert {key: status for key, status in found.items() if status >= 500} == {}


def test_a_change_is_refused_to_who_may_not_make_it(world, known_refusals):
    """The task belongs to a Kasubid: everybody else is refused, and nothing has changed after."""
    found = answers(world, "post", CHANGES)
    wrong = {}
    for (role, name), status in found.items():
        if "pk" not in CHANGES[name]:
            allowed = set(range(500))
        elif role == "bukan pengguna":
            allowed = {401}
        elif role == "orang dinas lain":
            allowed = {404}
        elif name.startswith("workflow:task-") and role != "kasubid":
            allowed = {403}
        else:
            allowed = {200, 302, 400, 403, 404, 409, 422}
        if status not in allowed:
            wrong[role, name] = status
    assert wrong == {}
    world.task.refresh_from_db()
    assert world.task.state == "terbuka"
    pages = {name: row[0] for name, row in (PAGES | NARROW).items()}
    found = answers(world, "post", pages, ACTORS)
    assert {key: at for key, at in found.items() if at >= 500} == {}
