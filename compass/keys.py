"""Keys and keyed hashes. One secret, one derived key a purpose, so no hash serves two uses."""

import hashlib
import hmac
import secrets

TOKEN_BYTES = 32


def derive_key(secret: bytes, purpose: str) -> bytes:
    """A 32-byte key for one named purpose; knowing it tells nothing about another one."""
    return hmac.digest(secret, b"career-compass/1/" + purpose.encode(), hashlib.sha256)


def keyed_hash(key: bytes, value: str) -> str:
    """HMAC-SHA256 of ``value`` as 64 hexadecimal digits."""
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()


def new_token() -> str:
    """256 random bits as 43 characters that are safe in a cookie."""
    return secrets.token_urlsafe(TOKEN_BYTES)
