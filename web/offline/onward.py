"""Where a form leads to, for the script that sends it: an address it can go to when it likes.

A script cannot see where a redirect leads without following it, and would load the page twice. So
a form sent with ``Accept: application/json`` and nothing else gets ``{"to": address}`` in place of
the redirect, cookies and all.
"""

import json

from flask import Flask, Response, request


def _onward(response: Response) -> Response:
    asked = request.method == "POST" and request.headers.get("Accept") == "application/json"
    if asked and response.status_code == 303:
        response.status_code = 200
        response.set_data(json.dumps({"to": response.headers.pop("Location")}))
        response.content_type = "application/json"
    return response


def init_app(app: Flask) -> None:
    app.after_request(_onward)
