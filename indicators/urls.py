"""Addresses of this room."""

from django.urls import path

from indicators import views

app_name = "indicators"
urlpatterns = [
    path("", views.indicator_list, name="indicator-list"),
    path("<int:pk>/", views.indicator_detail, name="indicator-detail"),
    path("<int:pk>/target/", views.target_revise, name="target-revise"),
    path("angka/<int:pk>/tetap/", views.figure_settle, name="figure-settle"),
    path("muat/<slug:agency>/<slug:table>/", views.plan_load, name="plan-load"),
    path("muat/<slug:agency>/<slug:table>.xlsx", views.plan_template, name="plan-template"),
    path("periksa-capaian/", views.capaian_check, name="capaian-check"),
    path("bukti/<int:pk>/", views.evidence_download, name="evidence-download"),
    path("bukti/<int:pk>/pratinjau/", views.evidence_preview, name="evidence-preview"),
]
