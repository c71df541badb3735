"""Words of the glossary marked where a role's page first uses them, as links to their meanings."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from roles_catalogue.glossary import Glossary
from roles_catalogue.reference import GlossaryTerm


@dataclass
class InPlace:
    """Marks one page's texts, in the order in which the page has them."""

    terms: Iterable[GlossaryTerm]
    _seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._glossary = Glossary(self.terms)

    def __call__(self, text: str) -> Markup:
        """The text with a link on each term that no text before it had."""
        done, at = Markup(""), 0
        for term_id, start, end in self._glossary.places_in(text):
            if term_id in self._seen:
                continue
            self._seen.add(term_id)
            link = Markup('<a class="term" href="#word-{}">{}</a>').format(term_id, text[start:end])
            done += escape(text[at:start]) + link
            at = end
        return done + escape(text[at:])
