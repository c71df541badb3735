"""deploy/nginx with a real nginx and a real site behind it, over HTTPS."""

import http.client
import os
import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts.running_site import HOST, ROOT, RunningSite, free_port
from tests.integration.operations.test_workers import entries
from tests.support.server import site

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
NAME = "compass.example.org"
GENEROUS_S = 15.0

pytestmark = pytest.mark.skipif(
    NGINX is None or not shutil.which("openssl"), reason="nginx or openssl is not installed"
)

AROUND = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/compass.conf;
}}
"""


@dataclass(frozen=True)
class Front:
    """The site and nginx in front of it."""

    behind: RunningSite
    port: int
    folder: Path

    def ask(
        self, method: str, path: str, body: str | None = None, **headers: str
    ) -> tuple[http.client.HTTPResponse, str]:
        context = ssl.create_default_context(cafile=str(self.folder / "fullchain.pem"))
        context.check_hostname = False
        connection = http.client.HTTPSConnection(HOST, self.port, timeout=30, context=context)
        named = {"Host": NAME} | {n.replace("_", "-"): value for n, value in headers.items()}
        try:
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            return answer, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()


@pytest.fixture(scope="module")
def front(artefacts: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    folder = tmp_path_factory.mktemp("nginx")
    folder.chmod(0o755)
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"),
            *("-subj", f"/CN={NAME}"),
        ],
        check=True,
        capture_output=True,
        timeout=60,
    )
    settings = {"COMPASS_ENVIRONMENT": "production", "COMPASS_PROXIES": "1"}
    with site(tmp_path_factory.mktemp("behind"), artefacts, **settings) as behind:
        plain, secure = free_port(), free_port()
        text = (ROOT / "deploy" / "nginx" / "compass.conf").read_text(encoding="utf-8")
        for there, here in (
            ("127.0.0.1:8000", f"{HOST}:{behind.port}"),
            ("listen 80;", f"listen {HOST}:{plain};"),
            ("listen 443 ssl http2;", f"listen {HOST}:{secure} ssl http2;"),
            (f"/etc/letsencrypt/live/{NAME}", str(folder)),
            ("/var/log/nginx/compass.log", str(folder / "compass.log")),
            ("/opt/compass/web/static/", f"{ROOT}/web/static/"),
        ):
            assert there in text
            text = text.replace(there, here)
        text = re.sub(r"^\s+listen \[::\].*\n", "", text, flags=re.MULTILINE)
        (folder / "compass.conf").write_text(text, encoding="utf-8")
        (folder / "nginx.conf").write_text(AROUND.format(folder=folder), encoding="utf-8")
        assert NGINX
        command = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")]
        # nginx reads the built files as whoever it becomes; as ourselves it can read ours.
        command += ["-g", "user root;"] if os.geteuid() == 0 else []
        checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stderr
        with (folder / "out").open("wb") as out:
            server = subprocess.Popen(command, stdout=out, stderr=out)
        try:
            made = Front(behind, secure, folder)
            _wait_for(made)
            yield made
        finally:
            server.terminate()
            server.wait(GENEROUS_S)


def _wait_for(front: Front) -> None:
    deadline = time.monotonic() + GENEROUS_S
    while True:
        try:
            if front.ask("GET", "/healthz")[0].status == http.client.OK:
                return
        except OSError:
            pass
        assert time.monotonic() < deadline, (front.folder / "out").read_text()
        time.sleep(0.05)


def test_a_journey_begins_with_a_cookie_that_only_https_carries(front: Front) -> None:
    answer, _ = front.ask("POST", "/start", "", Origin=f"https://{NAME}")
    assert answer.status == http.client.SEE_OTHER
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-compass=")
    assert "; Secure" in cookie
    again, page = front.ask("GET", "/questions", Cookie=cookie.partition(";")[0])
    assert again.status == http.client.SEE_OTHER
    assert again.headers["Location"].startswith("/questions/")
    assert answer.headers["Strict-Transport-Security"]
    assert page is not None


def test_another_site_s_form_is_refused_behind_it_too(front: Front) -> None:
    assert front.ask("POST", "/start", "", Origin="https://evil.example")[0].status == 403


@pytest.mark.parametrize("path", ["/metrics", "/readyz", "/static/manifest.json"])
def test_what_is_the_operators_own_stays_inside(front: Front, path: str) -> None:
    answer, body = front.ask("GET", path)
    assert answer.status == http.client.NOT_FOUND
    assert "compass_" not in body


def test_the_number_is_nginx_s_and_not_a_visitor_s(front: Front) -> None:
    claimed = "0123456789abcdef0123456789abcdef"
    answer, _ = front.ask("GET", "/credits", X_Request_ID=claimed)
    (number,) = answer.headers.get_all("X-Request-ID", [])
    assert re.fullmatch(r"[0-9a-f]{32}", number)
    assert number != claimed
    assert [e["rule"] for e in entries(front.behind) if e.get("request_id") == number] == [
        "/credits"
    ]


def test_built_files_come_compressed_and_for_ever(front: Front) -> None:
    style = re.search(r'href="(/static/[^"]+\.css)"', front.ask("GET", "/")[1])
    assert style
    answer, _ = front.ask("GET", style[1], Accept_Encoding="gzip")
    assert answer.status == http.client.OK
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Content-Type"] == "text/css"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_pages_come_as_the_application_made_them(front: Front) -> None:
    public, _ = front.ask("GET", "/", Accept_Encoding="gzip")
    assert public.headers["Content-Encoding"] == "gzip"
    private, _ = front.ask("GET", "/come-back", Accept_Encoding="gzip")
    assert private.headers["Content-Encoding"] is None  # a token and typed words, together


def test_too_much_is_refused_by_the_application_or_by_nginx(front: Front) -> None:
    headers = {"Content_Type": "application/json"}
    kind, body = front.ask("POST", "/api/v1/match", " " * 70_000, **headers)
    assert (kind.status, '"too_large"' in body) == (413, True)
    assert front.ask("POST", "/api/v1/match", " " * 200_000, **headers)[0].status == 413
    assert front.ask("GET", "/", Cookie="x" * 40_000)[0].status == 400


def test_no_address_is_written_anywhere(front: Front) -> None:
    answer, _ = front.ask("GET", "/credits", X_Forwarded_For="203.0.113.77")
    assert answer.status == http.client.OK
    log = front.behind.log_text()
    assert "203.0.113.77" not in log
    assert HOST not in log.replace(front.behind.url, "")
    assert (front.folder / "compass.log").read_text() == ""


def test_while_the_application_is_away_people_are_told(front: Front) -> None:
    text = (front.folder / "compass.conf").read_text(encoding="utf-8")
    away = text.replace(f"{HOST}:{front.behind.port}", f"{HOST}:{free_port()}")
    (front.folder / "compass.conf").write_text(away, encoding="utf-8")
    _reload(front)
    try:
        deadline = time.monotonic() + GENEROUS_S
        while (answer := front.ask("GET", "/"))[0].status == http.client.OK:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert answer[0].status == http.client.SERVICE_UNAVAILABLE
        assert answer[0].headers["Retry-After"] == "30"
        assert answer[0].headers["Content-Type"] == "text/html; charset=utf-8"
        assert "<h1>We need a minute</h1>" in answer[1]
    finally:
        (front.folder / "compass.conf").write_text(text, encoding="utf-8")
        _reload(front)
        _wait_for(front)


def _reload(front: Front) -> None:
    assert NGINX
    command = [NGINX, "-p", str(front.folder), "-c", str(front.folder / "nginx.conf")]
    subprocess.run([*command, "-s", "reload"], check=True, capture_output=True, timeout=30)
