"""What makes the product installable: its manifest, a service worker, and the page without network.

The worker keeps files whose name carries their hash, one page that knows nobody, and the open
entry forms of who is signed in, for when the network is away (decision 29).
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from kinerja import __version__

ICONS = (
    ("icons/kinerja-192.png", "192x192", "any"),
    ("icons/kinerja-512.png", "512x512", "any"),
    ("icons/kinerja-512-maskable.png", "512x512", "maskable"),
)


@login_not_required
def manifest(_request: HttpRequest) -> JsonResponse:
    content = {
        "name": _("Kinerja: pengumpulan data kinerja"),
        "short_name": "Kinerja",
        "lang": "id",
        "id": "/",
        "start_url": reverse("workflow:inbox"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#f4f6f8",
        "theme_color": "#1b4f7a",
        "icons": [
            {"src": static(path), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for path, sizes, purpose in ICONS
        ],
    }
    response = JsonResponse(content, content_type="application/manifest+json")
    response["Cache-Control"] = "max-age=86400"
    return response


@login_not_required
def favicon(_request: HttpRequest) -> HttpResponse:
    """Where programs ask that read no page: to the icon, whose address changes with its content."""
    response = redirect(static("favicon.svg"))
    response["Cache-Control"] = "max-age=86400"
    return response


@login_not_required
def service_worker(request: HttpRequest) -> HttpResponse:
    context = {"version": __version__}
    response = render(request, "pwa/worker.js", context, content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response


@login_not_required
def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "pwa/offline.html")
