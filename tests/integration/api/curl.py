"""The commands of our documentation, run against the application instead of a network."""

import shlex
from collections.abc import Mapping
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse


def run(client: FlaskClient, command: str, files: Mapping[str, str] | None = None) -> TestResponse:
    """What a curl command would be answered. Knows the options that we use, and no others."""
    headers: list[tuple[str, str]] = []
    address, body = "", None
    rest = iter(shlex.split(command.replace("\\\n", ""))[1:])
    for word in rest:
        if word == "-H":
            name, _, value = next(rest).partition(": ")
            headers.append((name, value))
        elif word == "-d":
            given = next(rest)
            body = (files or {})[given[1:]] if given.startswith("@") else given
        elif word != "-s":
            parts = urlsplit(word)
            assert parts.scheme == "http", f"what is {word}?"
            address = f"{parts.path}?{parts.query}"
    return client.open(address, method="POST" if body else "GET", data=body, headers=headers)
