"""Where a text names the camps of a corpus."""
import re
from collections.abc import Callable

from analysis.naming.camps import roster


def _forms(camps: dict) -> dict[str, str]:
    """Name, alias or term -> camp. Names of countries in all their forms; aliases in lower case as they are listed."""
    found = {}
    for camp, entry in (camps or {}).items():
        for actor, listed in ((entry or {}).get("actors") or {}).items():
            for alias in [str(actor), *map(str, [listed] if isinstance(listed, str) else listed or [])]:
                found.setdefault(alias.replace("’", "'"), camp)
        for term in (entry or {}).get("terms") or []:
            found.setdefault(str(term).replace("’", "'"), camp)
    for form, camp in roster(camps).forms.items():
        if form != form.lower():
            found.setdefault(form, camp)
    return {form: camp for form, camp in found.items() if len(form) > 1}


def finder(camps: dict) -> Callable[[str], dict[str, list[tuple[int, int]]]]:
    """A function from a text to {camp: [(start, end), ...]}, the mentions of each camp in text order.

    The longest name wins; an article before a name belongs to it ("the Kremlin"), so that "Russia" and "the United
    States" stand alike. Names in capitals must be in capitals ("US" is not "us"); others in lower case may open a
    sentence. "Anti-Russian" and "Moscow-based" name nobody, nor does whoever is listed as on no side.
    """
    forms = _forms(camps)
    if not forms:
        return lambda text: {}
    exact = {form: camp for form, camp in forms.items() if form != form.lower()}
    loose = {form: camp for form, camp in forms.items() if form == form.lower()}
    listed = sorted(forms, key=lambda form: (-len(form), form))
    choice = "|".join(re.escape(form) if form in exact else f"(?i:{re.escape(form)})" for form in listed)
    pattern = re.compile(rf"(?<![\w-])(?:[Tt]he )?({choice})s?(?![\w-]|\.\w)")

    def find(text: str) -> dict[str, list[tuple[int, int]]]:
        found = {}
        for match in pattern.finditer(text.replace("’", "'")):
            camp = exact.get(match[1]) or loose[match[1].lower()]
            if camp != "other":
                found.setdefault(camp, []).append(match.span())
        return found
    return find
