"""A quote as JSON has it."""

from __future__ import annotations

from collections.abc import Mapping

from communique.memory.leverage import Leveraged
from communique.project import Quote, QuoteRow, quote_rows
from communique.release import QuoteSettings, Volume, categories_of, weight_of
from communique.reports.data import json_text
from communique.reports.quote.labels import decimal_text

__all__ = ["quote_data", "quote_json"]


def quote_json(quote: Quote, *, messages: bool = False) -> str:
    """The settings, the sums by language and by release, the total; each message if asked."""
    return json_text(quote_data(quote, messages=messages))


def quote_data(quote: Quote, *, messages: bool = False) -> dict[str, object]:
    """The same as JSON has it.

    Counts are numbers. What may have decimals is a text, which no program rounds unasked.
    """
    settings = quote.settings
    data: dict[str, object] = {
        "source": quote.source,
        "settings": _settings(settings),
        "total": _row(quote_rows(quote)[0], settings),
        "locales": [_row(row, settings) for row in quote_rows(quote, by=["locale"])],
        "releases": [_row(row, settings) for row in quote_rows(quote, by=["domain", "locale"])],
        "left_out": [{"release": domain, "locale": tag} for domain, tag in quote.left_out],
    }
    if messages:
        data["messages"] = [
            {"release": job.domain, "locale": job.locale, **_message(found)}
            for job in quote.jobs
            for found in job.messages
        ]
    return data


def _settings(settings: QuoteSettings) -> dict[str, object]:
    return {
        "bands": list(settings.bands),
        "weights": {name: str(weight_of(name, settings)) for name in categories_of(settings.bands)},
        "page": settings.page,
        "spaces": settings.spaces,
        "per": settings.per,
        "price": {tag: str(price) for tag, price in settings.price.items()},
        "currency": settings.currency,
    }


def _row(row: QuoteRow, settings: QuoteSettings) -> dict[str, object]:
    named: dict[str, object] = {"release": row.domain, "locale": row.locale}
    return {
        **{key: value for key, value in named.items() if value},
        **_volume(row.total),
        "to_do": {**_volume(row.to_do), "pages": decimal_text(row.pages(settings))},
        "categories": _volumes(row.volumes),
        "weighted": decimal_text(row.weighted),
        "amount": None if row.amount is None else str(row.amount),
    }


def _volumes(volumes: Mapping[str, Volume]) -> dict[str, object]:
    return {name: _volume(volume) for name, volume in volumes.items()}


def _volume(volume: Volume) -> dict[str, object]:
    return {
        "messages": volume.messages,
        "words": volume.words,
        "characters": volume.characters,
        "spaces": volume.spaces,
    }


def _message(found: Leveraged) -> dict[str, object]:
    return {
        "category": found.category,
        "score": found.score,
        "words": found.volume.words,
        "characters": found.volume.characters,
        "spaces": found.volume.spaces,
        "place": found.message.place,
        "context": found.message.context,
        "text": found.message.id,
        "plural": found.message.plural_id,
        "matched": found.matched,
        "origin": found.origin,
    }
