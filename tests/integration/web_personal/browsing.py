"""A browser without a screen: it opens pages, and sends the forms they hold."""

from collections.abc import Sequence
from html.parser import HTMLParser
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

Pairs = list[tuple[str, str]]


class _Forms(HTMLParser):
    """Every form of a page: its address, and the fields it would send as it stands."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, Pairs]] = []
        self._open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((values.get("action", ""), []))
            self._open = True
        elif tag == "input" and self._open and values.get("name"):
            ticks = values.get("type") in {"radio", "checkbox"}
            if not ticks or "checked" in values:
                self.forms[-1][1].append((values["name"], values.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = False


class Browser:
    """One person's browser, without JavaScript. ``page`` is the page it shows."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.page: TestResponse | None = None

    @property
    def html(self) -> str:
        assert self.page is not None
        return self.page.get_data(as_text=True).replace("&#39;", "'").replace("&#34;", '"')

    @property
    def path(self) -> str:
        """Where it is, with the query."""
        assert self.page is not None
        url = urlsplit(self.page.request.url)
        return f"{url.path}?{url.query}" if url.query else url.path

    def open(self, address: str) -> TestResponse:
        self.page = self.client.get(address, follow_redirects=True)
        return self.page

    def form(self, action: str) -> Pairs:
        """The fields of the form with this address on the page that is open."""
        forms = _Forms(self.html).forms
        found = [pairs for address, pairs in forms if address.partition("?")[0] == action]
        assert found, f"no form for {action} on {self.path}"
        return found[0]

    def send(
        self, action: str, fields: Sequence[tuple[str, str]] = (), *, drop: Sequence[str] = ()
    ) -> TestResponse:
        """Send a form of the open page, with these fields in place of its own."""
        pairs = self.form(action) if self.page is not None else []
        given = {name for name, _ in fields} | set(drop)
        pairs = [pair for pair in pairs if pair[0] not in given]
        return self.post(action, [*pairs, *fields])

    def post(self, action: str, pairs: Sequence[tuple[str, str]]) -> TestResponse:
        """Send these very fields, and follow where that leads."""
        data: dict[str, list[str]] = {}
        for name, value in pairs:
            data.setdefault(name, []).append(value)
        self.page = self.client.post(action, data=data, follow_redirects=True)
        return self.page

    def answer(self, item_id: str, *values: str, do: str = "next") -> TestResponse:
        """Open a question, choose, and press a button."""
        address = f"/questions/{item_id}"
        if self.path.partition("?")[0] != address:
            self.open(address)
        fields = [("answer", value) for value in values]
        return self.send(address, [*fields, ("do", do)], drop=("answer",))

    def cookies(self) -> dict[str, str]:
        cookie = self.client.get_cookie("compass")
        return {} if cookie is None else {cookie.key: cookie.value}
