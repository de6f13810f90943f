"""Addresses of this room; its paper, which carries a code, comes from `reports`."""

from django.urls import path

from sop import views

urlpatterns = [
    path("", views.document_list, name="document-list"),
    path("unggah/", views.document_upload, name="document-upload"),
    path("<int:pk>/", views.document_detail, name="document-detail"),
    path("<int:pk>/alur/", views.document_flowchart, name="document-flowchart"),
    path("<int:pk>/kaitan/", views.binding_edit, name="binding-edit"),
    path("<int:pk>/draf/<int:number>/", views.draft_detail, name="draft-detail"),
    path("<int:pk>/draf/<int:number>/buang/", views.draft_discard, name="draft-discard"),
]
