"""The glossary as HTML, and as the data of the explanations that chapters show on hover, focus or tap."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from macros.editorial_names import BASES
from macros.markup import element, escape, link
from plan_model.ids.addresses import provision_address, relative
from plan_model.shapes.collection import Collection
from plan_model.shapes.editorial import GlossarySource, GlossaryTerm
from plan_model.shapes.editorial_data import EditorialData

NOT_CONFIRMED = "未能查到两处公开出处"
CONSULTED = {"text": "", "quoted": "（据转载或报道）", "no": "（编者所知，未再查阅）"}


def letters(terms: Iterable[GlossaryTerm]) -> dict[str, list[GlossaryTerm]]:
    """Return the terms by the first letter of their pinyin (their id), letters and terms in order."""
    grouped: dict[str, list[GlossaryTerm]] = {}
    for term in sorted(terms, key=lambda term: term.id):
        grouped.setdefault(term.id[0].upper(), []).append(term)
    return grouped


def glossary_html(collection: Collection, page: str) -> str:
    """Return all terms as description lists by letter, each with its basis and every place where it stands."""
    groups = letters(collection.editorial.glossary)
    jumps = "".join(element("li", link(f"#letter-{letter.lower()}", letter)) for letter in groups)
    index = element("nav", element("ul", jumps), class_="letter-index", aria_label="按拼音首字母")
    return index + "".join(_group(collection, letter, terms, page) for letter, terms in groups.items())


def glossary_script(editorial: EditorialData) -> str:
    """Return the text of `assets/glossary/terms.js`: each term's name, explanation and basis, by its id."""
    data = {term.id: [term.term, term.explanation, _basis(editorial, term)] for term in editorial.glossary}
    return f"GlossaryTerms.register({json.dumps(data, ensure_ascii=False, separators=(',', ':'))});\n"


def _basis(editorial: EditorialData, term: GlossaryTerm) -> str:
    """On what an explanation rests, and that it is not confirmed where it is not."""
    return BASES[term.basis] if editorial.is_confirmed(term) else f"{BASES[term.basis]}，{NOT_CONFIRMED}"


def _group(collection: Collection, letter: str, terms: list[GlossaryTerm], page: str) -> str:
    entries = "".join(_entry(collection, term, page) for term in terms)
    heading = element("h2", letter, id=f"letter-{letter.lower()}")
    return heading + element("dl", entries, class_="glossary")


def _entry(collection: Collection, term: GlossaryTerm, page: str) -> str:
    aliases = f"也写作：{'、'.join(term.aliases)}" if term.aliases else ""
    also = element("span", escape(aliases), class_="glossary-alias") if aliases else ""
    name = element("dt", element("dfn", escape(term.term)) + also, id=term.id)
    basis = element("span", escape(BASES[term.basis]), class_=f"badge basis-{term.basis}")
    text = element("p", escape(term.explanation) + " " + basis)
    places = element("p", "".join(_places(collection, term, page)), class_="glossary-places")
    return name + element("dd", text + _sources(collection, term) + places)


def _sources(collection: Collection, term: GlossaryTerm) -> str:
    """The public texts that an entry of general knowledge rests on, and a word where they are too few."""
    if term.basis == "plan":
        return ""
    found = "；".join(_source(collection.editorial.glossary_source_of[source]) for source in term.sources)
    said = [f"来源：{found}。"] if found else []
    if not collection.editorial.is_confirmed(term):
        said.append(element("strong", f"{NOT_CONFIRMED}。"))
    return element("p", "".join(said), class_="glossary-sources")


def _source(source: GlossarySource) -> str:
    """A public text: its title, which leads to its address where there is one, publisher, date, how it was read."""
    title = link(source.address, source.title, rel="external") if source.address else escape(source.title)
    parts = (source.publisher, source.date)
    return title + escape("".join(f"，{part}" for part in parts if part) + CONSULTED[source.consulted])


def _places(collection: Collection, term: GlossaryTerm, page: str) -> Iterator[str]:
    """Where the term stands, plan by plan."""
    for key, plan in collection.plans.items():
        own = [identifier for identifier in collection.term_places[term.id] if identifier.startswith(f"{key}-")]
        if own:
            links = "、".join(
                link(relative(provision_address(collection, identifier), page), identifier.partition("-")[2])
                for identifier in own
            )
            label = element("span", escape(plan.info.place), class_="muted")
            yield element("span", f"{label} {links}", class_="glossary-plan")
