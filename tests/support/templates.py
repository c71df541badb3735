"""Templates compiled once for all the applications of a test run: nearly every test makes one."""

from typing import Any, Final

from flask import Flask
from flask.templating import Environment
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class InMemory(BytecodeCache):
    """What a template was compiled to, by its place and what it says. All applications here are
    made by `web.app.create_app`, so the same template always gives the same code."""

    def __init__(self) -> None:
        self._compiled: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the template the code that is there for it, if it is."""
        bucket.code = self._compiled.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template that has just been compiled."""
        self._compiled[bucket.key, bucket.checksum] = bucket.code


COMPILED: Final = InMemory()


class CompilesOnce(Environment):
    """An application's templates over what earlier applications have compiled."""

    def __init__(self, app: Flask, **options: Any) -> None:
        super().__init__(app, **{"bytecode_cache": COMPILED, **options})
