"""A real nginx on the loopback address, with the configuration that deploy/ offers."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from scripts.build_steps import ROOT
from scripts.ensure_servers import BROTLI_STATIC, MIME_TYPES, NGINX, require
from scripts.precompress import precompress

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
PATIENCE = 10.0


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


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def server(web: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    site = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    for given, here in {
        "listen 80;": f"listen 127.0.0.1:{port};",
        "listen [::]:80;": "",
        "root /srv/plans/dist/web;": f"root {web};",
    }.items():
        assert site.count(given) == 1
        site = site.replace(given, here)
    (folder / "site.conf").write_text(site, encoding="utf-8")
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
    with subprocess.Popen(command) as process:
        _wait_for(port, process, folder)
        yield Server(port, web)
        process.terminate()


def _wait_for(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    process.kill()
    pytest.fail((folder / "error.log").read_text())
