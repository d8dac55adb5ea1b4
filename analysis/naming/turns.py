"""Turns of an interview: who asks and who answers behind "LEE:", "Q:", "A:", or goes on without a label."""

from collections import Counter

from analysis.naming import conduits
from analysis.tagging.turns import ANSWERS, ASKS


def turn(article, item):
    """(speaker, resolved_by, kind) of a turn, and of what the next line signs; None of any other attribution.

    Questions of nobody's are reporters', answers the person's who is named most above them, else in all.
    """
    if item.get("_signed"):
        return article.identify(item["_signed"], item)
    if not item.get("_turn"):
        return None
    label, before = item["source_text"], [s for s in article.said if s.get("_turn")]
    if not label:
        return before[-1]["speaker"], "previous", before[-1]["_kind"]
    if label in ASKS:
        return "Reporters", "inferred", "group"
    if label in ANSWERS:
        people = [e for e in article.book.entities if e.kind == "person"]
        first = before[0]["paragraph"] if before else item["paragraph"]
        named = Counter(e.name for e in people if e.paragraph < first) or Counter(e.name for e in people)
        return (article.spelling(max(named, key=named.get)), "inferred", "person") if named else None
    name = label.title() if label.isupper() and len(label) > 3 and not conduits.is_outlet(label) else label
    same = next((s["speaker"] for s in before if s["speaker"].endswith(f" {name}")), None)
    person = article.book.person(name)
    if same or person:
        return same or article.spelling(person.name), "surname" if " " not in name else "name", "person"
    return article.identify(name, item)
