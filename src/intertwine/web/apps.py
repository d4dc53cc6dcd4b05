"""The one Django application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """People and their progress."""

    name = "intertwine.web"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
