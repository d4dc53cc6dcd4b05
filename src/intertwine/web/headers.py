"""Names of headers and types of content that several modules write."""

CACHE_CONTROL = "Cache-Control"
CONTENT_LANGUAGE = "Content-Language"
CONTENT_SECURITY_POLICY = "Content-Security-Policy"
CONTENT_TYPE = "Content-Type"
LOCATION = "Location"
RETRY_AFTER = "Retry-After"
SVG = "image/svg+xml"
