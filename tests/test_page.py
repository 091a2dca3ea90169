"""Pages: honest about their language, linked with each other, harmless and self-contained."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, cast
from xml.etree.ElementTree import Element

import pytest
import tinycss2
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from communique.edition import Edition
from communique.page import HouseStyle, PageError, index_page, release_page
from communique.page.render import css_string
from communique.project import load_project, plan_editions

if TYPE_CHECKING:
    from conftest import Newsroom, Page

ID = "library-opening"
TAGS = ("en", "fr", "ar")
EDITION_PAGES = tuple(f"{tag}/{ID}/index.html" for tag in TAGS)
LISTS = ("index.html", *(f"{tag}/index.html" for tag in TAGS))
PAGES = (*EDITION_PAGES, *LISTS)
SITE = "https://news.example.org"


def text_of(element: Element) -> str:
    """The letters of an element and all in it, on one line; hard spaces stay."""
    return re.sub(r"[ \t\n]+", " ", "".join(element.itertext())).strip(" ")


def edition_of(newsroom: Newsroom, tag: str) -> Edition:
    """An edition as it stands in the catalogues, whether it may go out or not."""
    plan = plan_editions(load_project(newsroom.root))
    (found,) = (one.edition for one in plan.editions if one.edition.locale.tag == tag)
    return found


def structured_data(page: Page) -> dict[str, object]:
    """What search engines are told."""
    data = json.loads(text_of(page.one("script", type="application/ld+json")))
    assert isinstance(data, dict)
    return data


class TestEveryPage:
    """What holds for editions, lists and the landing page alike."""

    @pytest.fixture(params=PAGES)
    def page(self, request: pytest.FixtureRequest, finished: Newsroom) -> Page:
        """Each page of the build."""
        return finished.page(cast("str", request.param))

    def test_a_strict_parser_has_nothing_to_say(self, page: Page) -> None:
        """HTML that every browser reads alike has no parse errors."""
        assert page.errors == ()

    def test_it_says_what_language_it_is_in(self, page: Page) -> None:
        """`lang` and `dir` stand on the root, and the encoding in the head."""
        tag = page.path.partition("/")[0] if "/" in page.path else "en"
        direction = "rtl" if tag == "ar" else "ltr"
        assert (page.tree.get("lang"), page.tree.get("dir")) == (tag, direction)
        assert page.all("meta")[0].get("charset") == "utf-8"

    def test_it_has_one_title_and_one_heading_of_the_first_level(self, page: Page) -> None:
        """Screen readers find their way by headings; no level is left out."""
        assert len(page.all("h1")) == 1
        assert text_of(page.one("title"))
        levels = [int(item.tag[1]) for item in page.tree.iter() if re.fullmatch("h[1-6]", item.tag)]
        assert levels[0] == 1
        assert all(below <= above + 1 for above, below in pairwise(levels))

    def test_it_has_one_main_part_that_can_be_skipped_to(self, page: Page) -> None:
        """The first link leads there."""
        first, main = page.all("a")[0], page.one("main")
        assert first.get("href") == f"#{main.get('id')}"

    def test_no_id_stands_twice(self, page: Page) -> None:
        """An address with a `#`, and `aria-labelledby`, lead to one place, which is there."""
        ids = [item.get("id") for item in page.tree.iter() if item.get("id")]
        assert len(ids) == len(set(ids))
        labels = {item.get("aria-labelledby") for item in page.tree.iter()} - {None}
        assert labels <= set(ids)

    def test_every_relative_link_leads_to_a_file(self, page: Page, finished: Newsroom) -> None:
        """Nothing in the build leads nowhere."""
        assert set(page.targets()) <= set(finished.built())
        assert len(page.targets()) > 3

    def test_it_asks_no_other_host_for_anything(self, page: Page) -> None:
        """Reading a page tells nobody else that it is read."""
        loading = [
            link.get("href", "")
            for link in page.all("link")
            if set(link.get("rel", "").split()) - {"canonical", "alternate"}
        ]
        for item in page.tree.iter():
            loading += [
                item.get(name, "") for name in ("src", "srcset", "data", "poster", "action")
            ]
            assert "url(" not in item.get("style", "")
        assert not [address for address in loading if re.match(r"[a-z]+:|//", address)]
        assert page.all("base") == page.all("iframe") == page.all("object") == []

    def test_it_runs_no_script(self, page: Page) -> None:
        """There is nothing for a browser to execute, nor an address that executes anything."""
        assert {item.get("type") for item in page.all("script")} <= {"application/ld+json"}
        for item in page.tree.iter():
            assert not [name for name, _ in item.items() if name.startswith("on")]
            assert not item.get("href", "").lower().startswith(("javascript:", "data:"))

    def test_languages_are_listed_in_their_own_names(self, page: Page) -> None:
        """In the order of the house, each with its language, to the same page in it."""
        expected = [("en", "ltr", "English"), ("fr", "ltr", "français"), ("ar", "rtl", "العربية")]
        links = [link for link in page.all("a") if link.get("hreflang")]
        items = {child: item for item in page.tree.iter() for child in item}
        found = [
            (
                link.get("lang") or items[link].get("lang"),
                link.get("dir") or items[link].get("dir"),
                text_of(link),
            )
            for link in links
        ]
        assert found == expected
        assert [link.get("hreflang") for link in links] == list(TAGS)
        current = [link.get("hreflang") for link in links if link.get("aria-current") == "page"]
        assert current == ([page.tree.get("lang")] if "/" in page.path else [])

    def test_its_address_is_its_own(self, page: Page) -> None:
        """`canonical` is the address under which the page will be found."""
        address = f"{SITE}/{page.path.removesuffix('index.html')}"
        assert page.one("link", rel="canonical").get("href") == address


class TestStyleSheet:
    """The style sheet of the web pages."""

    def test_it_loads_nothing_from_elsewhere(self, finished: Newsroom) -> None:
        """Neither another sheet nor a font nor a picture comes from another host."""
        for path, content in finished.built().items():
            if path.endswith(".css"):
                assert not re.search(
                    r"@import|//|https?:",
                    re.sub(r"/\*.*?\*/", "", content.decode(), flags=re.DOTALL),
                )


class TestEditions:
    """The page of an edition."""

    @pytest.fixture(params=TAGS)
    def page(self, request: pytest.FixtureRequest, finished: Newsroom) -> Page:
        """The release in each language."""
        return finished.page(f"{request.param}/{ID}/index.html")

    def test_alternates_are_reciprocal(self, page: Page, finished: Newsroom) -> None:
        """Each edition lists all, itself included, and all of them list the same."""
        expected = {tag: f"{SITE}/{tag}/{ID}/" for tag in TAGS}
        assert page.alternates() == {**expected, "x-default": expected["en"]}
        assert list(page.alternates()) == [*TAGS, "x-default"]
        for path in EDITION_PAGES:
            assert finished.page(path).alternates() == page.alternates()

    def test_its_pdf_is_beside_it(self, page: Page, finished: Newsroom) -> None:
        """The link says that it leads to a PDF, and the file is there under a telling name."""
        tag = page.tree.get("lang")
        (link,) = page.all("a", type="application/pdf")
        assert link.get("href") == f"{ID}.{tag}.pdf"
        assert page.one("link", type="application/pdf").get("href") == f"{ID}.{tag}.pdf"
        assert f"{tag}/{ID}/{ID}.{tag}.pdf" in finished.built()

    def test_search_engines_are_told_what_it_is(self, page: Page) -> None:
        """schema.org: language, date, publishers, and which work it is a translation of."""
        tag, data = page.tree.get("lang"), structured_data(page)
        works = {
            other: {
                "@type": "NewsArticle",
                "inLanguage": other,
                "@id": f"{SITE}/{other}/{ID}/",
                "url": f"{SITE}/{other}/{ID}/",
            }
            for other in TAGS
        }
        assert (data["@context"], data["@type"]) == ("https://schema.org", "NewsArticle")
        assert (data["inLanguage"], data["url"]) == (tag, f"{SITE}/{tag}/{ID}/")
        assert (data["datePublished"], data["identifier"]) == ("2019-04-06", "LB/19/7")
        assert data["headline"] == text_of(page.one("h1"))
        if tag == "en":
            assert data["workTranslation"] == [works["fr"], works["ar"]]
            assert "translationOfWork" not in data
        else:
            assert data["translationOfWork"] == works["en"]
            assert "workTranslation" not in data

    def test_the_title_has_its_facts_wherever_it_stands(self, page: Page) -> None:
        """The heading, the window, a shared link and the PDF say the same number."""
        title = text_of(page.one("h1"))
        assert re.search(r"12\N{NO-BREAK SPACE}500|١٢٬٥٠٠", title)
        assert text_of(page.one("title")) == title
        assert page.one("meta", property="og:title").get("content") == title

    def test_contacts_are_addresses_that_can_be_used(self, page: Page) -> None:
        """A click writes or calls; names and numbers keep their direction in Arabic."""
        contact = page.one("address")
        assert [(link.get("href"), link.get("dir")) for link in contact.iter("a")] == [
            ("mailto:desk@lowbridge.example.org", "ltr"),
            ("tel:+3225550101", "ltr"),
        ]
        assert text_of(next(contact.iter("bdi"))) == "Alder"

    def test_dates_can_be_read_by_programs(self, page: Page) -> None:
        """Each date is a `time`, as precise as it is known."""
        assert [item.get("datetime") for item in page.all("time")] == ["2019-04-06", "2017-06"]

    @pytest.mark.parametrize(
        ("tag", "values"),
        [
            ("en", ["12 500", "EUR 1 200 000", "6 %", "6 April 2019", "June 2017"]),
            ("fr", ["12 500", "1 200 000 EUR", "6 %", "6 avril 2019", "juin 2017"]),
            ("ar", ["١٢٬٥٠٠", "١٬٢٠٠٬٠٠٠", "٦٪", "٦ أبريل ٢٠١٩", "يونيو ٢٠١٧"]),
        ],
    )
    def test_facts_are_written_as_the_language_writes_them(
        self, finished: Newsroom, tag: str, values: list[str]
    ) -> None:
        """Numbers, money, percentages and dates; the spaces in them do not break."""
        page = finished.page(f"{tag}/{ID}/index.html")
        text = text_of(page.one("article")).replace(text_of(page.one("address")), "")
        plain = text.replace("\N{NO-BREAK SPACE}", " ")
        assert [value for value in values if value not in plain] == []
        assert not re.search(r"\d \d|\d %|{|}", text)

    def test_a_translation_names_the_original_language(self, finished: Newsroom) -> None:
        """In the words of its readers; the original does not."""
        notes = [
            text_of(finished.page(path).one("article")).find(word)
            for path, word in zip(
                EDITION_PAGES, ("Original language", "anglais", "الإنجليزية"), strict=True
            )
        ]
        assert [at >= 0 for at in notes] == [False, True, True]


class TestBody:
    """The text of an edition."""

    @pytest.mark.parametrize("tag", ["en", "ar"])
    def test_it_is_plain_structure(
        self, newsroom: Newsroom, golden: Callable[[str, str], None], tag: str
    ) -> None:
        """Sections, paragraphs, lists and quotations, with facts and kept words in them."""
        page = release_page(edition_of(newsroom, tag), locales=())
        golden(f"body.{tag}.html", f"{page.body}\n")

    def test_letters_of_the_text_are_never_markup(self, newsroom: Newsroom) -> None:
        """What looks like HTML in a text is shown, in the page and to search engines."""
        source = f"release/{ID}.md"
        newsroom.replace(source, "# What there is", '# R&amp;D &lt;/script&gt;&lt;b&gt; \\"x\\"')
        newsroom.replace(
            source, 'title = "A library', 'title = "&lt;/script&gt;&lt;b&gt; A library'
        )
        edition = edition_of(newsroom, "en")
        page = release_page(edition, locales=())
        assert "R&amp;D &lt;/script&gt;&lt;b&gt; &#34;x&#34;" in page.body
        assert page.title_text.startswith("</script><b> A library")
        assert "<" not in page.structured_data
        assert json.loads(page.structured_data)["headline"] == page.title_text

    def test_the_description_ends_at_a_word(self, newsroom: Newsroom) -> None:
        """Search engines show the beginning of the text, not half a word of it."""
        newsroom.replace(f"release/{ID}.md", "The town opens", f"{'Longword ' * 30}The town opens")
        description = release_page(edition_of(newsroom, "en"), locales=()).description
        assert re.fullmatch(r"(Longword )+Longword…", description)
        assert len(description) <= 201


class TestUnapproved:
    """Passages that may not be published, in drafts."""

    def test_every_source_passage_carries_its_language(self, newsroom: Newsroom) -> None:
        """Title, dateline, contacts and body alike, whatever is not translated."""
        for domain in ("house", ID):
            path = newsroom.catalogue("ar", domain)
            text = newsroom.read(path)
            newsroom.write(
                path, re.sub(r'^msgstr "(?!").*"$', 'msgstr ""', text, flags=re.MULTILINE)
            )
        page = release_page(edition_of(newsroom, "ar"), locales=(), draft=True)
        words = {"missing": Markup("unübersetzt"), "fuzzy": Markup("ungeprüft")}
        parts = [page.type, page.title, page.subtitle, page.dateline]
        parts += [issuer.name for issuer in page.issuers]
        parts += [page.contacts[0].name, *page.contacts[0].lines, *page.boilerplate]
        for part in parts:
            assert part.startswith('<span lang="en" dir="ltr">')
        body = page.marked_body(**words)
        opened = re.findall(r"<(?:p|h2)\b[^>]*>", body)
        assert opened
        assert all('lang="en" dir="ltr"' in tag for tag in opened)
        assert body.count("unübersetzt") == len(opened)


class TestTemplates:
    """Page templates are of unknown origin: they get values, and nothing behind them."""

    def fill(self, newsroom: Newsroom, text: str, **others: str) -> str:
        """A template filled in with the French edition."""
        edition = edition_of(newsroom, "fr")
        texts = {f"templates/{name}.html.j2": other for name, other in others.items()}
        style = HouseStyle({"templates/page.html.j2": text, **texts}, folder="templates")
        page = release_page(edition, locales=[edition.locale])
        return style.page("page.html.j2", page, edition.words)

    @pytest.mark.parametrize(
        "text",
        [
            "{{ ''.__class__.__mro__ }}",
            "{{ page.__class__.__init__.__globals__ }}",
            "{{ page['__class__'] }}",
            "{{ page | attr('__class__') }}",
            "{{ '{0.__class__}'.format(page) }}",
            "{{ page.title.format.__self__.__class__ }}",
            "{{ gettext.__globals__ }}",
            "{{ page.marked_body.func.__globals__ }}",
            "{{ self.__init__.__globals__ }}",
            "{{ cycler.__init__.__globals__.os }}",
            "{{ number.__code__ }}",
            "{% set page.title = 1 %}",
            "{{ page.languages.append(1) }}",
            "{% import 'os' as os %}",
            "{% include '../../etc/passwd' %}",
            "{% include '/etc/passwd' %}",
            "{% extends 'assets/communique.css' %}",
            "{{ lipsum() }}",
            "{{ [1, 2] | random }}",
            "{{ page.titel }}",
            "{{ titel }}",
            "{{ 1 // 0 }}",
            "{{ number('x') }}",
            "{{ page.marked_body() }}",
            "{{ 'x' | nosuchfilter }}",
            "{% if %}",
            "{% include 'page.html.j2' %}",
            "{{ " + "(" * 400 + "1" + ")" * 400 + " }}",
            "{% for a in [1] %}" * 25 + "{% endfor %}" * 25,
            "{{ 10 ** 9999 }}",
        ],
    )
    def test_what_it_may_not_do_is_a_mistake_with_its_place(
        self, newsroom: Newsroom, text: str
    ) -> None:
        """Neither Python nor files can be reached, and whatever fails has a line."""
        with pytest.raises(PageError, match=r"the template cannot be filled in: \S") as caught:
            self.fill(newsroom, text)
        assert (caught.value.path, caught.value.line) == ("templates/page.html.j2", 1)

    def test_a_mistake_is_placed_in_the_file_that_has_it(self, newsroom: Newsroom) -> None:
        """Not in the one that extends or includes it."""
        page = '{% extends "frame.html.j2" %}\n{% block main %}{{ page.title }}{% endblock %}'
        frame = "<title>\n{% block main %}{% endblock %}\n\n{{ page.titel }}"
        with pytest.raises(PageError) as caught:
            self.fill(newsroom, page, frame=frame)
        assert (caught.value.path, caught.value.line) == ("templates/frame.html.j2", 4)

    def test_values_are_escaped_and_words_are_translated(self, newsroom: Newsroom) -> None:
        """A template need not think of either."""
        text = '{{ "<b>" }}{{ pgettext("heading", "Contacts for the media") }}{{ number(12500) }}'
        assert (
            self.fill(newsroom, text) == "&lt;b&gt;Contacts pour les médias12\N{NO-BREAK SPACE}500"
        )

    @pytest.mark.parametrize(("rows", "words"), [(1, "1 communiqué "), (2, "2 communiqués ")])
    def test_words_agree_with_numbers(self, newsroom: Newsroom, rows: int, words: str) -> None:
        """A list of one release and a list of two read as the language has it."""
        project = load_project(newsroom.root)
        edition = edition_of(newsroom, "fr")
        page = index_page([edition] * rows, edition.words, locales=[edition.locale])
        style = HouseStyle(project.templates, folder="templates")
        assert words in style.page("index.html.j2", page, edition.words)

    @given(st.text(), st.sampled_from(["", "{page}", "{page}{pages}", "{pages} – {page}"]))
    def test_a_pattern_in_a_style_sheet_says_what_it_says(self, text: str, gaps: str) -> None:
        """Whatever its letters, CSS reads them back, and no letter ends the string or the sheet."""
        css = css_string(text + gaps, page="decimal", pages="decimal")
        read = ""
        for token in tinycss2.parse_component_value_list(str(css), skip_comments=False):
            if token.type == "string":
                read += token.value
            elif token.type == "function":
                read += f"{{{token.arguments[0].value}}}"
            else:
                assert token.type == "whitespace"
        expected = re.sub("[\0\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text + gaps)
        assert read == expected
        assert "<" not in css
