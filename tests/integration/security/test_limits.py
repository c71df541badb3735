"""How much of anything the site takes: bodies, forms, headers, addresses."""

import http.client
import socket

import pytest
from flask import Flask

from scripts.running_site import HOST
from tests.integration.security.access import addresses
from tests.integration.web_personal.browsing import Browser
from tests.support.server import RunningSite

TOO_MUCH = 64 * 1024 + 1


def test_no_address_takes_a_large_body(app: Flask, person: Browser) -> None:
    for address in addresses(app, "POST"):
        for kind in ("application/x-www-form-urlencoded", "application/json", "text/plain"):
            answer = person.client.post(address, data=b"a=" + b"b" * TOO_MUCH, content_type=kind)
            # Where the body is not looked at, its size does not matter: it is never read.
            assert answer.status_code in {303, 400, 404, 413, 415}, (address, kind)
            assert answer.status_code != 303 or address == "/start"
            assert answer.status_code != 404 or address.startswith("/api/")


def test_a_form_of_many_small_parts_is_refused(person: Browser) -> None:
    parts = {f"part{number}": "x" for number in range(400)}
    answer = person.client.post(
        "/your-words", data=parts, content_type="multipart/form-data; boundary=b"
    )
    assert answer.status_code in {400, 413}


@pytest.mark.parametrize(
    ("request_bytes", "codes"),
    [
        (b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", {400, 414}),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + b"a" * 20_000 + b"\r\n\r\n", {400, 431}),
        (b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-Many: 1\r\n" * 300 + b"\r\n", {400, 431}),
        (b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", {400}),
        (
            b"POST /start HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            {400},
        ),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", {400}),
    ],
    ids=["long address", "long header", "many headers", "negative length", "two lengths", "TLS"],
)
def test_what_is_no_proper_request_is_refused_before_the_site_sees_it(
    live_site: RunningSite, request_bytes: bytes, codes: set[int]
) -> None:
    with socket.create_connection((HOST, live_site.port), timeout=10) as connection:
        connection.sendall(request_bytes)
        status = int(connection.makefile("rb").readline().split()[1])
    assert status in codes


def test_a_cookie_as_long_as_a_header_may_be_is_no_trouble(live_site: RunningSite) -> None:
    connection = http.client.HTTPConnection(HOST, live_site.port, timeout=10)
    connection.request("GET", "/my-journey", headers={"Cookie": "compass=" + "a" * 7_000})
    assert connection.getresponse().status == 303
    connection.close()
