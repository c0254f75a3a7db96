"""Serves a folder with Debian's nginx on loopback: what a reader's browser meets, and little work for the machine.

Python's own web server takes as much of a processor as the browser that is being measured.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.ensure_servers import MIME_TYPES, NGINX, require
from tests.local_server import free_port, running

CONFIGURATION = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    include {mime_types};
    types {{ text/javascript mjs; }}
    default_type application/octet-stream;
    access_log off;
    sendfile on;
    add_header Cache-Control no-store;  # every visit is a first one
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root "{site}";
    }}
}}
"""


@contextmanager
def nginx(site: Path) -> Iterator[str]:
    """Yield the address of a folder that nginx serves during the block, ending in a slash.

    Raises BuildError when there is no nginx to be had, RuntimeError with its log when it does not start.
    """
    port = free_port()
    with TemporaryDirectory() as folder:
        configuration, log = Path(folder) / "nginx.conf", Path(folder) / "error.log"
        values = {"folder": folder, "mime_types": require(MIME_TYPES), "port": port, "site": site}
        configuration.write_text(CONFIGURATION.format(**values), encoding="utf-8")
        with running([str(require(NGINX)), "-c", str(configuration), "-e", str(log)], port, log):
            yield f"http://127.0.0.1:{port}/"
