"""Camps: the corpus's actors and terms, and which camp a mention belongs to.

An actor's aliases are matched whole. A mention of nobody on the list joins the camp whose term it holds, the modifier
of its head before the complement: "Russia's ambassador to the European Union" is Russia's. Names of actors count as
terms too ("a Boeing engineer"), and so do the other forms of a country that a camp names ("Russia": "Russian").
"""
import re

from analysis.mentions import BRITISH, content_words, key, lexicon

COMPLEMENT = re.compile(r" (of|for|in|at|from|with|within|inside|to|on|against|about|near|by|over|and) ")
AGAINST = re.compile(r"(?:critics?|opponents?|rivals?|enem(?:y|ies)|foes?|victims?|accusers?|opposition|victory|detractors?)$", re.I)
ENVOYS = re.compile(r"(?:ambassador|envoy|representative|mission|delegate|consul|visitor|emissary)s?$", re.I)


def fold(text):
    text = text.replace("’", "'").replace("‘", "'")
    return BRITISH.sub(lambda m: key(m[0]), text)


class Roster:
    """Lookups over the `camps` mapping of a corpus file."""

    def __init__(self, camps):
        self.actors, self.aliases, self.forms, self.bodies = {}, {}, {}, []
        camps = camps or {}
        for camp, entry in camps.items():
            for actor, aliases in ((entry or {}).get("actors") or {}).items():
                actor = str(actor)
                self.actors[actor] = camp
                for alias in [actor, *map(str, aliases or [])]:
                    self.aliases.setdefault(key(alias), (actor, alias))
        for actor in self.actors:
            words = actor.split()
            if self.person(actor) and len(words) > 1:
                self.aliases.setdefault(key(words[-1]), (actor, words[-1]))
        for camp, entry in camps.items():
            for term in (entry or {}).get("terms") or []:
                self.forms.setdefault(fold(re.sub("^[Tt]he ", "", str(term))), camp)
        for own in (lambda a, alias: key(alias) == key(a), lambda a, alias: True):
            for _, (actor, alias) in self.aliases.items():
                if own(actor, alias) and len(alias) > 2 and not re.match(r"(?:the )?(?:president|minister)$", alias):
                    self.forms.setdefault(fold(re.sub("^[Tt]he ", "", alias)), self.actors[actor])
        for form, camp in list(self.forms.items()):
            country = lexicon()["country"].get(key(form)) if form[:1].isupper() else None
            for other in sum(lexicon()["forms"].get(country, ((), ())), type(lexicon()["forms"].get(country, ((),))[0])()):
                self.forms.setdefault(fold(other), camp)
        ordered = sorted(filter(None, self.forms), key=len, reverse=True)
        self.pattern = re.compile(r"(?<![\w])(?<!anti-)(?:" + "|".join(
            f"(?:{re.escape(f)})" if f != f.lower() else f"(?i:{re.escape(f)})" for f in ordered)
            + r")(?=(?:s|'s?)?(?![\w])(?!-(?:based|born|bound)))") if ordered else None
        for actor in self.actors:
            self.bodies += [(content_words(alias), actor) for a, alias in self.aliases.values() if a == actor]

    def actor(self, text):
        found = self.aliases.get(key(text))
        if not found or text.islower() and found[1].isupper():
            return None
        return found[0]

    def camp_of(self, speaker):
        return self.actors.get(speaker) or self.actors.get(self.actor(speaker) or "")

    def person(self, actor):
        words = actor.split()
        return 1 < len(words) < 6 and words[0] in lexicon()["given"] and not any(
            w in lexicon()["body"] or w in lexicon()["group"] or w in lexicon()["outlet"] for w in words[1:])

    def body(self, words):
        """The only actor whose name or alias holds all these words, if there is exactly one."""
        found = {actor for have, actor in self.bodies if words <= have}
        return found.pop() if len(found) == 1 else None

    def phrase(self, text):
        """Camp by the terms in a noun phrase, "other" if it holds none."""
        if not self.pattern:
            return "other"
        for part in re.split(r"[,;()]| who ", fold(text)):
            camp = self._part(part)
            if camp:
                return camp
        return "other"

    def _part(self, part):
        cut = COMPLEMENT.search(part)
        head = part[:cut.start()] if cut else part
        hits = [m[0] for m in self.pattern.finditer(head)]
        if hits:
            hit = hits[-1]
            return self.forms.get(hit) or self.forms.get(hit.lower()) or next(c for f, c in self.forms.items() if f.lower() == hit.lower())
        if not cut or cut[1] in ("on", "against", "about", "near", "over") or AGAINST.search(head) \
                or cut[1] == "to" and ENVOYS.search(head):
            return None
        return self._part(part[cut.end():])
