"""Addresses of accounts, and of the office's people."""

from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from organization.forms import LoginForm
from organization.views import account, feed, staffing

app_name = "organization"

urlpatterns = [
    path("", account.profile, name="profile"),
    path(
        "masuk/",
        login_not_required(
            account.SignIn.as_view(
                template_name="organization/login.html",
                authentication_form=LoginForm,
                redirect_authenticated_user=True,
            )
        ),
        name="login",
    ),
    path("keluar/", auth.LogoutView.as_view(next_page="organization:login"), name="logout"),
    path("sandi/", account.password_change, name="password-change"),
    path("pengisi/", account.filler_list, name="filler-list"),
    path("pengisi/<int:pk>/cabut/", account.filler_revoke, name="filler-revoke"),
    path("kalender/buat/", feed.feed_renew, name="feed-renew"),
    path("kalender/cabut/", feed.feed_revoke, name="feed-revoke"),
    path("jabatan/", account.term_choose, name="term-choose"),
]

#: Mounted beside the accounts, under a name of its own.
staffing_patterns = [
    path("", staffing.officeholder_list, name="officeholder-list"),
    path("tambah/", staffing.term_add, name="term-add"),
    path("<int:pk>/akhiri/", staffing.term_end, name="term-end"),
    path("<int:pk>/batalkan/", staffing.term_cancel, name="term-cancel"),
    path("cuti/", staffing.leave_add, name="leave-add"),
    path("cuti/<int:pk>/akhiri/", staffing.leave_end, name="leave-end"),
]
