"""A real nginx and a real Caddy on the loopback address, each with the configuration that deploy/ offers for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from scripts.building.steps import ROOT
from scripts.ensure_servers import BROTLI_STATIC, CADDY, MIME_TYPES, NGINX, require
from scripts.precompress import precompress
from tests.local_server import PATIENCE, free_port, running

MAIN = """
load_module {brotli};
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    include {mime_types};
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@dataclass(frozen=True)
class Answer:
    """What the server sent."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A running server and the folder that it serves."""

    port: int
    web: Path

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a path; `Accept_Encoding` stands for the header Accept-Encoding."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response: HTTPResponse = connection.getresponse()
        answer = Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        connection.close()
        return answer


@pytest.fixture(scope="session")
def web(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a web server is given: the built site, compressed ahead of time."""
    folder = tmp_path_factory.mktemp("web") / "web"
    precompress(site, folder)
    return folder


@contextmanager
def nginx(web: Path, folder: Path) -> Iterator[Server]:
    """Start Debian's nginx with deploy/nginx.conf."""
    port = free_port()
    here = {
        "listen 80;": f"listen 127.0.0.1:{port};",
        "listen [::]:80;": "",
        "root /srv/plans/dist/web;": f"root {web};",
    }
    (folder / "site.conf").write_text(configuration("nginx.conf", here), encoding="utf-8")
    paths = {"folder": folder, "brotli": require(BROTLI_STATIC), "mime_types": require(MIME_TYPES)}
    (folder / "nginx.conf").write_text(MAIN.format(**paths), encoding="utf-8")
    command = [
        str(require(NGINX)),
        "-p",
        str(folder),
        "-c",
        str(folder / "nginx.conf"),
        "-e",
        str(folder / "error.log"),
    ]
    with running(command, port, folder / "error.log"):
        yield Server(port, web)


@contextmanager
def caddy(web: Path, folder: Path) -> Iterator[Server]:
    """Start Debian's Caddy with deploy/Caddyfile; what Caddy keeps goes to the folder."""
    port = free_port()
    here = {":80 {": f"http://127.0.0.1:{port} {{\n\tbind 127.0.0.1", "root * /srv/plans/dist/web": f"root * {web}"}
    text = "{\n\tadmin off\n}\n" + configuration("Caddyfile", here)
    (folder / "Caddyfile").write_text(text, encoding="utf-8")
    command = [str(require(CADDY)), "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    with running(command, port, folder / "error.log", XDG_CONFIG_HOME=str(folder), XDG_DATA_HOME=str(folder)):
        yield Server(port, web)


SERVERS = {"nginx": nginx, "caddy": caddy}


@pytest.fixture(scope="session", params=SERVERS)
def server(request: pytest.FixtureRequest, web: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    name: str = request.param
    with SERVERS[name](web, tmp_path_factory.mktemp(name)) as started:
        yield started


def configuration(name: str, here: dict[str, str]) -> str:
    """Return a configuration of deploy/ with the places that a test has to put elsewhere replaced."""
    text = (ROOT / "deploy" / name).read_text(encoding="utf-8")
    for given, replacement in here.items():
        assert text.count(f"{given}\n") == 1
        text = text.replace(f"{given}\n", f"{replacement}\n")
    return text
