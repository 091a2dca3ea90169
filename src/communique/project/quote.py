"""What the translation of a project's messages amounts to: by language, release and category."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from communique.catalogue import CatalogueFile, TemplateMessage, read_catalogue
from communique.findings import Finding, has_errors
from communique.frozen import Frozen, field
from communique.locales import Locale
from communique.locales.currencies import currency_digits
from communique.memory import JoinedMemories, Unit, units_of
from communique.memory.leverage import DomainMessages, Leveraged, leverage
from communique.memory.store import Memory, open_memory
from communique.project.catalogues import CatalogueChanges, update_catalogues
from communique.project.memory import changed_catalogues, memory_path
from communique.project.project import Project, extracted
from communique.release import CARRIED_OVER, QuoteSettings, Volume, categories_of, weight_of

__all__ = ["Job", "Quote", "QuoteRow", "quote_of", "quote_rows", "rounded"]


class Job(Frozen):
    """The messages of a domain in one language: what one translator is asked for."""

    domain: str
    """Id of the release, or `house`."""
    locale: str
    """BCP 47 tag of the language."""
    messages: tuple[Leveraged, ...]
    """Its messages, each with what there is for it already."""


class Quote(Frozen):
    """What the translation of some domains into some languages amounts to."""

    settings: QuoteSettings
    """What it is counted by."""
    source: str = ""
    """BCP 47 tag of the language that is translated."""
    jobs: tuple[Job, ...] = ()
    """Each domain in each language, by language."""
    left_out: tuple[tuple[str, str], ...] = ()
    """Domains and tags whose catalogue cannot be read: nothing of them is counted."""
    day: datetime.date = datetime.date.min
    """The date of the newest release that is counted."""


class QuoteRow(Frozen):
    """The sum of some jobs."""

    domain: str = ""
    """Id of the release, or `house`; empty for all of them."""
    locale: str = ""
    """BCP 47 tag of the language; empty for all of them."""
    volumes: Mapping[str, Volume] = field(default_factory=dict)
    """How much text there is in each category."""
    weighted: Fraction = Fraction(0)
    """How many words are paid, or standard pages, whichever a price is for; not rounded."""
    amount: Decimal | None = None
    """What it costs, in the currency of the settings; None where a job has no price."""

    @property
    def total(self) -> Volume:
        """All of the text."""
        return sum(self.volumes.values(), Volume())

    @property
    def to_do(self) -> Volume:
        """The text that somebody has to work on: all but what is carried over."""
        return sum(
            (found for name, found in self.volumes.items() if name != CARRIED_OVER), Volume()
        )

    def pages(self, settings: QuoteSettings) -> Fraction:
        """The standard pages of what is to do; not rounded."""
        return _pages(self.to_do, settings)


def quote_of(
    project: Project, domains: Collection[str], locales: Collection[str]
) -> tuple[Quote, tuple[Finding, ...]]:
    """What is to be translated, in the languages named or all, and what is wrong with catalogues.

    It is counted as it will be after `communique update`, which need not have run: nothing is
    written. A broken house gives an empty quote. Raises MemoryFileError.
    """
    settings = project.house.quote
    if has_errors(project.shared_findings):
        return Quote(settings=settings), ()
    wanted = [
        of
        for of in map(project.house.locale, project.house.locales)
        if of != project.source and (not locales or of.tag in locales)
    ]
    messages = {domain: extracted(project, domain)[0] for domain in domains}
    jobs: list[Job] = []
    left_out: list[tuple[str, str]] = []
    with _as_updated(project, domains, wanted) as (memory, changes):
        for of in wanted:
            known = []
            for domain, texts in messages.items():
                if of not in project.locales_of(domain):
                    continue
                file = _catalogue(project, domain, of, changes)
                if file is None:
                    left_out.append((domain, of.tag))
                else:
                    known.append(_known(domain, texts, file))
            found = leverage(
                known,
                memory,
                source_locale=project.source.tag,
                locale=of.tag,
                bands=settings.bands,
            )
            jobs += _jobs(known, of, found)
    days = [release.date for release in project.releases if release.id in messages]
    quote = Quote(
        settings=settings,
        source=project.source.tag,
        jobs=tuple(jobs),
        left_out=tuple(left_out),
        day=max(days, default=datetime.date.min),
    )
    return quote, changes.findings


def quote_rows(quote: Quote, *, by: Sequence[str] = ()) -> tuple[QuoteRow, ...]:
    """The jobs added up by `locale`, by `domain`, by both, or all of them to one row.

    A job is rounded to the smallest unit of the currency, half of it up, and all sums are sums of
    these: they agree however they are taken.
    """
    groups: dict[tuple[str, str], list[QuoteRow]] = {}
    for job in quote.jobs:
        key = (job.domain if "domain" in by else "", job.locale if "locale" in by else "")
        groups.setdefault(key, []).append(_row_of(job, quote.settings))
    if not by:
        groups.setdefault(("", ""), [])
    domains = [*dict.fromkeys(domain for domain, _ in groups)]
    return tuple(
        _sum(rows, quote.settings, domain=domain, locale=locale)
        for (domain, locale), rows in sorted(
            groups.items(), key=lambda group: domains.index(group[0][0])
        )
    )


def rounded(value: Fraction, digits: int) -> Decimal:
    """A number of zero or more with so many decimals, half of the last one up."""
    units = (value * 10**digits * 2 + 1) // 2
    return Decimal(units).scaleb(-digits)


def _row_of(job: Job, settings: QuoteSettings) -> QuoteRow:
    volumes = dict.fromkeys(categories_of(settings.bands), Volume())
    for message in job.messages:
        volumes[message.category] += message.volume
    weighted = sum(
        (
            _amount_of_text(volume, settings) * Fraction(weight_of(name, settings)) / 100
            for name, volume in volumes.items()
        ),
        Fraction(0),
    )
    price = settings.price.get(job.locale, settings.price.get("default"))
    amount = None
    if settings.currency and price is not None:
        amount = rounded(weighted * Fraction(price), currency_digits(settings.currency))
    return QuoteRow(
        domain=job.domain, locale=job.locale, volumes=volumes, weighted=weighted, amount=amount
    )


def _sum(
    rows: Iterable[QuoteRow], settings: QuoteSettings, *, domain: str, locale: str
) -> QuoteRow:
    volumes = dict.fromkeys(categories_of(settings.bands), Volume())
    weighted = Fraction(0)
    amount: Decimal | None = Decimal(0) if settings.currency and settings.price else None
    for row in rows:
        for name, volume in row.volumes.items():
            volumes[name] += volume
        weighted += row.weighted
        amount = None if amount is None or row.amount is None else amount + row.amount
    return QuoteRow(domain=domain, locale=locale, volumes=volumes, weighted=weighted, amount=amount)


def _amount_of_text(volume: Volume, settings: QuoteSettings) -> Fraction:
    return Fraction(volume.words) if settings.per == "word" else _pages(volume, settings)


def _pages(volume: Volume, settings: QuoteSettings) -> Fraction:
    characters = volume.characters + (volume.spaces if settings.spaces else 0)
    return Fraction(characters, settings.page)


def _jobs(known: Sequence[DomainMessages], of: Locale, found: Iterable[Leveraged]) -> Iterator[Job]:
    by_domain: dict[str, list[Leveraged]] = {domain.domain: [] for domain in known}
    for message in found:
        by_domain[message.domain].append(message)
    for domain, messages in by_domain.items():
        yield Job(domain=domain, locale=of.tag, messages=tuple(messages))


def _known(
    domain: str, messages: tuple[TemplateMessage, ...], file: CatalogueFile
) -> DomainMessages:
    return DomainMessages(
        domain=domain,
        messages=messages,
        current=file.catalogue.current(),
        path=file.catalogue.path,
    )


def _catalogue(
    project: Project, domain: str, of: Locale, changes: CatalogueChanges
) -> CatalogueFile | None:
    """A catalogue as an update leaves it; None for one that cannot be read."""
    path = project.catalogue_path(domain, of)
    if path in changes.files:
        return read_catalogue(changes.files[path], path=path, locale=of)[0]
    file, findings = project.catalogue(domain, of)
    return None if has_errors(findings) else file


@contextmanager
def _as_updated(
    project: Project, domains: Collection[str], locales: Sequence[Locale]
) -> Iterator[tuple[JoinedMemories, CatalogueChanges]]:
    """The memory and the changed catalogues that an update would make.

    Nothing of the project is written: what its memory does not have yet is put into another one,
    in a temporary folder, and both are searched as one.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="communique-")))
        beside = stack.enter_context(open_memory(folder / "memory.sqlite3", create=True))
        path = memory_path(project)
        own = stack.enter_context(open_memory(path)) if path.exists() else None
        memory = JoinedMemories([own, beside] if own else [beside])
        beside.add(_not_remembered(project, own, locales))
        tags = [of.tag for of in locales]
        changes = update_catalogues(project, domains, tags, memory=memory)
        beside.add(_of_changes(project, domains, locales, changes))
        yield memory, changes


def _not_remembered(
    project: Project, memory: Memory | None, locales: Sequence[Locale]
) -> Iterator[Unit]:
    """The approved units of the catalogues that a memory has not got as they are now."""
    for changed in changed_catalogues(project, memory, lambda _, of: of in locales):
        yield from filter(_is_approved, changed.units(project.source))


def _of_changes(
    project: Project,
    domains: Collection[str],
    locales: Sequence[Locale],
    changes: CatalogueChanges,
) -> Iterator[Unit]:
    for domain in domains:
        for of in project.locales_of(domain):
            if of in locales and project.catalogue_path(domain, of) in changes.files:
                file = _catalogue(project, domain, of, changes)
                if file is not None:
                    units = units_of(
                        file.catalogue, domain=domain, source=project.source, target=of
                    )
                    yield from filter(_is_approved, units)


def _is_approved(unit: Unit) -> bool:
    return unit.approved
