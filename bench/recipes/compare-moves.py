"""Judges a method that became a function, by the syntax trees before and after alone.

Reads JSON lines {"before", "after", "class", "method", "method_nodes", "class_nodes"} and answers each with
{"benchmark": null or why not, "identity": null or why not}. `benchmark` asks what the public checker of the benchmark
asks: the sizes of the two trees within a tenth. `identity` asks that nothing else changed.
"""

import ast
import inspect
import json
import sys


def size(node):
    return sum(1 for _ in ast.walk(node))


def is_far(found, wanted):
    return abs(found - wanted) * 10 >= wanted


def first_class(tree, name):
    return next((node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and node.name == name), None)


def benchmark_fault(task, tree):
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == task["method"]]
    if not functions:
        return "no top-level function"
    if is_far(size(functions[0]), task["method_nodes"]):
        return f"the function has {size(functions[0])} nodes, not about {task['method_nodes']}"
    owner = first_class(tree, task["class"])
    wanted = task["class_nodes"] - task["method_nodes"]
    if owner is None:
        return "the class is gone"
    return f"the class has {size(owner)} nodes, not about {wanted}" if is_far(size(owner), wanted) else None


class Calls(ast.NodeTransformer):
    """Makes `self.m(…)`, `Owner.m(…)` and `m(…)` the same, and the mangled alias the same as the name."""

    def __init__(self, task):
        self.names = {task["method"], f"_{task['class'].lstrip('_')}{task['method']}"}

    def visit_Call(self, node):
        self.generic_visit(node)
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", None)
        plain = isinstance(called, ast.Name) or isinstance(getattr(called, "value", None), ast.Name)
        if name in self.names and plain:
            node.func = ast.Name(id="MOVED", ctx=ast.Load())
        return node


def taken_out(task, tree, where):
    """The definitions of the method in the body of a node, which lose their place there."""
    out = [node for node in where.body if isinstance(node, ast.FunctionDef) and node.name == task["method"]]
    where.body = [node for node in where.body if node not in out]
    return out


def is_docstring(node):
    return isinstance(node, ast.Expr) and isinstance(getattr(node.value, "value", None), str)


def code_of(function):
    """Its statements, the docstring as help() shows it: moving out shifts its lines."""
    first = function.body[0]
    if is_docstring(first):
        first.value.value = inspect.cleandoc(first.value.value)
    return function.body


def is_delegate(function):
    """One call with all its own parameters, each in its place or by its name."""
    body = function.body[1:] if is_docstring(function.body[0]) else function.body
    call = getattr(body[0], "value", None) if len(body) == 1 else None
    if not isinstance(call, ast.Call) or getattr(call.func, "id", None) != "MOVED":
        return False
    arguments = function.args
    parameters = [one.arg for one in arguments.posonlyargs + arguments.args + arguments.kwonlyargs]
    passed = [getattr(one, "id", None) for one in call.args] + [one.arg for one in call.keywords if one.arg]
    plain = [name for name in passed if name is not None]
    return plain == [name for name in parameters if name in plain] and len(parameters) - len(plain) <= 1


def dump(nodes):
    return [ast.dump(node) for node in nodes]


def identity_fault(task, before, after):
    before, after = Calls(task).visit(before), Calls(task).visit(after)
    owners = [first_class(tree, task["class"]) for tree in (before, after)]
    if None in owners:
        return "the class is gone"
    [method] = taken_out(task, before, owners[0])[:1] or [None]
    functions = taken_out(task, after, after)
    delegates = taken_out(task, after, owners[1])
    if method is None or len(functions) != 1:
        return "the method is not one function"
    if any(not is_delegate(node) for node in delegates):
        return "the class keeps more than a delegate"
    if not any(isinstance(one, ast.Name) and one.id == "staticmethod" for one in method.decorator_list):
        method.args.args = method.args.args[1:]
    method.decorator_list = []
    if dump(code_of(method)) != dump(code_of(functions[0])) or ast.dump(method.args) != ast.dump(functions[0].args):
        return "the function is not the method"
    for owner in owners:
        owner.body = [node for node in owner.body if not isinstance(node, ast.Pass)]
    alias = f"_{task['class'].lstrip('_')}{task['method']}"
    rest = [
        node
        for node in after.body
        if not (isinstance(node, ast.Assign) and getattr(node.targets[0], "id", None) == alias)
    ]
    return None if dump(before.body) == dump(rest) else "something else changed"


for line in sys.stdin:
    task = json.loads(line)
    after = ast.parse(task["after"])
    verdict = {"benchmark": benchmark_fault(task, after)}
    verdict["identity"] = identity_fault(task, ast.parse(task["before"]), after)
    print(json.dumps(verdict))
