"""Pages as HTML: the house style's templates, filled in a sandbox."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping

from jinja2 import FunctionLoader, StrictUndefined, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from communique.edition import HouseWords
from communique.findings import CommuniqueError
from communique.frozen import Frozen
from communique.locales import counter_style, format_integer, format_number
from communique.page.images import undescribed_images
from communique.page.markup import before, filled, text_html
from communique.page.plain import plain_letters
from communique.page.views import IndexPage, LandingPage, ReleasePage
from communique.styles import Style, style_of

__all__ = ["HouseStyle", "PageError", "css_string", "quotes_of"]

_TEMPLATE_SUFFIX = ".j2"


class PageError(CommuniqueError):
    """A page template that cannot be filled in."""

    def __init__(self, message: str, *, path: str, line: int) -> None:
        super().__init__(message)
        self.path = path
        """The template, relative to the project folder."""
        self.line = line
        """The line in it, counted from 1."""


class _Words(Frozen):
    """The words of a page in its language, as functions that templates call."""

    words: HouseWords

    def functions(self) -> dict[str, Callable[..., Markup]]:
        return {
            "gettext": lambda text: self._text(None, text),
            "_": lambda text: self._text(None, text),
            "pgettext": self._text,
            "ngettext": lambda one, many, number: self._plural(None, one, many, number),
            "npgettext": self._plural,
        }

    def _text(self, context: str | None, text: str) -> Markup:
        return text_html(self.words.text((context, text)), self.words.locale)

    def _plural(self, context: str | None, one: str, many: str, number: int) -> Markup:
        found = self.words.plural((context, one), many, number)
        return text_html(found, self.words.locale)


class HouseStyle:
    """The page templates of a house.

    `templates` are the texts of all template files by path relative to the project folder.
    Templates see only the values given to them, cannot reach Python behind those values, and
    raise on every name that is not there.
    """

    def __init__(self, templates: Mapping[str, str], *, folder: str) -> None:
        self._folder = folder
        self._templates = templates
        self._environment = ImmutableSandboxedEnvironment(
            loader=FunctionLoader(self._source),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.filters["gaps"] = filled
        self._environment.filters["css_string"] = css_string
        self._environment.filters["before"] = before
        # What gives another page each time has no place in one that is to be built again.
        del self._environment.filters["random"]
        del self._environment.globals["lipsum"]

    def page(
        self, template: str, page: ReleasePage | IndexPage | LandingPage, words: HouseWords
    ) -> str:
        """A template filled in; raises PageError."""
        locale = words.locale
        try:
            html = self._environment.get_template(template).render(
                page=page,
                locale=locale,
                source=words.source,
                number=lambda value: format_number(value, locale),
                serial=lambda value: format_integer(value, locale),
                paper=words.house.pages.paper,
                counters=counter_style(locale),
                quotes=quotes_of(style_of(words.house.style, locale)),
                **_Words(words=words).functions(),
            )
        # A template can raise whatever the values it calls raise, and each is its own mistake.
        except Exception as error:
            path, line = self._place_of(error, template)
            raise PageError(
                f"the template cannot be filled in: {_sentence(error)}", path=path, line=line
            ) from error
        for image in undescribed_images(html):
            path, line = self._place_of_image(image, template)
            raise PageError(
                f"the image `{image}` has no alternative text: say in `alt` (of an `svg` in "
                "`title`) what it shows, or leave `alt` empty if it is decoration",
                path=path,
                line=line,
            )
        return html

    def _place_of_image(self, image: str, template: str) -> tuple[str, int]:
        """The template that names an image, and the line; else the one that was filled in."""
        for path, text in self._templates.items():
            before, found, _ = text.partition(f'"{image}"')
            if found:
                return path, before.count("\n") + 1
        return f"{self._folder}/{template}", 1

    def _source(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        """A template with its path, by which mistakes in it are found again."""
        path = f"{self._folder}/{name}"
        if not name.endswith(_TEMPLATE_SUFFIX) or path not in self._templates:
            return None
        return self._templates[path], path, lambda: True

    def _place_of(self, error: Exception, template: str) -> tuple[str, int]:
        """The innermost template that an error has passed through, and the line in it."""
        name = getattr(error, "name", None)
        line = getattr(error, "lineno", None)
        if isinstance(name, str) and isinstance(line, int):
            return f"{self._folder}/{name}", line
        places = [
            (frame.f_code.co_filename, line)
            for frame, line in traceback.walk_tb(error.__traceback__)
            if frame.f_code.co_filename in self._templates
        ]
        return places[-1] if places else (f"{self._folder}/{template}", 1)


def _sentence(error: Exception) -> str:
    match error:
        case TemplateNotFound():
            return f"there is no template `{error.name}`"
        case RecursionError():
            return "it is nested too deeply, or includes itself"
        case _:
            return str(error) or type(error).__name__


def css_string(text: Markup | str, **counters: str) -> Markup:
    """A pattern as the value of CSS `content`, each gap the counter of that name.

    `{page}` with `page="arabic-indic"` becomes `counter(page, arabic-indic)`.
    """
    parts = []
    # Jinja's own filter takes the hardness from hard spaces.
    plain = plain_letters(text) if isinstance(text, Markup) else text
    while plain:
        gap = min(
            (name for name in counters if f"{{{name}}}" in plain),
            key=lambda name: plain.index(f"{{{name}}}"),
            default="",
        )
        before, _, plain = plain.partition(f"{{{gap}}}") if gap else (plain, "", "")
        if before:
            parts.append(f'"{_css_escaped(before)}"')
        if gap:
            parts.append(f"counter({gap}, {counters[gap]})")
    return Markup(" ".join(parts) or '""')  # noqa: S704 - letters outside a-z are escaped below


def quotes_of(style: Style) -> Markup:
    """The value of CSS `quotes` for a language: its marks, and those inside a quotation."""
    pairs = [pairs[0] for pairs in (style.outer, style.inner) if pairs]
    marks = " ".join(f'"{_css_escaped(mark)}"' for pair in pairs for mark in pair)
    return Markup(marks or "auto")  # noqa: S704 - each mark is escaped


def _css_escaped(text: str) -> str:
    """Everything that could end a CSS string or a `style` element, as code points.

    Spaces, too: one that follows a code point would belong to it (CSS Syntax 3, section 4.3.7).
    """
    return "".join(
        character if character.isalnum() or character in ".,–" else f"\\{ord(character):06x}"
        for character in text
    )
