"""What search engines are told about an edition (schema.org, NewsArticle)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from markupsafe import Markup

from communique.edition import Edition
from communique.locales import Locale
from communique.release import parse_inline, plain_text

__all__ = ["structured_data"]


def structured_data(
    edition: Edition,
    *,
    title: str,
    description: str,
    dateline: str,
    url: str,
    urls: Mapping[Locale, str],
) -> Markup:
    """The edition as a schema.org `NewsArticle`, JSON that is safe inside a `script` element.

    `urls` are the absolute addresses of all editions that are out, empty where the house names
    no address; the source edition lists its translations, and a translation names its source.
    """
    release, house = edition.release, edition.words.house

    def work(locale: Locale) -> dict[str, object]:
        named: dict[str, object] = {"@type": "NewsArticle", "inLanguage": locale.written_tag}
        return {**named, "@id": urls[locale], "url": urls[locale]} if urls.get(locale) else named

    publishers = []
    for name in release.issuers:
        organisation = house.organisations[name]
        publisher = {"@type": "Organization", "name": _plain(edition, "organisations", name)}
        publishers.append({**publisher, "url": organisation.url} if organisation.url else publisher)
    data: dict[str, object] = {
        "@context": "https://schema.org",
        **work(edition.locale),
        **({"@id": url, "url": url} if url else {}),
        "headline": title,
        "description": description,
        "datePublished": release.date.isoformat(),
        "dateline": dateline,
        "locationCreated": {"@type": "Place", "name": _plain(edition, "cities", release.city)},
        "publisher": publishers,
    }
    if release.reference:
        data["identifier"] = release.reference
    if edition.translated:
        data["translationOfWork"] = work(edition.source)
    else:
        data["workTranslation"] = [work(locale) for locale in urls if locale != edition.source]
    text = json.dumps(data, ensure_ascii=False, indent=1)
    # Nothing in a JSON text can end the `script` element or begin a comment in it.
    return Markup(  # noqa: S704 - the characters that HTML gives a meaning are escaped as JSON
        text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    )


def _plain(edition: Edition, table: str, name: str) -> str:
    return plain_text(parse_inline(edition.words.entry(table, name).text))
