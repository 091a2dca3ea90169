"""Rewrite the parts of the documentation that the code itself can tell.

    python docs/generate.py            rewrite them
    python docs/generate.py --check    say which pages are stale, and exit with 1 if any is

A part stands between `<!-- generated: name -->` and `<!-- end of name -->`; what stands around it
is written by hand. Nothing is read but this repository and the packages that are installed.
"""

from __future__ import annotations

import ast
import datetime
import inspect
import re
import sys
import tomllib
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from importlib.metadata import metadata
from pathlib import Path
from typing import Final

import click
import msgspec
from evidence_tables import EVIDENCE_PARTS

from communique.cli import main as communique
from communique.extract import block_key, extract_house
from communique.findings import Rule
from communique.locales import (
    SAMPLE_LOCALES,
    Locale,
    PartialDate,
    format_date,
    format_number,
    format_percent,
    locale,
)
from communique.page.markup import inline_html
from communique.pdf.libraries import LIBRARIES, PackageManager
from communique.release import (
    CatalogueSettings,
    FontSource,
    Gate,
    House,
    MemorySettings,
    PageSettings,
    PdfSettings,
    QuoteSettings,
    Release,
    format_fact,
    forms_of,
    parse_inline,
    read_house,
    read_release,
)
from communique.release.facts import read_fact
from communique.reports import explained_markdown
from communique.rules import FAMILIES, RULES

DOCS: Final = Path(__file__).resolve().parent
ROOT: Final = DOCS.parent
RULE_PAGES: Final = DOCS / "reference" / "rules"

_PART = re.compile(r"(<!-- generated: ([a-z-]+) -->\n).*?(<!-- end of \2 -->)", re.DOTALL)
_DAY: Final = datetime.date(2018, 5, 25)
_MONTH: Final = PartialDate(year=2017, month=6)


def main(arguments: Sequence[str]) -> int:
    """Rewrite or check every page; gives the exit code."""
    stale = []
    # Read once: who saves a page in the meantime does not lose it.
    old = {path: path.read_text("utf-8") for path in sorted(DOCS.rglob("*.md"))}
    pages: dict[Path, str | None] = {path: renewed(text) for path, text in old.items()}
    pages |= dict.fromkeys(RULE_PAGES.glob("*.md")) | _rule_pages()
    for path, new in pages.items():
        if new != old.get(path):
            stale.append(path.relative_to(ROOT).as_posix())
            if "--check" in arguments:
                continue
            if new is None:
                path.unlink()
            else:
                path.parent.mkdir(exist_ok=True)
                path.write_text(new, "utf-8")
    for name in stale:
        print(name)
    return 1 if stale and "--check" in arguments else 0


def renewed(page: str) -> str:
    """A page with its generated parts as the code has them now; raises KeyError."""
    return _PART.sub(lambda match: f"{match[1]}\n{PARTS[match[2]]().strip()}\n\n{match[3]}", page)


# What has no source of its own is described beside its field, in the code; these read it there.


def _fields_of(shape: type) -> dict[str, str]:
    """The sentence under each field of a class, those of its bases included."""
    sentences: dict[str, str] = {}
    for base in reversed(shape.__mro__):
        if base.__module__.partition(".")[0] != "communique":
            continue
        body = ast.parse(inspect.getsource(base)).body[0]
        assert isinstance(body, ast.ClassDef)  # noqa: S101 - it is the source of a class
        for field, below in zip(body.body, body.body[1:], strict=False):
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and isinstance(below, ast.Expr)
                and isinstance(below.value, ast.Constant)
            ):
                sentences[field.target.id] = " ".join(str(below.value.value).split())
    return sentences


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    cells = [[str(cell).replace("|", "\\|").replace("\n", " ") for cell in row] for row in lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def _code(text: str) -> str:
    """A text as inline code, with as many backquotes as it needs."""
    marks = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    space = " " if "`" in text else ""
    return f"{marks}{space}{text}{space}{marks}"


def _block(text: str, language: str = "text") -> str:
    return f"```{language}\n{text.rstrip()}\n```"


# --- commands ---


def _commands() -> str:
    context = click.Context(communique, info_name="communique", **communique.context_settings)
    return "\n\n".join(_with_subcommands(communique, context))


def _with_subcommands(command: click.Command, context: click.Context) -> Iterator[str]:
    """The section of a command, then those of the commands below it."""
    yield _command(command, context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None and not below.hidden:
                within = click.Context(below, info_name=name, parent=context)
                yield from _with_subcommands(below, within)


def _command(command: click.Command, context: click.Context) -> str:
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    rows = []
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None:
            rows.append([_code(record[0]), record[1]])
    return "\n\n".join(
        [
            f"## {context.command_path}",
            inspect.cleandoc(command.help or ""),
            _block(usage),
            _table(["option", "meaning"], rows),
        ]
    )


# --- rules ---


def _rules() -> str:
    parts = []
    for family in FAMILIES:
        own = [rule for rule in vars(family).values() if isinstance(rule, Rule)]
        duty = (family.__doc__ or "").strip().removeprefix("Rules of ").rstrip(".")
        rows = ([f"[`{rule.id}`](rules/{rule.id}.md)", rule.severity, rule.claim] for rule in own)
        parts += [f"## {duty[:1].upper()}{duty[1:]}", _table(["rule", "severity", "claim"], rows)]
    return "\n\n".join(parts)


def _rule_pages() -> dict[Path, str | None]:
    """The page of each rule, which is generated from its first letter to its last."""
    return {
        RULE_PAGES
        / f"{rule.id}.md": f"# {_code(rule.id)}\n\n{explained_markdown(rule).strip()}\n\n"
        "[All rules](../rules.md)\n"
        for rule in RULES.values()
    }


# --- the release text ---


def _front_matter() -> str:
    # The shape is private: nobody but the reader of releases should make one.
    from communique.release.text import _FrontMatter

    sentences = _fields_of(Release)
    return _table(
        ["key", "needed", "type", "meaning"],
        (
            [
                _code(field.name),
                "yes" if field.required else "",
                _type_name(field.type),
                sentences[field.name].replace("; None for none", ""),
            ]
            for field in msgspec.structs.fields(_FrontMatter)
        ),
    )


def _type_name(shape: typing.Any) -> str:
    names = {str: "text", datetime.date: "date", tuple: "list of texts", dict: "table"}
    return names[typing.get_origin(shape) or shape]


_BLOCKS: Final = """\
+++
type = "press-release"
title = "Title"
subtitle = "Subtitle"
date = 2018-05-25
city = "brussels"
issuers = ["eu"]
+++

Lead

Paragraph

## Heading

Paragraph

- List item

1. Numbered item

> Quotation

### Smaller heading
"""


def _blocks() -> str:
    release = _example()
    written = _BLOCKS.split("\n")
    rows = []
    for block in release.blocks():
        key = block_key(block)
        context = key[0] if key else None
        line = written[block.line - 1]
        rows.append([_code(line), block.kind, block.position, _code(context) if context else ""])
    return _table(["written", "kind", "place, as translators see it", "msgctxt"], rows)


_MARKUP: Final = (
    ("*word*", "stress"),
    ("**word**", "strong stress"),
    ("[word]({page})", "a link to a fact"),
    ("[word](https://example.org/)", "a link to an address"),
    ("[word]{.keep}", "stays as it is in every language"),
    ("[mot]{lang=fr}", "foreign words"),
    ("`word`", "shown as typed"),
    ("first \\\nsecond", "a line break: a backslash at the end of a line"),
    ("\\*", "a sign that would be markup"),
)


def _markup() -> str:
    facts = {"page": read_fact("https://example.org/report")}
    return _table(
        ["written", "meaning", "on the page"],
        (
            [
                _code(text.replace("\n", "⏎")),
                meaning,
                _code(str(inline_html(parse_inline(text), facts, locale("en")))),
            ]
            for text, meaning in _MARKUP
        ),
    )


_FACTS: Final[Mapping[str, object]] = {
    "12500": 12500,
    "12500.75": Decimal("12500.75"),
    "{ percent = 6.5 }": {"percent": Decimal("6.5")},
    '{ money = 12500, currency = "EUR" }': {"money": 12500, "currency": "EUR"},
    "2018-05-25": _DAY,
    '{ date = "2017-06" }': {"date": "2017-06"},
    '{ date = "2017" }': {"date": "2017"},
    '"https://example.org/{lang}/page"': "https://example.org/{lang}/page",
    '{ url = "https://example.org/{lang}/page", languages = ["en", "fr"] }': {
        "url": "https://example.org/{lang}/page",
        "languages": ["en", "fr"],
    },
    '"press@example.org"': "press@example.org",
    '"INTERPOL"': "INTERPOL",
}
_FACT_KINDS: Final = {
    "NumberFact": "number",
    "PercentFact": "percentage",
    "MoneyFact": "amount of money",
    "DateFact": "date",
    "AddressFact": "address of a page",
    "EmailFact": "e-mail address",
    "NameFact": "name",
}


def _fact_kinds() -> str:
    rows = []
    for written, value in _FACTS.items():
        fact = read_fact(value)
        rows.append(
            [
                _code(written),
                _FACT_KINDS[type(fact).__name__],
                *(_code(format_fact(fact, locale(tag))) for tag in ("en", "de")),
                ", ".join(_code(f":{form}") for form in forms_of(fact)),
            ]
        )
    return _table(["after `name =`", "kind", "English", "German", "forms"], rows)


_FACT_LANGUAGES: Final = ("en", "de", "fr", "nl", "pl", "el", "fi", "hu", "lv", "ar", "zh", "ru")


def _fact_languages() -> str:
    shown: list[object] = [12500, Decimal("12500.75"), {"percent": Decimal("6.5")}]
    shown += [{"money": 12500, "currency": "EUR"}, _DAY, {"date": "2017-06"}]
    facts = [read_fact(value) for value in shown]
    return _table(
        ["", "number", "decimal", "percentage", "amount", "day", "month"],
        ([tag, *(format_fact(fact, locale(tag)) for fact in facts)] for tag in _FACT_LANGUAGES),
    )


def _fact_forms() -> str:
    rows = []
    for tag in SAMPLE_LOCALES:
        plain, inside = (format_date(_MONTH, locale(tag), form=form) for form in ("", "in"))
        if plain != inside:
            rows.append([tag, plain, inside])
    return _table(["", "`{established}`", "`{established:in}`"], rows)


def _example() -> Release:
    path = "release/example.md"
    release, findings = read_release(_BLOCKS.encode(), path=path, house=_house())
    if release is None or findings:
        raise ValueError("\n".join(map(str, findings)))
    return release


def _house() -> House:
    return read_house((ROOT / "release" / "house.toml").read_text("utf-8"))[0]


# --- the house ---


def _house_settings() -> str:
    sentences = _fields_of(House)
    return _table(
        ["key", "meaning"],
        ([_code(name), sentences[name]] for name in ("source", "locales", "url", "style")),
    )


def _keys_of(shape: type[msgspec.Struct]) -> str:
    fields = _fields_of(shape)
    return _table(
        ["key", "meaning"],
        ([_code(field.name), fields[field.name]] for field in msgspec.structs.fields(shape)),
    )


def _house_tables() -> str:
    sentences = _fields_of(House)
    shapes = _shapes_of_the_house()
    parts = []
    for table, shape in shapes.items():
        fields = _fields_of(shape)
        known = {field.name: field for field in msgspec.structs.fields(shape)}
        ordered = sorted(known.values(), key=lambda field: field.name == "note")
        rows = [
            [_code(field.name), "yes" if field.required else "", fields[field.name]]
            for field in ordered
        ]
        parts += [
            f"### {_code(f'[{table}.ID]')}",
            # Where two tables share a shape, only the house says what each is for.
            sentences[table] if list(shapes.values()).count(shape) > 1 else str(shape.__doc__),
            _table(["key", "needed", "meaning"], rows),
        ]
    return "\n\n".join(parts)


def _shapes_of_the_house() -> dict[str, type[msgspec.Struct]]:
    """The shape of the entries of each table, as the house declares them."""
    declared = {
        name: typing.get_args(hint)[-1:] for name, hint in typing.get_type_hints(House).items()
    }
    return {
        name: shape
        for name, (shape,) in ((name, found) for name, found in declared.items() if found)
        if isinstance(shape, type) and issubclass(shape, msgspec.Struct)
    }


def _contexts() -> str:
    """The msgctxt of every kind of text, as this repository has them."""
    blocks = ((block_key(block), f"the {block.kind} of a release") for block in _example().blocks())
    found = [(key[0], of) for key, of in blocks if key and key[0]]
    found += [
        (message.context or "", f"`[{message.place.partition('.')[0]}]` of the house")
        for message in extract_house(_house(), {})
    ]
    templates = {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
        for path in (ROOT / "templates").rglob("*.j2")
    }
    found += [
        (message.context or "", "page templates") for message in extract_house(House(), templates)
    ]
    return _table(
        ["msgctxt", "stands in"], ([_code(context), of] for context, of in dict.fromkeys(found))
    )


# --- languages ---


def _locales() -> str:
    head = ["tag", "native name", "direction", "plural forms", "date", "number", "percentage"]
    return _table(
        head,
        (
            [
                _code(found.tag),
                found.native_name,
                "right to left" if found.right_to_left else "",
                str(found.plural_forms.count),
                format_date(_DAY, found),
                format_number(Decimal("12500.5"), found),
                format_percent(6, found),
            ]
            for found in map(locale, SAMPLE_LOCALES)
        ),
    )


def _plural_rules() -> str:
    by_rule: dict[str, list[str]] = {}
    for found in map(locale, SAMPLE_LOCALES):
        by_rule.setdefault(found.plural_forms.header, []).append(found.tag)
    return _table(
        ["languages", "`Plural-Forms`"],
        ([", ".join(tags), _code(rule)] for rule, tags in by_rule.items()),
    )


def _other_tags() -> str:
    def differs(found: Locale) -> bool:
        return found.cldr != found.tag or found.written_tag != found.tag

    return _table(
        ["tag", "`lang` in pages", "CLDR", "folder under `locales/`"],
        (
            [_code(found.tag), *map(_code, (found.written_tag, found.cldr, found.posix))]
            for found in map(locale, (*SAMPLE_LOCALES, "zh-Hant", "pt-BR"))
            if differs(found)
        ),
    )


# --- what has to be installed ---


def _packages() -> str:
    commands: tuple[tuple[PackageManager, str], ...] = (
        ("apt", "apt install"),
        ("dnf", "dnf install"),
        ("apk", "apk add"),
        ("brew", "brew install"),
    )
    rows = []
    for manager, command in commands:
        names = dict.fromkeys(library.packages[manager] for library in LIBRARIES)
        rows.append([manager, _code(f"{command} {' '.join(names)}")])
    return _table(["", "command"], rows)


def _dependencies() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    pinned = dict(
        line.lower().split("==")
        for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
        if "==" in line and not line.startswith("#")
    )
    rows = []
    for purpose, requirements in (
        ("run", project["dependencies"]),
        ("development", project["optional-dependencies"]["dev"]),
    ):
        for requirement in requirements:
            name = re.split(r"[^A-Za-z0-9_-]", requirement)[0]
            limit = requirement.removeprefix(name)
            version = pinned[name.lower()]
            rows.append([_code(name), purpose, _code(limit), version, _licence(name)])
    return _table(["package", "for", "asked for", "tested with", "licence"], rows)


def _licence(name: str) -> str:
    """The licence that a package declares, in whichever of three fields it does."""
    found = metadata(name)
    for field in ("License-Expression", "License"):
        if field in found:
            text = found[field].strip()
            # Some packages put the whole licence there.
            return "OFL-1.1" if "SIL OPEN FONT LICENSE" in text else text.partition("\n")[0]
    classifiers = (line.split(" :: ") for line in found.get_all("Classifier") or [])
    return ", ".join(parts[-1] for parts in classifiers if parts[0] == "License")


def _decisions() -> str:
    rows = []
    for path in sorted((DOCS / "decisions").glob("[0-9]*.md")):
        title = path.read_text("utf-8").partition("\n")[0]
        words = re.sub(r"^# *[0-9]*[.:]? *", "", title)
        rows.append([path.name[:4], f"[{words}](decisions/{path.name})"])
    return _table(["", "decision"], rows)


PARTS: Final[Mapping[str, Callable[[], str]]] = {
    "blocks": _blocks,
    "commands": _commands,
    "contexts": _contexts,
    "decisions": _decisions,
    "dependencies": _dependencies,
    **EVIDENCE_PARTS,
    "fact-forms": _fact_forms,
    "fact-kinds": _fact_kinds,
    "fact-languages": _fact_languages,
    "front-matter": _front_matter,
    "house-fonts": partial(_keys_of, FontSource),
    "house-gate": partial(_keys_of, Gate),
    "house-catalogues": partial(_keys_of, CatalogueSettings),
    "house-memory": partial(_keys_of, MemorySettings),
    "house-pages": partial(_keys_of, PageSettings),
    "house-pdf": partial(_keys_of, PdfSettings),
    "house-quote": partial(_keys_of, QuoteSettings),
    "house-settings": _house_settings,
    "house-tables": _house_tables,
    "locales": _locales,
    "other-tags": _other_tags,
    "markup": _markup,
    "packages": _packages,
    "plural-rules": _plural_rules,
    "rules": _rules,
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
