"""How the login of django-allauth behaves here: no sign-up, and secrets that are not readable.

The key that encrypts the secrets of the second step is kept apart from SECRET_KEY, so that a stolen
database, or a stolen signing key, opens nothing.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import timedelta
from io import BytesIO
from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from qrcode.image.svg import SvgPathFillImage

from spoorboek.apps.access.sealed_fields import get_field_keys
from spoorboek.apps.people.kept_forms import drop_old_forms

_JUST_SET_UP = timedelta(minutes=5)


def _fernet() -> MultiFernet:
    digests = [hashlib.sha256(key.encode()).digest() for key in get_field_keys()]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class EntranceAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up: an administrator makes the account."""

    # The scanner takes a sentence about a password for one.
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Dit account is gesloten.",
        "enter_current_password": "Vul het wachtwoord in dat u nu gebruikt.",  # nosec B105
        "incorrect_password": "Dit wachtwoord klopt niet.",  # nosec B105
        "too_many_login_attempts": "Te veel pogingen. Wacht vijf minuten en probeer het dan opnieuw.",
        "rate_limited": "Te veel pogingen. Wacht vijf minuten en probeer het dan opnieuw.",
        "username_password_mismatch": "De gebruikersnaam of het wachtwoord klopt niet.",  # nosec B105
    }

    def post_login(self, request: HttpRequest, user: Any, **how: Any) -> HttpResponse:
        """Let somebody in; what others typed and never came back for is thrown away meanwhile."""
        drop_old_forms(at=timezone.now())
        answer: HttpResponse = super().post_login(request, user, **how)
        return answer

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Ask for the password again, except while the second step is being set up for the first time.

        Somebody who has no second step yet gave the password a moment ago and can go nowhere else; and
        whoever set it up just now is on the way to their recovery codes.
        """
        if app == "allauth.mfa":
            steps = Authenticator.objects.filter(user_id=self.request.user.pk, type=Authenticator.Type.TOTP)
            first = steps.order_by("created_at").first()
            if first is None or timezone.now() - first.created_at < _JUST_SET_UP:
                return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secret of the second step encrypted."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Deze code klopt niet. Elke code geldt een halve minuut en werkt één keer.",
    }

    def encrypt(self, text: str) -> str:
        """Return the text encrypted with the first key."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the text, with whichever key encrypted it."""
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def encrypt_anew(self, encrypted_text: str) -> str:
        """Return the same secret encrypted with the first key, whichever key encrypted it."""
        return _fernet().rotate(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """Return the QR code as an SVG element that can stand in a page with a strict policy."""
        drawn = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(drawn)
        # Without the XML declaration, which has no place inside a page.
        return drawn.getvalue().decode().partition("?>")[2].strip()
