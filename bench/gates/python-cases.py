"""Writes as JSON what the standard library of this interpreter offers for judging a judge of Python: programs from
its own tests that its compiler is expected to refuse and does refuse, and its files that do compile."""
import ast
import doctest
import json
import os
import re
import sys
import textwrap
import warnings

import test

ERRORS = ("SyntaxError", "IndentationError", "TabError")
CHECK = re.compile("^_?check_error$|syntax_?error", re.IGNORECASE)
RAISES = ("assertRaises", "assertRaisesRegex", "assertAllRaise")

warnings.simplefilter("ignore")
tests = os.path.dirname(test.__file__)
library = os.path.dirname(tests)


def is_refused(source):
    try:
        compile(source, "<case>", "exec", 0, True)
    except SyntaxError:
        return True
    except (ValueError, OverflowError, RecursionError, MemoryError):
        return False
    return False


def strings_in(node):
    """String literals of an argument: itself or the items of a list, dedented; not the parts of an expression."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield textwrap.dedent(node.value)
    elif isinstance(node, ast.List):
        for item in node.elts:
            yield from strings_in(item)
    elif isinstance(node, ast.Call) and name_of(node) == "dedent":
        for argument in node.args:
            yield from strings_in(argument)


def name_of(call):
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def from_calls(tree):
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args):
        name = name_of(call)
        if CHECK.search(name):
            arguments = [one for one in call.args if not isinstance(one, ast.Name)][:1]
        elif name in RAISES and getattr(call.args[0], "id", "") in ERRORS:
            arguments = call.args[1:]
        else:
            continue
        for argument in arguments:
            yield from strings_in(argument)


def from_samples(tree):
    """Literals of several lines in test functions that expect a SyntaxError somewhere."""
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        if any(isinstance(node, ast.Name) and node.id in ERRORS for node in ast.walk(function)):
            yield from (textwrap.dedent(text) for text in literals_in(function) if "\n" in text)


def literals_in(tree):
    return (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))


def from_doctests(tree):
    for text in literals_in(tree):
        if ">>>" not in text:
            continue
        try:
            examples = doctest.DocTestParser().get_examples(text)
        except ValueError:
            continue
        for example in examples:
            if (example.exc_msg or "").startswith(ERRORS):
                yield example.source


def python_files(folder):
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - {"site-packages", "__pycache__"})
        yield from (os.path.join(here, name) for name in sorted(names) if name.endswith(".py"))


def read(path):
    with open(path, "rb") as file:
        return file.read()


def parsed(path):
    try:
        return ast.parse(read(path))
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def cases():
    seen = set()
    for path in python_files(tests):
        tree = parsed(path)
        for kind, find in (("doctest", from_doctests), ("call", from_calls), ("sample", from_samples)):
            for text in find(tree):
                if text not in seen and is_refused(text):
                    seen.add(text)
                    yield {"kind": kind, "file": os.path.relpath(path, tests), "text": text}


valid = [path for path in python_files(library) if not is_refused(read(path))]
json.dump({"version": sys.version.split()[0], "library": library, "cases": list(cases()), "valid": valid}, sys.stdout)
