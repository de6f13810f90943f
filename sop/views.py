"""Pages of the SOP: list, official form, flowchart, what is unbound, and drafts."""

from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organization import clock
from organization.access import agencies_for, barred, is_barred
from organization.models import Agency, User
from organization.wayback import way_back
from sop.access import (
    AlreadyBound,
    CannotPublish,
    document_for,
    documents_for,
    draft_for,
    expect_publisher,
    expect_uploader,
    mending_as,
    version_asked,
)
from sop.flowchart import draw, strips
from sop.forms import ActorForm, GapForm, LaneForm, PublishForm, UploadForm
from sop.models import SopVersion
from sop.queries import (
    BindingGap,
    binding_gaps,
    draft_page,
    drafts_of,
    flow_of,
    official_form,
    open_gaps,
    published_versions,
    summaries,
    version_in_force,
)
from sop.services import (
    AgencyUnnamed,
    Loaded,
    add_lane,
    bind_gap,
    discard_draft,
    load_definition,
    publish_draft,
)


def document_list(request: HttpRequest) -> HttpResponse:
    on = localdate(clock.now())
    user = _user(request)
    documents = summaries(documents_for(user, on), on)
    locked = barred([(_("Unggah naskah SOP"), partial(expect_uploader, user))])
    context = {"documents": documents, "may_upload": not locked, "barred": locked}
    return render(request, "sop/document_list.html", context)


def document_upload(request: HttpRequest) -> HttpResponse:
    """A text of an SOP becomes a draft; its page shows what it says and what it still lacks."""
    now = clock.now()
    on, user = localdate(now), _user(request)
    expect_uploader(user)
    agencies = agencies_for(user, on).order_by("name")
    form = UploadForm(request.POST or None, request.FILES or None, agencies=agencies)
    if form.is_valid():
        definition, agency = form.cleaned_data["file"], form.cleaned_data["agency"]
        try:
            loaded = load_definition(definition=definition, agency=agency, now=now, user=user)
        except AgencyUnnamed as refused:
            form.add_error("agency", f"{refused.sentence} {refused.help}")
        else:
            return _to_draft(request, loaded)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else 200
    return render(request, "sop/document_upload.html", {"form": form}, status=status)


def _to_draft(request: HttpRequest, loaded: Loaded) -> HttpResponse:
    number = loaded.version.number
    if loaded.is_new:
        said = _("Tersimpan sebagai draf versi %(number)d; belum ada yang berlaku karenanya.")
    else:
        said = _("Naskah yang sama sudah tersimpan sebagai versi %(number)d.")
    messages.success(request, said % {"number": number})
    return redirect("sop:draft-detail", loaded.version.document_id, number)


def document_detail(request: HttpRequest, pk: int) -> HttpResponse:
    on = localdate(clock.now())
    user, version = _user(request), _version(request, pk)
    gaps, drafts = binding_gaps(version, on), list(drafts_of(version.document))
    mend, read = _("Lengkapi pelaksana dan jalur"), _("Lihat draf")
    mending = partial(mending_as, user, version.document, on)
    asked = [(mend, mending)] if gaps else []
    asked += [(read, mending)] if drafts else []
    replace = _("Unggah naskah pengganti")
    locked = barred([*asked, (replace, partial(expect_uploader, user))])
    context = {
        "version": version,
        "form": official_form(version),
        "versions": published_versions(version.document),
        "gaps": gaps,
        "drafts": [] if is_barred(read, locked) else drafts,
        "may_mend": bool(gaps) and not is_barred(mend, locked),
        "may_upload": not is_barred(replace, locked),
        "barred": locked,
    }
    return render(request, "sop/document_detail.html", context)


def document_flowchart(request: HttpRequest, pk: int) -> HttpResponse:
    version = _version(request, pk)
    flow = flow_of(version)
    title = _("Bagan alir %(sop)s") % {"sop": version.nama}
    context = {
        "version": version,
        "chart": SafeString(draw(flow, title)),
        "titles": [strip.title for strip in strips(flow)],
    }
    return render(request, "sop/document_flowchart.html", context)


def binding_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What keeps the SOP from opening, and a form for each kind of gap."""
    now = clock.now()
    on = localdate(now)
    user = _user(request)
    document = document_for(user, pk, on)
    acting = mending_as(user, document, on)
    version = (
        version_in_force(document, on)
        or published_versions(document).last()
        or drafts_of(document).first()
    )
    gaps = open_gaps(version, on) if version else []
    forms = _gap_forms(request, gaps, document.agency)
    form = forms.get(request.POST.get("bentuk", "")) if request.method == "POST" else None
    if form is not None and form.is_valid():
        save = add_lane if isinstance(form, LaneForm) else bind_gap
        try:
            save(**form.cleaned_data, starts_on=on, now=now, by=user, acting=acting)
        except AlreadyBound as refused:
            form.add_error("gap", f"{refused.sentence} {refused.help}")
        else:
            messages.success(request, _("Kaitan dicatat; berlaku bagi triwulan berikutnya."))
            return redirect(way_back(request.GET) or reverse("sop:binding-edit", args=[pk]))
    context = {"document": document, "gaps": gaps, "forms": forms}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form is not None else 200
    return render(request, "sop/binding_edit.html", context, status=status)


def draft_detail(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A draft beside the version in force; an administrator puts it in force from a day on."""
    now = clock.now()
    on, user = localdate(now), _user(request)
    draft = draft_for(user, pk, number, on)
    in_force = f"{reverse('sop:document-detail', args=[pk])}?versi={number}"
    if draft.published_at is not None:
        return redirect(in_force)
    publish, discard = _("Berlakukan SOP"), _("Buang draf")
    locked = barred(
        [
            (publish, partial(expect_publisher, user, draft.document)),
            (discard, partial(expect_uploader, user)),
        ]
    )
    if request.method == "POST":
        expect_publisher(user, draft.document)
    form = PublishForm(request.POST or None, initial={"effective_on": on})
    if request.method == "POST" and form.is_valid() and _publish(draft, form, user, now):
        said = _("Versi %(number)d diberlakukan; pelaksanaan yang terbuka tetap memakai versinya.")
        messages.success(request, said % {"number": number})
        return redirect(in_force)
    context = {
        "page": draft_page(draft, on),
        "version": draft,
        "procedure": official_form(draft),
        "form": None if is_barred(publish, locked) else form,
        "barred": locked,
        "may_discard": not is_barred(discard, locked),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else 200
    return render(request, "sop/draft_detail.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def draft_discard(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take a draft away, asked for on its page."""
    now = clock.now()
    user = _user(request)
    draft = draft_for(user, pk, number, localdate(now))
    if request.method != "POST":
        return redirect("sop:draft-detail", pk, number)
    expect_uploader(user)
    if not discard_draft(version=draft, user=user, now=now):
        messages.error(request, _("Versi ini sudah berlaku, sehingga tidak dapat dibuang."))
        return redirect("sop:draft-detail", pk, number)
    messages.success(request, _("Draf versi %(number)d dibuang.") % {"number": number})
    return redirect("sop:document-list")


def _publish(draft: SopVersion, form: PublishForm, user: User, now: datetime) -> bool:
    """Whether it is in force now; what keeps it from being so stands in the form."""
    try:
        publish_draft(version=draft, **form.cleaned_data, user=user, now=now)
    except CannotPublish as refused:
        for sentence in refused.problems:
            form.add_error(None, sentence)
    return not form.errors


def _gap_forms(request: HttpRequest, gaps: list[BindingGap], agency: Agency) -> dict[str, GapForm]:
    """A form per kind of gap that there is; the one that was sent is bound."""
    found: dict[str, GapForm] = {}
    kinds: list[tuple[str, type[GapForm]]] = [("pelaksana", ActorForm), ("jalur", LaneForm)]
    for name, form in kinds:
        own = [gap for gap in gaps if gap.key.startswith(name)]
        data = request.POST if request.POST.get("bentuk") == name else None
        initial = {"gap": request.GET.get("pilih")}
        if own:
            found[name] = form(data, prefix=name, gaps=own, agency=agency, initial=initial)
    return found


def _version(request: HttpRequest, pk: int) -> SopVersion:
    """The version asked for by `?versi=`, else the one in force today; 404 for foreign agencies."""
    asked = request.GET.get("versi", "")
    return version_asked(_user(request), pk, localdate(clock.now()), asked)


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)  # LoginRequiredMiddleware sees to it
