"""Signing in."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class LoginForm(AuthenticationForm):
    """Account and password; a wrong pair is told without saying which of both is wrong."""

    error_messages = {
        "invalid_login": _(
            "Nama akun atau sandi tidak cocok. Periksa huruf besar dan kecil, lalu coba lagi."
        ),
        "inactive": _("Akun ini tidak aktif. Hubungi administrator perangkat daerah Anda."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Nama akun")
        self.fields["password"].label = _("Sandi")
