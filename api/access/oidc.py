"""Staff sign in with their company's account: OpenID Connect, code flow with PKCE.

Sources: OpenID Connect Core 1.0 (3.1: code flow, 3.1.3.7: validation of ID tokens), RFC 7636
(PKCE), RFC 9207 (issuer in the answer), RFC 9700 (best current practice). The pending sign-in is
a row that is used once, bound to the browser by a cookie with the same state.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import httpx
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from sqlalchemy import delete
from sqlalchemy.orm import Session

from api.access.principal import Role
from api.access.secret import digest
from api.problems import ProblemError
from api.settings import Settings, SettingsError
from api.store.tables.access import Nonce
from verifier.errors import CandorError

COOKIE = "candor_sign_in"
CALLBACK = "/console/signed-in"
LIFETIME = timedelta(minutes=10)
_SCOPE = "openid"  # no names: staff are known by their number and their roles
# Asymmetric only: `none` and HMAC with the client's secret are how ID tokens are forged.
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
_LEEWAY = 60  # seconds between clocks
_TIMEOUT = 10  # seconds
_ROLE_CLAIMS = ("roles", "groups")
_ROLE_PREFIX = "candor-"  # a group `candor-reviewer` gives the role `reviewer`
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class ProviderError(CandorError):
    """The identity provider cannot be used; the message says what is wrong, of nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """An identity provider as it describes itself."""

    issuer: str
    client_id: str
    client_secret: str | None
    redirect_uri: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    tells_issuer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Whom the provider vouches for."""

    issuer: str
    subject: str
    roles: frozenset[str]
    back_to: str


def discover(settings: Settings) -> Provider:
    """Ask the issuer for its addresses; raises SettingsError or ProviderError."""
    if not settings.oidc_issuer or not settings.oidc_client:
        raise SettingsError("CANDOR_OIDC_ISSUER and CANDOR_OIDC_CLIENT name the identity provider")
    issuer = settings.oidc_issuer
    said = _get(issuer.rstrip("/") + "/.well-known/openid-configuration")
    if said.get("issuer") != issuer:
        raise ProviderError("the identity provider names another issuer than CANDOR_OIDC_ISSUER")
    places = {
        name: str(said.get(name, ""))
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")
    }
    for name, place in places.items():
        if not _private_enough(place):
            raise ProviderError(f"the identity provider's {name} is not https")
    return Provider(
        issuer=issuer,
        client_id=settings.oidc_client,
        client_secret=settings.oidc_secret,
        redirect_uri=settings.public_url + CALLBACK,
        tells_issuer=bool(said.get("authorization_response_iss_parameter_supported")),
        **places,
    )


def begin(session: Session, provider: Provider, *, back_to: str, now: datetime) -> tuple[str, str]:
    """Return where to send the browser, and the state that its cookie keeps."""
    state, nonce = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    verifier = secrets.token_urlsafe(48)
    with _client(provider) as client:
        url, _ = client.create_authorization_url(
            provider.authorization_endpoint, state=state, code_verifier=verifier, nonce=nonce
        )
    session.add(
        Nonce(
            digest=digest(state),
            nonce=nonce,
            verifier=verifier,
            back_to=back_to if _is_local(back_to) else "/",
            expires_at=now + LIFETIME,
        )
    )
    session.flush()
    return str(url), state


def finish(
    session: Session,
    provider: Provider,
    *,
    query: Mapping[str, str],
    cookie: str | None,
    now: datetime,
) -> SignedIn:
    """Return whom the provider's answer vouches for; raises ProblemError 401 or ProviderError."""
    state = query.get("state", "")
    if not cookie or not hmac.compare_digest(state.encode(), cookie.encode()):
        raise _refused("another browser began it")
    pending = _take(session, state, now)
    if (provider.tells_issuer or "iss" in query) and query.get("iss") != provider.issuer:
        raise _refused("another provider answered")
    if "code" not in query:
        raise _refused("the provider did not agree")
    tokens = _exchange(provider, query["code"], pending.verifier)
    claims = _checked(provider, tokens, pending.nonce, now)
    return SignedIn(
        issuer=provider.issuer,
        subject=str(claims["sub"]),
        roles=_roles(claims),
        back_to=pending.back_to,
    )


def forget_expired(session: Session, now: datetime) -> int:
    """Delete sign-ins that nobody finished; returns how many."""
    gone = delete(Nonce).where(Nonce.expires_at <= now).returning(Nonce.digest)
    return len(session.scalars(gone).all())


def _take(session: Session, state: str, now: datetime) -> Nonce:
    used = delete(Nonce).where(Nonce.digest == digest(state), Nonce.expires_at > now)
    row = session.scalars(used.returning(Nonce)).one_or_none()
    if row is None:
        raise _refused("it took too long or was finished already")
    return row


def _client(provider: Provider) -> OAuth2Client:
    return OAuth2Client(
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        scope=_SCOPE,
        redirect_uri=provider.redirect_uri,
        code_challenge_method="S256",
        timeout=_TIMEOUT,
        follow_redirects=False,
    )


def _exchange(provider: Provider, code: str, verifier: str) -> Mapping[str, Any]:
    try:
        with _client(provider) as client:
            return dict(
                client.fetch_token(
                    provider.token_endpoint,
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=verifier,
                )
            )
    except httpx.HTTPError as error:
        raise ProviderError(f"the identity provider fails: {type(error).__name__}") from error
    except Exception as error:  # authlib's errors share no type of their own
        raise _refused("the provider did not accept the code") from error


def _checked(
    provider: Provider, tokens: Mapping[str, Any], nonce: str, now: datetime
) -> Mapping[str, Any]:
    keys = KeySet.import_key_set(_get(provider.jwks_uri))  # type: ignore[arg-type]
    options = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client_id},
    }
    known = {
        "nonce": nonce,
        "client_id": provider.client_id,
        "access_token": tokens.get("access_token"),
    }
    try:
        token = jwt.decode(str(tokens.get("id_token", "")), keys, algorithms=_ALGORITHMS)
        CodeIDToken(token.claims, token.header, options, known).validate(
            now=int(now.timestamp()), leeway=_LEEWAY
        )
    except (JoseError, ValueError) as error:
        raise _refused("the provider's statement does not hold") from error
    return token.claims


def _roles(claims: Mapping[str, Any]) -> frozenset[str]:
    given = [claims.get(name) or [] for name in _ROLE_CLAIMS]
    names = {str(each) for several in given if isinstance(several, list) for each in several}
    return frozenset(names & set(Role)) | frozenset(
        role for role in Role if f"{_ROLE_PREFIX}{role}" in names
    )


def _get(url: str) -> dict[str, Any]:
    if not _private_enough(url):
        raise ProviderError("the identity provider's address is not https")
    try:
        answer = httpx.get(url, timeout=_TIMEOUT, follow_redirects=False).raise_for_status()
        said = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise ProviderError(f"the identity provider fails: {type(error).__name__}") from error
    if not isinstance(said, dict):
        raise ProviderError("the identity provider's answer is not an object")
    return said


def _private_enough(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)


def _is_local(path: str) -> bool:
    # `//host`, `/\host` and control characters lead elsewhere in some browsers.
    plain = path.isascii() and path.isprintable() and "\\" not in path
    return plain and path.startswith("/") and not path.startswith("//")


def _refused(because: str) -> ProblemError:
    return ProblemError(
        HTTPStatus.UNAUTHORIZED,
        "sign_in_failed",
        "The sign-in did not work",
        f"Begin again from the start page: {because}.",
    )
