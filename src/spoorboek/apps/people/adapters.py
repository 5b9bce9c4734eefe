"""How the login of django-allauth behaves here: no sign-up, and secrets that are not readable.

The key that encrypts the secrets of the second step is kept apart from SECRET_KEY, so that a stolen
database, or a stolen signing key, opens nothing.
"""

from __future__ import annotations

import base64
import hashlib
from io import BytesIO

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from qrcode.image.svg import SvgPathFillImage


def _fernet() -> MultiFernet:
    digests = [hashlib.sha256(key.encode()).digest() for key in settings.FIELD_KEYS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class EntranceAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up: an administrator makes the account."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Ask for the password again, except while the second step is being set up for the first time.

        Somebody who has no second step yet gave the password a moment ago and can go nowhere else.
        """
        if app == "allauth.mfa" and not is_mfa_enabled(self.request.user):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secret of the second step encrypted."""

    def encrypt(self, text: str) -> str:
        """Return the text encrypted with the first key."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the text, with whichever key encrypted it."""
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """Return the QR code as an SVG element that can stand in a page with a strict policy."""
        drawn = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(drawn)
        # Without the XML declaration, which has no place inside a page.
        return drawn.getvalue().decode().partition("?>")[2].strip()
