import { describe, expect, it } from 'vitest';
import { removeUnusedImportsPython } from '../../src/recipes/remove-unused-imports/python.ts';
import { removeUnusedImportsTypeScript } from '../../src/recipes/remove-unused-imports/typescript.ts';
import { treeOfTexts, type Texts } from '../support/fixture.ts';

/** What `work.py` (or the path) comes to: its text after, or the notes of what stayed. */
async function python(source: string, others: Texts, path = 'work.py'): Promise<unknown> {
  const result = await removeUnusedImportsPython(path, source, treeOfTexts({ ...others, [path]: source }));
  return result.kind === 'changed' ? result.text : result;
}

async function script(source: string, others: Texts, path = 'src/work.js'): Promise<unknown> {
  const result = await removeUnusedImportsTypeScript(
    path,
    source,
    treeOfTexts({ ...others, [path]: source }),
  );
  return result.kind === 'changed' ? result.text : result;
}

function kept(note: string): unknown {
  return { kind: 'unchanged', notes: [note] };
}

const QUIET_PYTHON = [
  '"""Doc."""',
  'from __future__ import annotations',
  'import logging, re',
  'from dataclasses import dataclass',
  'from typing import TYPE_CHECKING, TypeVar',
  'if TYPE_CHECKING:',
  '    register()',
  'try:',
  '    import json',
  'except ImportError:',
  '    json = None',
  'log = logging.getLogger(__name__)',
  'T = TypeVar("T")',
  'WORD = re.compile(("{}" "b").format(", ".join(["a"])))',
  'A, B = 1, [1, *range(3)]',
  'C: int = -A if B else len("x")',
  'D: str',
  '__all__ = ["A"]',
  '__all__ += ["B"]',
  'later = lambda: register()',
  '@dataclass(frozen=True)',
  'class User:',
  '    name: str = "x"',
  'def register() -> None:',
  '    print(1)',
  'if __name__ == "__main__":',
  '    register()',
  '',
].join('\n');

const LOUD_PYTHON = {
  'a call': 'register("a")',
  'a call under if': 'import sys\nif sys.argv:\n    register("a")',
  'a call in a value': 'app = Flask(__name__)',
  'a decorator that registers': '@app.route("/")\ndef f(): pass',
  'a decorator of a class': '@registry.register\nclass A: pass',
  'an assignment into another object': 'settings.DEBUG = True',
  'an assignment into a mapping': 'HANDLERS["a"] = 1',
  'a call within a quiet one': 'x = ", ".join(load())',
  'a quiet method of what is called': 'x = load().copy()',
  'a loop': 'for x in []: pass',
  'a block that runs on import alone': 'if not TYPE_CHECKING:\n    register()',
  'a table': 'class A(Base):\n    __tablename__ = "a"',
  'a class with a metaclass': 'class A(metaclass=Registry): pass',
  'something that raises': 'raise ImportError',
  'a block with a resource': 'with x: pass',
};

describe('removeUnusedImportsPython', () => {
  it.each([
    ['a fixture', '@pytest.fixture(autouse=True)'],
    ['a plain fixture', '@fixture'],
    ['an asynchronous fixture', '@pytest_asyncio.fixture'],
  ])('keeps what the project defines as %s in test files', async (_title, decorator) => {
    const fixtures = `import pytest\n\n${decorator}\ndef auto_fx():\n    yield\n`;
    const source = 'from fixtures import auto_fx\n\ndef test_a():\n    assert True\n';
    expect(await python(source, { 'fixtures.py': fixtures }, 'test_b.py')).toEqual(
      kept('test_b.py:1: auto_fx of fixtures stays, because it is a pytest fixture at fixtures.py:4.'),
    );
    expect(await python(source, { 'fixtures.py': fixtures })).toBe(source.slice(source.indexOf('def')));
  });

  it.each(Object.entries(LOUD_PYTHON))('keeps the import of a module with %s', async (_title, text) => {
    const others = { 'models.py': `x = 1\n${text}\n` };
    const note = expect.stringMatching(/importing models runs code at models\.py:[2-4]\.$/);
    expect(await python('import models\nx = 1\n', others)).toEqual({ kind: 'unchanged', notes: [note] });
    expect(await python('from models import User, x\n', others)).toEqual({
      kind: 'unchanged',
      notes: [note, note],
    });
    expect(await python('from models import User, x\nprint(x)\n', others)).toBe(
      'from models import x\nprint(x)\n',
    );
  });

  it('removes the import of a module that only defines', async () => {
    expect(await python('import models\nx = 1\n', { 'models.py': QUIET_PYTHON })).toBe('x = 1\n');
  });

  it.each([
    ['relative', 'from .models import User', 'pkg/models.py'],
    ['of the package', 'from . import models', 'pkg/models.py'],
    ['of the package above', 'from ..models import User', 'models.py'],
    ['of the same folder', 'import models as m', 'pkg/models.py'],
    ['of the root', 'import models', 'models.py'],
    ['below src', 'from app.models import User', 'src/app/models.py'],
    ['a package', 'import models', 'models/__init__.py'],
    ['a package above', 'import models.user', 'models/__init__.py'],
    ['a module of a package', 'from app import models', 'app/models.py'],
  ])('finds a module that is %s', async (_title, statement, other) => {
    const result = await python(`${statement}\n`, { [other]: 'register()\n' }, 'pkg/work.py');
    expect(result).toEqual({
      kind: 'unchanged',
      notes: [expect.stringMatching(new RegExp(`runs code at ${other}:1\\.$`))],
    });
  });

  it('keeps modules of Python that are imported for their effect', async () => {
    expect(await python('import readline\nx = 1\n', {})).toEqual(
      kept('work.py:1: readline stays, because importing readline has an effect of its own.'),
    );
  });
});

const QUIET_SCRIPT = [
  '"use strict";',
  "import a from 'a';",
  'export default function f() { run(); }',
  'export class A { static b = 1; c = run(); }',
  'const WORDS = new Set(["a"]), g = () => run();',
  "const all = ['a'].concat('b').join(' ');",
  'export const { h } = { h: Object.freeze({ i: [1] }) };',
  'let later;',
  "export * from 'b';",
  'module.exports = { a };',
  '',
].join('\n');

const LOUD_SCRIPT = {
  'a call': 'run();',
  'an assignment to a global': 'globalThis.x = 1;',
  'an assignment to a member': 'Array.prototype.last = function () {};',
  'a call in a value': "const x = register('a');",
  'a condition': 'if (!globalThis.x) run();',
  'a decorator': "@customElement('x')\nclass A {}",
  'a static block': 'class A { static { run(); } }',
  'a default export of a call': 'export default run();',
};

describe('removeUnusedImportsTypeScript', () => {
  it.each(Object.entries(LOUD_SCRIPT))('keeps the import of a module with %s', async (_title, text) => {
    const others = { 'src/polyfill.js': `const y = 1;\n${text}\n` };
    const note = "poly stays, because importing './polyfill.js' runs code at src/polyfill.js:2.";
    expect(await script("import poly from './polyfill.js';\ngo();\n", others)).toEqual(
      kept(`src/work.js:1: ${note}`),
    );
    expect(await script("import type poly from './polyfill.js';\ngo();\n", others, 'src/work.ts')).toBe(
      'go();\n',
    );
    expect(await script("import poly, { a } from './polyfill.js';\ngo(a);\n", others)).toBe(
      "import { a } from './polyfill.js';\ngo(a);\n",
    );
  });

  it('removes the import of a module that only declares', async () => {
    const others = { 'src/quiet.js': QUIET_SCRIPT, 'src/types.ts': 'export type A = 1; declare global {}\n' };
    const source = "import quiet from './quiet.js';\nimport { A } from './types';\ngo();\n";
    expect(await script(source, others)).toBe('go();\n');
  });

  it.each([
    ['./other', 'src/other.ts'],
    ['./other.js', 'src/other.ts'],
    ['../lib', 'lib/index.js'],
    ['@/other', 'src/other.ts'],
  ])('finds the module %s', async (specifier, path) => {
    const others = {
      [path]: 'run();\n',
      'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
    };
    expect(await script(`import { a } from '${specifier}';\ngo();\n`, others, 'src/work.ts')).toEqual(
      kept(`src/work.ts:1: a stays, because importing '${specifier}' runs code at ${path}:1.`),
    );
  });

  it('keeps the import of a style sheet', async () => {
    expect(await script("import styles from './a.module.css';\ngo();\n", {})).toEqual(
      kept("src/work.js:1: styles stays, because importing './a.module.css' may apply its styles."),
    );
  });
});
