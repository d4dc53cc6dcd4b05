"""Django's settings. Safe as they stand; docs/web.md lists what the environment may say."""

import os

from intertwine.web import environment, limits
from intertwine.web.data import address_of, data_folder


def _words(name: str) -> list[str]:
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


DEBUG = False
ALLOWED_HOSTS = [*_words(environment.HOSTS), "localhost", "127.0.0.1", "[::1]"]

INSTALLED_APPS = ["intertwine.web"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "intertwine.web.urls"
# The outermost first. There is no SECRET_KEY, no session and no CSRF token: data.py keeps the key that signs the one
# cookie, and OneSite refuses what another site sends.
MIDDLEWARE = [
    "intertwine.web.middleware.RequestLog",
    "intertwine.web.middleware.Headers",
    "intertwine.web.middleware.Bounded",
    "intertwine.web.languages.InLanguage",
    "django.middleware.common.CommonMiddleware",
    "intertwine.web.middleware.OneSite",
    "intertwine.web.compression.Compressed",
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": address_of(data_folder()),
        "OPTIONS": {
            # What is acknowledged is on disk, and stays there through a loss of power. The journal is a file of its
            # own, so that a reader writes nothing (a full disk stops marks alone), and the database is always whole
            # when nobody writes (a copy of it can be taken and put back). It stays there, which saves time.
            "init_command": "PRAGMA journal_mode=PERSIST; PRAGMA synchronous=FULL;",
            "transaction_mode": "IMMEDIATE",
            "timeout": 1,  # seconds to wait for another program's lock: threads wait meanwhile
        },
    }
}

USE_TZ = True
# Days are those of the place where the server stands. A zone that is named here, or the usual one (Chicago), would be
# that of the whole process.
TIME_ZONE = None
USE_I18N = True
LANGUAGE_CODE = "en"
# The languages of the pages' own words, by their names in themselves. Each but English has a catalogue in `locale`.
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": code,  # templates are compiled for each language by itself
        "APP_DIRS": False,
        "DIRS": [os.path.join(os.path.dirname(__file__), "templates")],  # noqa: PTH118, PTH120 - as Django writes it
        "OPTIONS": {"environment": "intertwine.web.jinja.environment", "language": code},
    }
    for code, _ in LANGUAGES
]
LOCALE_PATHS = [os.path.join(os.path.dirname(__file__), "locale")]  # noqa: PTH118, PTH120 - as Django writes it
LANGUAGE_COOKIE_NAME = "intertwine-language"
LANGUAGE_COOKIE_AGE = 400 * 24 * 3600

DATA_UPLOAD_MAX_MEMORY_SIZE = limits.FORM
DATA_UPLOAD_MAX_NUMBER_FIELDS = limits.FIELDS
DATA_UPLOAD_MAX_NUMBER_FILES = 1  # progress that is brought back; other pages refuse it
FILE_UPLOAD_MAX_MEMORY_SIZE = limits.FORM
FILE_UPLOAD_HANDLERS = ["intertwine.web.uploads.NoFiles"]

# Behind a proxy that ends TLS and always sets this header, and only there.
if os.environ.get(environment.BEHIND_TLS) == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Django's own log lines hold addresses and error texts, which can name what a viewer may not know; `RequestLog` writes
# the only lines there are.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"nowhere": {"class": "logging.NullHandler"}},
    "loggers": {"django": {"handlers": ["nowhere"], "level": "CRITICAL", "propagate": False}},
}
