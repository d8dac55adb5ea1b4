"""The controls of explore.ipynb. Where no kernel runs, a panel says so and shows what it starts with.

A panel is an ipywidgets box; what it shows comes from `explore`.
"""
from __future__ import annotations

import ipywidgets as widgets

from analysis import stats
from analysis.scoring import multiverse
from analysis.showing import explore, findings

NOTE = ("<p><b>To choose, open this notebook in JupyterLab (<code>make lab</code>) and run it.</b> "
        "Without a kernel it shows what it starts with.</p>")


class Panel(widgets.VBox):
    """A box with `still`, the HTML that stands for it where widgets cannot run."""

    def __init__(self, children, still: str):
        super().__init__(children)
        self.still = still

    def _repr_mimebundle_(self, **options):
        bundle = super()._repr_mimebundle_(**options)
        return bundle | {"text/plain": "To choose, open this notebook in JupyterLab.", "text/html": NOTE + self.still}


def _menu(name: str, values: list, every: str = "") -> widgets.Dropdown:
    """A drop-down list of (label, value); with `every` first, which asks for nothing."""
    options = [(every, "")] * bool(every) + [value if isinstance(value, tuple) else (value, value) for value in values]
    return widgets.Dropdown(options=options, description=name, style={"description_width": "5.5rem"})


def _renew(menu: widgets.Dropdown, options: list[tuple[str, str]]) -> None:
    """Other options for a menu; what is chosen stays chosen where it is one of them, else it is the first."""
    if list(menu.options) != options:
        chosen, menu.options = menu.value, options
        values = [value for _, value in options]
        menu.value = chosen if chosen in values else next(iter(values), None)


def _watch(controls: list, update) -> None:
    """Call `update` now and whenever one of the controls is moved, but not for what `update` itself moves."""
    moving = []

    def once(_=None):
        if not moving:
            moving.append(True)
            try:
                update()
            finally:
                moving.clear()

    for control in controls:
        control.observe(once, "value")
    once()


def _camps(loaded) -> list[tuple[str, str]]:
    return [(entry["label"], name) for name, entry in loaded.study.camps.items()]


def browse(loaded) -> Panel:
    """Choose outlet, camp, speaker and stance: the figure, the attributions, and an article with them marked.

    Each menu offers what the others leave, so that no choice comes to nothing.
    """
    menus = {"outlet": _menu("Outlet", explore.choices(loaded.quotes, "outlet"), "all outlets"),
             "camp": _menu("Camp", _camps(loaded), "all camps"),
             "speaker": _menu("Speaker", explore.choices(loaded.quotes, "speaker"), "all speakers"),
             "stance": _menu("Verb stance", explore.choices(loaded.quotes, "stance"), "any stance")}
    every = {column: menu.options[0] for column, menu in menus.items()}
    labels, article = {name: label for label, name in _camps(loaded)}, _menu("Read in", [])
    figure, listed, text = widgets.HTML(), widgets.HTML(), widgets.HTML()

    def update():
        wanted = {column: menu.value for column, menu in menus.items()}
        for column, menu in menus.items():
            offered = explore.offered(loaded.quotes, column, wanted)
            offered = [camp for camp in labels if camp in offered] if column == "camp" else offered
            _renew(menu, [every[column], *((labels[value] if column == "camp" else value, value) for value in offered)])
        _renew(article, [(title, name) for name, title in list(explore.readable(loaded, wanted).items())[:500]])
        found = explore.select(loaded.quotes, **wanted)
        figure.value, listed.value = explore.picture(loaded, found), explore.listing(loaded, found)
        text.value = explore.read(loaded, found, article.value)

    _watch([*menus.values(), article], update)
    still = explore.listing(loaded, loaded.quotes.head(explore.SHOWN // 4))
    return Panel([widgets.HBox(list(menus.values()), layout={"flex_flow": "row wrap"}), figure, listed, article, text], still)


def survive(loaded) -> Panel:
    """Move the thresholds of a comparison of tone and see what survives."""
    compared = explore.comparisons(loaded)
    wide = {"style": {"description_width": "18rem"}, "layout": {"width": "24rem"}}
    agree = widgets.BoundedIntText(value=round(100 * multiverse.AGREE), min=50, max=100, step=5,
                                   description="Specifications that agree in sign, %", **wide)
    fewest = widgets.BoundedIntText(value=stats.FEWEST, min=stats.FEWEST, max=10_000,
                                    description="Fewest statements on a side", **wide)
    told = widgets.HTML()

    def update():
        told.value = explore.survey(compared, agree.value / 100, fewest.value)

    _watch([agree, fewest], update)
    return Panel([agree, fewest, told], explore.survey(compared))


def move(loaded) -> Panel:
    """Count a speaker to another camp, see the shares move, and write it to corrections.csv."""
    speakers = explore.choices(loaded.quotes[loaded.quotes["kind"] == "speech"], "speaker")
    if not speakers:
        return Panel([widgets.HTML("No speaker was found.")], "<p>No speaker was found.</p>")
    now = dict(zip(loaded.quotes["speaker"], loaded.quotes["camp"]))
    speaker, camp = _menu("Speaker", speakers), _menu("Camp", _camps(loaded))
    camp.value = next(name for _, name in _camps(loaded) if name != now[speaker.value])
    who, why = (widgets.Text(description=asked, style={"description_width": "5.5rem"}) for asked in (explore.WHO, explore.WHY))
    button, said, told = widgets.Button(description="Write to corrections.csv", layout={"width": "14rem"}), \
        widgets.HTML(), widgets.HTML()

    def update():
        told.value = explore.shift(loaded, speaker.value, camp.value)
        said.value = f"Now in: {findings.label(now[speaker.value], loaded.study.camps)}"

    def write(_):
        said.value = explore.escape(explore.correct(loaded, speaker.value, camp.value, who.value, why.value))

    button.on_click(write)
    _watch([speaker, camp], update)
    return Panel([speaker, camp, told, who, why, button, said], explore.shift(loaded, speaker.value, camp.value))


def unlisted(loaded) -> Panel:
    """Read on what each guessed camp rests, choose, and put the speakers into corpus.yaml; what is unclear is left out."""
    camps = loaded.study.camps
    sides = [("on no side" if name == "other" else entry["label"], name) for name, entry in camps.items()]
    menus = [(one, _menu(one.name, sides, "leave out")) for one in explore.proposed(loaded)]
    if not menus:
        none = "<p>Everybody whom the corpus quotes by name is listed in its <code>corpus.yaml</code>.</p>"
        return Panel([widgets.HTML(none)], none)
    for one, menu in menus:
        menu.value, menu.style, menu.layout = one.camp, {"description_width": "9rem"}, {"width": "23rem", "flex": "0 0 auto"}
    lines = {one.name: widgets.HBox([menu, widgets.HTML(explore.rests(one, camps))]) for one, menu in menus}
    button, said = widgets.Button(description="Put into corpus.yaml", layout={"width": "14rem"}), widgets.HTML()
    panel = Panel([*lines.values(), button, said], "".join(explore.rests(one, camps) for one, _ in menus))

    def write(_):
        chosen = [(one, menu.value) for one, menu in menus if menu.value and one.name in lines]
        done, told = explore.listed(loaded, chosen)
        for one, _ in chosen if done else []:
            del lines[one.name]
        panel.children = [*lines.values(), button, said]
        said.value = explore.escape(told)

    button.on_click(write)
    return panel
