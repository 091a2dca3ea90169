"""A page gets its assets and short `data:` addresses, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.pdf import fetch
from communique.pdf.fetch import Resource, ResourceError, Resources

ASSETS = {"style.css": b"p{}", "img/a b.svg": b"<svg/>", "x.unknown": b"?"}


def test_an_asset_is_served_by_its_name() -> None:
    """The name is what stands behind `asset:///`, percent signs decoded, fragment left aside."""
    resources = Resources(assets=ASSETS)
    assert resources.read("asset:///style.css") == Resource(content=b"p{}", media_type="text/css")
    assert resources.read("asset:///img/a%20b.svg#x").media_type == "image/svg+xml"
    assert resources.read("asset:///x.unknown").media_type == "application/octet-stream"


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/x.png",
        "https://example.org/style.css",
        "file:///etc/passwd",
        "ftp://example.org/x",
        "FILE:///etc/passwd",
        "/etc/passwd",
        "style.css",
        "",
        "asset:///no.css",
        "asset:///../style.css",
        "asset:///%2e%2e/style.css",
        "asset://host/style.css",
        "asset:///style.css?x",
        "jar:asset:///style.css",
        "data:image/png;base64,*",
        "data:text/css",
    ],
)
def test_every_other_address_is_refused_and_remembered(address: str) -> None:
    """A refusal is raised, and kept for the one who made the page."""
    resources = Resources(assets=ASSETS)
    with pytest.raises(ResourceError):
        resources.read(address)
    assert len(resources.refusals) == 1


@settings(deadline=None)
@given(st.text(max_size=40))
def test_no_address_reaches_anything_but_an_asset(address: str) -> None:
    """Whatever is asked for, what comes back was given, or stood in the address itself."""
    resources = Resources(assets=ASSETS)
    try:
        found = resources.read(address)
    except ResourceError:
        return
    assert found.content in ASSETS.values() or address.lower().startswith("data:")


def test_a_data_address_is_read() -> None:
    """Both encodings of RFC 2397 are understood, and the type has the standard's default."""
    resources = Resources(assets={})
    assert resources.read("data:text/css;charset=utf-8;base64,cHt9").content == b"p{}"
    assert resources.read("data:,a%20b") == Resource(content=b"a b", media_type="text/plain")


def test_size_and_number_are_bounded() -> None:
    """A page can neither carry nor ask for more than a release needs."""
    resources = Resources(assets={"a": b""})
    with pytest.raises(ResourceError, match="more than"):
        resources.read("data:," + "a" * (fetch.MAX_DATA + 1))
    for _ in range(fetch.MAX_REQUESTS - 1):
        resources.read("asset:///a")
    with pytest.raises(ResourceError, match="more than"):
        resources.read("asset:///a")
