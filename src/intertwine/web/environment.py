"""The variables of the environment that a server reads; docs/web.md says what each is for."""

DATA = "INTERTWINE_DATA"
HOSTS = "INTERTWINE_HOSTS"
BEHIND_TLS = "INTERTWINE_BEHIND_TLS"
VIEW_MEMORY = "INTERTWINE_VIEW_MEMORY"
