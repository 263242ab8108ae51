"""The site behind real web servers, set up as an administrator would: our own file included, and nothing else said."""

from __future__ import annotations

import functools
import http.server
import os
import re
import socket
import socketserver
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from serving import serve

NGINX_CONFIG = """
daemon off;
master_process off;
pid {work}/pid;
error_log {work}/log;
events {{}}
http {{
  access_log off;
  client_body_temp_path {work}/body;
  proxy_temp_path {work}/proxy;
  fastcgi_temp_path {work}/fastcgi;
  uwsgi_temp_path {work}/uwsgi;
  scgi_temp_path {work}/scgi;
  include /etc/nginx/mime.types;
  server {{
    listen 127.0.0.1:{port};
    root {site};
    include {site}/_nginx.conf;
  }}
}}
"""
APACHE_CONFIG = """
ServerRoot {work}
ServerName localhost
PidFile {work}/pid
ErrorLog {work}/log
Listen 127.0.0.1:{port}
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule dir_module {modules}/mod_dir.so
LoadModule mime_module {modules}/mod_mime.so
{more}
TypesConfig /etc/mime.types
# Only counts for root, as whom Apache would not serve.
User nobody
Group nogroup
DocumentRoot {site}
<Directory {site}>
  AllowOverride FileInfo
  Require all granted
</Directory>
"""
APACHE_MODULES = "/usr/lib/apache2/modules"
MODULES = "\n".join(
    f"LoadModule {name}_module {APACHE_MODULES}/mod_{name}.so" for name in ("headers", "filter", "deflate")
)
Server = Callable[[Path, Path], AbstractContextManager[str]]


def nginx(site: Path, work: Path) -> AbstractContextManager[str]:
    """'http://127.0.0.1:PORT/' of `site` by nginx, for as long as it is asked for. `work` is an empty folder."""
    return _running(["/usr/sbin/nginx", "-p", f"{work}/", "-e", f"{work}/log", "-c"], NGINX_CONFIG, site, work)


def apache(site: Path, work: Path, more: str = MODULES) -> AbstractContextManager[str]:
    """The same by Apache, which finds our .htaccess by itself; `more` are lines for its configuration."""
    return _running(["/usr/sbin/apache2", "-X", "-f"], APACHE_CONFIG, site, work, more)


@contextmanager
def _running(command: list[str], config: str, site: Path, work: Path, more: str = "") -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    file = work / "config"
    file.write_text(config.format(work=work, site=site, port=port, modules=APACHE_MODULES, more=more), "utf-8")
    process = subprocess.Popen([*command, file], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, process, work / "log")
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise AssertionError(log.read_text("utf-8") if log.exists() else "geen log")


@contextmanager
def rules_host(site: Path) -> Iterator[str]:
    """The same by a host that reads `_headers`: see `answers_of`."""
    rules = read_rules((site / "_headers").read_text("utf-8"))

    class Host(http.server.SimpleHTTPRequestHandler):
        extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {".js": "text/javascript"}

        def log_message(self, format: str, *args: object) -> None:
            pass

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            body = (site / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def end_headers(self) -> None:
            for name, value in answers_of(rules, self.path).items():
                self.send_header(name, value)
            super().end_headers()

    with serving(functools.partial(Host, directory=os.fspath(site))) as address:
        yield address


@contextmanager
def serving(handler: Callable[..., http.server.BaseHTTPRequestHandler]) -> Iterator[str]:
    """A handler of Python's own server on loopback."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        serve(server)
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def read_rules(text: str) -> list[tuple[re.Pattern[str], dict[str, str]]]:
    """`_headers` as its hosts document it: a path, its headers under it; ':name' stands for one folder, '*' for all."""
    rules: list[tuple[re.Pattern[str], dict[str, str]]] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        if line.startswith("#"):
            continue
        if line.startswith("/"):
            parts = re.split(r"(:[A-Za-z]\w*|\*)", line)
            pattern = [".*" if p == "*" else "[^/]+" if p.startswith(":") else re.escape(p) for p in parts]
            rules.append((re.compile("".join(pattern)), {}))
        else:
            name, value = line.split(":", 1)
            assert name not in rules[-1][1]
            rules[-1][1][name] = value.strip()
    return rules


def answers_of(rules: list[tuple[re.Pattern[str], dict[str, str]]], path: str) -> dict[str, str]:
    """The headers for `path`. No two rules say the same: hosts differ in what they make of that."""
    found: dict[str, str] = {}
    for pattern, headers in rules:
        if pattern.fullmatch(path.partition("?")[0]):
            assert not found.keys() & headers.keys()
            found |= headers
    return found


SERVERS: dict[str, Server] = {
    "apache": apache,
    "nginx": nginx,
    "rules": lambda site, work: rules_host(site),
}
