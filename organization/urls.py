"""Addresses of accounts."""

from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from organization import views
from organization.forms import LoginForm

app_name = "organization"

urlpatterns = [
    path("", views.profile, name="profile"),
    path(
        "masuk/",
        login_not_required(
            auth.LoginView.as_view(
                template_name="organization/login.html",
                authentication_form=LoginForm,
                redirect_authenticated_user=True,
            )
        ),
        name="login",
    ),
    path("keluar/", auth.LogoutView.as_view(next_page="organization:login"), name="logout"),
    path("sandi/", views.password_change, name="password-change"),
    path("pengisi/", views.filler_list, name="filler-list"),
    path("pengisi/<int:pk>/cabut/", views.filler_revoke, name="filler-revoke"),
    path("jabatan/", views.term_choose, name="term-choose"),
]
