# Tells what this interpreter's standard library has, as JSON on its output: see write-python-library.ts.
import importlib
import json
import os
import pkgutil
import sys
import warnings

# Programs, tests, tables, what differs from machine to machine, and what few projects take names from.
LEFT_OUT = set(
    "antigravity binhex ctypes curses dbm distutils encodings ensurepip errno fcntl idlelib lib2to3 macpath mmap msilib "
    "nntplib nt nturl2path opcode ossaudiodev pdb pickletools posix pydoc pydoc_data pyexpat sre_compile sre_constants "
    "sre_parse stat symbol termios test this tkinter token tokenize tty turtle turtledemo venv".split()
)
# What others build on, so that a member of a class of theirs may come from it.
WITH_CLASSES = set(
    "abc argparse asyncio builtins cmd code codecs collections concurrent configparser contextlib csv datetime email "
    "enum fractions functools html http imaplib io json logging numbers pathlib pickle pprint queue random sched "
    "selectors shelve shlex socket socketserver sqlite3 string threading types typing unittest urllib zipfile".split()
)


def loaded(name):
    try:
        return importlib.import_module(name)
    except BaseException:
        return None


def inner_names(module):
    found = [name for _, name, _ in pkgutil.iter_modules(getattr(module, "__path__", []))]
    return [name for name in found if not name.startswith("_") and name not in ("test", "tests")]


def with_inner(module):
    if module is not None:
        yield module
        for name in inner_names(module):
            yield from with_inner(loaded(module.__name__ + "." + name))


def modules():
    folder = os.path.dirname(os.__file__)
    found = {name for _, name, _ in pkgutil.iter_modules([folder, os.path.join(folder, "lib-dynload")])}
    for name in sorted(found.union(sys.builtin_module_names) - LEFT_OUT):
        if not name.startswith("_"):
            yield from with_inner(loaded(name))


def key_of(one):
    return one.__module__ + "." + one.__qualname__


def class_told(one):
    inherited = set().union(*[dir(base) for base in one.__bases__])
    members = sorted(name for name in dir(one) if name not in inherited and not name.startswith("__"))
    return {"bases": [key_of(base) for base in one.__bases__], "members": members}


def main():
    names, classes, aliases = {}, {}, {}
    for module in modules():
        names[module.__name__] = sorted({*dir(module), *inner_names(module)})
        for name, value in vars(module).items():
            # What `typing` has in place of a class.
            value = getattr(value, "__origin__", value)
            is_told = module.__name__.split(".")[0] in WITH_CLASSES and not name.startswith("_")
            if is_told and isinstance(value, type):
                aliases[module.__name__ + "." + name] = key_of(value)
                for one in value.__mro__:
                    classes[key_of(one)] = class_told(one)
    json.dump({"names": names, "classes": classes, "aliases": aliases}, sys.stdout)


warnings.simplefilter("ignore")
main()
