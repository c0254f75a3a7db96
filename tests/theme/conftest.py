from tests.theme.browser_fixtures import (
    address,
    base_url,
    http_address,
    mini_site,
    quiet_page,
)

__all__ = ["address", "base_url", "http_address", "mini_site", "quiet_page"]
