"""Rules for committed notebooks. Each takes a notebook and returns what breaks the rule, a sentence each."""
import ast
import io
import re
import statistics
import tokenize

LONGEST, USUAL, PARAMETERS = 12, 5, 6           # lines of a cell, median of a notebook, parameters
ABSOLUTE = re.compile(r"(?<![\w./:-])(?:/(?:home|work|Users|root|tmp|mnt|private|var|opt)/|[A-Z]:\\{1,2}\w)")
DOWNLOADS = {"urlopen", "urlretrieve", "requests", "wget", "download", "httpx", "pip", "tqdm", "get_ipython"}


def code(nb):
    """(number from 1, cell) of the code cells that hold something."""
    cells = enumerate(nb.cells, 1)
    return [(i, cell) for i, cell in cells if cell.cell_type == "code" and cell.source.strip()]


def plain(source):
    """The source without magics and shell lines, so that it parses."""
    return "\n".join("pass" if re.match(r"\s*[%!]", line) else line for line in source.splitlines())


def texts(cell):
    """The source of a cell and every text it shows; pictures are left out."""
    found = [cell.source]
    for output in cell.get("outputs", []):
        found.append(output.get("text", ""))
        found += [value for kind, value in output.get("data", {}).items()
                  if isinstance(value, str) and not re.match(r"image/(?!svg)", kind)]
        found += output.get("traceback", [])
    return found


def counts_in_order(nb):
    counts = [cell.execution_count for _, cell in code(nb)]
    return [] if counts == list(range(1, len(counts) + 1)) else [f"execution counts are {counts}"]


def shows(source):
    """Does a cell's last statement show something: an expression, but no bare string and no muted line?"""
    body = ast.parse(plain(source)).body
    if not body or not isinstance(body[-1], ast.Expr) or source.rstrip().endswith(";"):
        return False
    return not isinstance(body[-1].value, ast.Constant)


def outputs_present(nb):
    return [f"cell {i} shows something but has no output" for i, cell in code(nb)
            if shows(cell.source) and not cell.outputs]


def figures_shown(nb):
    """A figure that is saved is looked at: an output with a picture, not with its name."""
    drawn = [(i, cell.outputs) for i, cell in code(nb) if "charts.save(" in cell.source]
    return [f"cell {i} draws a figure but shows no picture" for i, outputs in drawn
            if not any("image/png" in output.get("data", {}) for output in outputs)]


def no_error(nb):
    return [f"cell {i} ends in {output.ename}" for i, cell in code(nb) for output in cell.outputs
            if output.output_type == "error"]


def no_warning(nb):
    return [f"cell {i} writes to stderr: {output.text[:60]!r}" for i, cell in code(nb)
            for output in cell.outputs if output.get("name") == "stderr"]


def short_cells(nb):
    lines = {i: len(cell.source.strip().splitlines()) for i, cell in code(nb)}
    found = [f"cell {i} has {n} lines; at most {LONGEST}" for i, n in lines.items() if n > LONGEST]
    if lines and statistics.median(lines.values()) > USUAL:
        found.append(f"half of the cells have more than {USUAL} lines")
    return found


def no_absolute_path(nb):
    return [f"cell {i} holds an absolute path: {match[0]}" for i, cell in enumerate(nb.cells, 1)
            for text in texts(cell) for match in [ABSOLUTE.search(text)] if match]


def one_parameters_cell(nb):
    cells = [(i, cell) for i, cell in enumerate(nb.cells, 1) if "parameters" in cell.metadata.get("tags", [])]
    if len(cells) != 1:
        return [f"{len(cells)} cells are tagged 'parameters', not one"]
    number, cell = cells[0]
    body = ast.parse(cell.source).body
    found = [] if len(body) <= PARAMETERS else [f"{len(body)} parameters; at most {PARAMETERS}"]
    tokens = tokenize.generate_tokens(io.StringIO(cell.source).readline)
    commented = {token.start[0] for token in tokens if token.type == tokenize.COMMENT}
    for node in body:
        if not _plain_value(node):
            found.append(f"cell {number}, line {node.lineno}: a parameter is a name and a plain value")
        elif not commented & {node.lineno, node.lineno - 1}:
            found.append(f"cell {number}: '{node.targets[0].id}' has no comment with its unit or meaning")
    return found


def _plain_value(node):
    if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
        return False
    value = node.value.operand if isinstance(node.value, ast.UnaryOp) else node.value
    return isinstance(value, ast.Constant)


def reads_as_prose(nb):
    """No definitions, loops, pyplot, progress bars, downloads or shell lines: those live in the package."""
    found = []
    banned = {ast.FunctionDef: "a def", ast.ClassDef: "a class", ast.For: "a loop", ast.While: "a loop"}
    for i, cell in code(nb):
        found += [f"cell {i} runs a shell line: {line}" for line in cell.source.splitlines()
                  if re.match(r"\s*(!|%(?:pip|conda|sh\b|bash|system)|%%(?:bash|sh|script))", line)]
        for node in ast.walk(ast.parse(plain(cell.source))):
            name = getattr(node, "id", "") or getattr(node, "attr", "") or getattr(node, "module", "") or ""
            names = {name.partition(".")[0], name} | {a.name for a in getattr(node, "names", []) if
                                                      isinstance(a, ast.alias)}
            if type(node) in banned:
                found.append(f"cell {i} holds {banned[type(node)]}")
            if any("pyplot" in n for n in names):
                found.append(f"cell {i} uses pyplot, which shows a figure twice")
            found += [f"cell {i} uses {n}" for n in sorted({n.partition(".")[0] for n in names} & DOWNLOADS)]
    return found


def opens_with_its_question(nb):
    first = nb.cells[0]
    if first.cell_type != "markdown" or not re.match(r"# \S", first.source):
        return ["the first cell is not Markdown with a title"]
    words = ("Reads", "Writes", "Limits")
    return [f"the first cell does not say '{word}'" for word in words if word not in first.source]


def closes_with_what_it_wrote(nb):
    number, last = code(nb)[-1]
    if not re.search(r"\btables\.save|\.(?:parquet|png)\b", last.source) or not last.outputs:
        return [f"the last code cell ({number}) does not list what the notebook wrote"]
    return []


def nothing_to_scrub(nb):
    """No trace of a machine or a moment in the metadata."""
    known = ("kernelspec", "language_info")
    found = [f"notebook metadata holds {key}" for key in nb.metadata if key not in known]
    if "version" in nb.metadata.get("language_info", {}):
        found.append("notebook metadata holds the version of Python")
    if nb.metadata.get("kernelspec", {}).get("name") != "python3":
        found.append("the kernel is not python3")
    for i, cell in enumerate(nb.cells, 1):
        found += [f"cell {i}: metadata holds {key}" for key in cell.metadata if key != "tags"]
        if "injected-parameters" in cell.metadata.get("tags", []):
            found.append(f"cell {i} was put in by papermill")
    return found


EVERYWHERE = [no_error, no_warning, short_cells, no_absolute_path, reads_as_prose]
RULES = EVERYWHERE + [counts_in_order, outputs_present, figures_shown, one_parameters_cell,
                      opens_with_its_question, closes_with_what_it_wrote, nothing_to_scrub]
