"""The entrance for a web server."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from spoorboek.web.warm_up import warm_up

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spoorboek.conf.settings")
application = get_wsgi_application()
warm_up()
