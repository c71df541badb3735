"""A person with the simplest of browsers: one cookie, redirects and forms. No scripts, no files."""

import http.client
import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from matching.answers import Value
from matching.questionnaire import Item

REDIRECTS = {301, 302, 303, 307, 308}
MOST_REDIRECTS = 5


@dataclass
class Form:
    """A form as it came: where it goes and its hidden fields."""

    action: str
    method: str
    hidden: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """One answer of the server. ``path`` is where the redirects ended."""

    status: int
    path: str
    html: str
    forms: tuple[Form, ...]
    headers: http.client.HTTPMessage

    def form(self, action: str) -> Form:
        """The form that is sent to this path."""
        found = next((form for form in self.forms if form.action.partition("?")[0] == action), None)
        assert found, f"{self.path} has no form for {action}:\n{self.html[:2000]}"
        return found


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._open: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Form(given.get("action", ""), given.get("method", "get"))
            self.found.append(self._open)
        elif tag == "input" and given.get("type") == "hidden" and self._open is not None:
            self._open.hidden[given["name"]] = given["value"]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None


class Visitor:
    """One browser. Not for several threads at once.

    Raises OSError or HTTPException from any method when the server goes away.
    """

    def __init__(self, url: str) -> None:
        self.host = urlsplit(url).netloc
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> Page:
        return self._follow("GET", path, None)

    def send(self, form: Form, fields: dict[str, str | list[str]] | None = None) -> Page:
        """Send a form with its hidden fields and these."""
        return self._follow("POST", form.action, urlencode({**form.hidden, **(fields or {})}, True))

    def deliver(self, form: Form, fields: dict[str, str | list[str]]) -> Page:
        """The same without following where it leads."""
        body = urlencode({**form.hidden, **fields}, True)
        return self._page("POST", form.action, body)

    def send_once(self, form: Form, fields: dict[str, str | list[str]]) -> int:
        """The same; returns the status."""
        return self.deliver(form, fields).status

    def begin(self) -> Page:
        """Press Start; returns the first question."""
        return self.send(self.get("/").form("/start"))

    def answer(self, item: Item, value: Value) -> Page:
        """Answer one question; None skips it. Returns the next page."""
        action = f"/questions/{item.id}"
        return self.send(self.get(action).form(action), answer_fields(value))

    def download(self) -> dict[str, Any]:
        """Everything the site holds about this journey."""
        status, _, body = self._ask("GET", "/my-journey/download", None)
        assert status == http.client.OK, f"the download answered {status}"
        held: dict[str, Any] = json.loads(body)
        return held

    def _follow(self, method: str, path: str, body: str | None) -> Page:
        for _ in range(MOST_REDIRECTS):
            page = self._page(method, path, body)
            if page.status not in REDIRECTS:
                return page
            path = urljoin(path, page.headers["Location"]).partition("#")[0]
            method, body = "GET", None
        raise AssertionError(f"too many redirects, the last to {path}")

    def _page(self, method: str, path: str, body: str | None) -> Page:
        status, headers, content = self._ask(method, path, body)
        reader = _Forms()
        reader.feed(content)
        return Page(status, path, content, tuple(reader.found), headers)

    def _ask(
        self, method: str, path: str, body: str | None
    ) -> tuple[int, http.client.HTTPMessage, str]:
        connection = http.client.HTTPConnection(self.host, timeout=30)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"http://{self.host}"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            content = answer.read().decode("utf-8")
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
            if not value:
                del self.cookies[name]
        return answer.status, answer.headers, content


def answer_fields(value: Value) -> dict[str, str | list[str]]:
    """The fields of a question's form for one answer."""
    if value is None:
        return {"do": "skip"}
    return {"do": "next", "answer": list(value) if isinstance(value, tuple) else str(value)}
