"""One line per subject."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from kinerja.gallery import gallery
from kinerja.health import healthz
from kinerja.help import help_detail, help_list, term_list
from kinerja.pwa import favicon, manifest, offline, service_worker
from organization.urls import staffing_patterns
from reports.urls import chart_patterns, procedure_patterns, public_patterns, search_patterns
from sop.urls import urlpatterns as sop_patterns
from workflow.urls import preparing_patterns

urlpatterns = [
    path("", include("workflow.urls")),
    path("akun/", include("organization.urls")),
    path("pejabat/", include((staffing_patterns, "staffing"))),
    path("kinerja/", include("indicators.urls")),
    path("laporan/", include("reports.urls")),
    path("sop/", include(([*sop_patterns, *procedure_patterns], "sop"))),
    path("verifikasi/", include((public_patterns, "verification"))),
    path("pantau/grafik/", include((chart_patterns, "charts"))),
    path("cari/", include((search_patterns, "search"))),
    path("persiapan/", include((preparing_patterns, "preparing"))),
    path("bantuan/", help_list, name="help-list"),
    path("bantuan/istilah/", term_list, name="term-list"),
    path("bantuan/<slug:role>/", help_detail, name="help-detail"),
    path("bahasa/", login_not_required(set_language), name="set_language"),
    path("gaya/", gallery, name="gallery"),
    path("healthz/", healthz, name="healthz"),
    path("favicon.ico", favicon, name="favicon"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("pekerja.js", service_worker, name="service-worker"),
    path("luar-jaringan/", offline, name="offline"),
    path("admin/", admin.site.urls),
]
