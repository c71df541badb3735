"""What a browser must never do while it shows our pages, noted down as it happens."""

from typing import Final
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, WebError

# Set in every page before its own scripts run; what it reports arrives as a console error.
REPORT_BLOCKED: Final = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`CSP blocked ${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
});
"""
FAILED_TO_LOAD: Final = "Failed to load resource"


class Watch:
    """Collects from one browser context: requests to any other host, files that did not load,
    console errors, violations of the content security policy, exceptions in scripts.

    A document may have an error status: pages that say what went wrong are pages too.
    """

    def __init__(self, context: BrowserContext, own_url: str) -> None:
        self.problems: list[str] = []
        self.documents: dict[Page, Response] = {}
        self._own = urlsplit(own_url).netloc
        context.add_init_script(REPORT_BLOCKED)
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", self._error)

    def _comes_as_a_page(self, request: Request) -> bool:
        """A page that the worker fetches for a browser, or a form's first way to be sent: what
        comes of either is shown as a page."""
        by_worker = request.service_worker is not None
        accepts = request.headers.get("accept", "")
        is_form = request.method == "POST" and accepts == "application/json"
        return is_form or (by_worker and "text/html" in accepts)

    def _request(self, request: Request) -> None:
        if urlsplit(request.url).netloc != self._own:
            self.problems.append(f"asked another host: {request.url}")

    def _failed(self, request: Request) -> None:
        # A navigation that a newer one overtakes is aborted, and so is a download.
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"did not load: {request.url} ({request.failure})")

    def _response(self, response: Response) -> None:
        request = response.request
        if request.resource_type == "document":
            if not 300 <= response.status < 400:
                self.documents[request.frame.page] = response
        elif response.status >= 400 and not self._comes_as_a_page(request):
            self.problems.append(f"{response.status}: {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        # What did not load is noted by its own event, where a page's own status is allowed.
        if message.type == "error" and not message.text.startswith(FAILED_TO_LOAD):
            self.problems.append(f"console: {message.text}")

    def _error(self, error: WebError) -> None:
        self.problems.append(f"script: {error.error.message}")
