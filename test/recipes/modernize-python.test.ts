import { describe, expect, it } from 'vitest';
import type { FileResult } from '../../src/recipes/each-file.ts';
import { modernize } from '../../src/recipes/modernize-python/python.ts';
import type { Texts } from '../support/fixture.ts';
import { python } from '../support/python-file.ts';

const CHANGED: Readonly<Record<string, readonly [before: string, after: string]>> = {
  'annotations, and the imports that they no longer need': [
    'from typing import List, Optional, cast\n\ndef f(a: List[int]) -> Optional[str]:\n    return cast(str, a)\n',
    'from typing import cast\n\ndef f(a: list[int]) -> str | None:\n    return cast(str, a)\n',
  ],
  'modules that nothing asks any more': [
    'import typing\nimport typing as t\n\nx: typing.List[int] = f(t.Dict[int, str])\n',
    'x: list[int] = f(dict[int, str])\n',
  ],
  'modules of names, in the order that the imports have': [
    'from typing import TYPE_CHECKING, Optional\n\nfrom typing_extensions import Literal, NotRequired\n\n\ndef f(x: Optional[Literal[1]]) -> NotRequired:\n    return TYPE_CHECKING\n',
    'from typing import TYPE_CHECKING, Literal\n\nfrom typing_extensions import NotRequired\n\n\ndef f(x: Literal[1] | None) -> NotRequired:\n    return TYPE_CHECKING\n',
  ],
  'modules of names, where the imports have no order': [
    'import sys\nfrom typing import Iterable\nimport os\n\nx: Iterable[int] = sys, os\n',
    'import sys\nfrom collections.abc import Iterable\nimport os\n\nx: Iterable[int] = sys, os\n',
  ],
  'classes and super()': [
    'class A(object):\n    def f(self):\n        return super(A, self).f()\n',
    'class A:\n    def f(self):\n        return super().f()\n',
  ],
  'other names of OSError': [
    'try:\n    f()\nexcept IOError:\n    pass\n',
    'try:\n    f()\nexcept OSError:\n    pass\n',
  ],
  'other names of OSError, with their imports': [
    'import socket\nfrom select import error as SelectError\n\ntry:\n    f()\nexcept SelectError:\n    pass\nexcept socket.timeout:\n    pass\n',
    'try:\n    f()\nexcept OSError:\n    pass\nexcept TimeoutError:\n    pass\n',
  ],
  'sets and dictionaries of lists': [
    'x = set([1, 2])\ny = dict([(1, 2)])\nz = set([i for i in x])\n',
    'x = {1, 2}\ny = {1: 2}\nz = {i for i in x}\n',
  ],
};

const SETTINGS: Readonly<Record<string, readonly [texts: Texts, version: string]>> = {
  'requires-python': [{ 'pyproject.toml': '[project]\nrequires-python = ">=3.10,<4"\n' }, '3.10'],
  'python of poetry': [{ 'pyproject.toml': '[tool.poetry.dependencies]\npython = "^3.11"\n' }, '3.11'],
  'target-version': [{ 'ruff.toml': 'target-version = "py310"\n' }, '3.10'],
  python_requires: [{ 'setup.cfg': '[options]\npython_requires = >=3.10\n' }, '3.10'],
  'setup.py': [{ 'setup.py': 'setup(python_requires=">=3.12")\n' }, '3.12'],
  'the lowest classifier': [
    {
      'setup.py':
        'setup(classifiers=["Programming Language :: Python :: 3.11", "Programming Language :: Python :: 3.10"])\n',
    },
    '3.10',
  ],
};

const KEPT: Readonly<Record<string, string>> = {
  'what another module may take': 'from typing import Any\n',
  'string formatting': 'x = "{}".format(a)\n',
  'blocks for old versions': 'import sys\nif sys.version_info < (3, 8):\n    f()\n',
  'future imports': 'from __future__ import annotations, division\n\nx = 1\n',
  'marked lines': 'class A(object):  # noqa: UP004\n    pass\n',
};

async function run(text: string, version = '3.10'): Promise<FileResult> {
  return python(modernize, text, { slots: { version } });
}

describe('modernize-python', () => {
  it.each(Object.entries(CHANGED))('replaces %s', async (_title, [before, after]) => {
    expect(await run(before)).toMatchObject({ kind: 'changed', text: after });
    expect(await run(after)).toMatchObject({ kind: 'unchanged' });
  });

  it.each([
    ['typing', 'def f(a: list[int], b: int | str, c: str | None) -> "A":\n    return set([a])\n'],
    ['generics', 'def f(a: list[int], b: Union[int, str], c: Optional[str]) -> "A":\n    return set([a])\n'],
    ['pep604', 'def f(a: List[int], b: int | str, c: str | None) -> "A":\n    return set([a])\n'],
    ['unions', 'def f(a: List[int], b: int | str, c: Optional[str]) -> "A":\n    return set([a])\n'],
    ['optionals', 'def f(a: List[int], b: Union[int, str], c: str | None) -> "A":\n    return set([a])\n'],
  ])('replaces %s alone where only they are asked for', async (only, after) => {
    const imports = 'from typing import List, Optional, Union\n\nclass A: ...\n\n';
    const before = 'def f(a: List[int], b: Union[int, str], c: Optional[str]) -> "A":\n    return set([a])\n';
    const found = await python(modernize, imports + before, { slots: { version: '3.10', only } });
    expect(found.kind === 'changed' ? found.text.slice(found.text.indexOf('def')) : null).toBe(after);
  });

  it('knows no other part', async () => {
    const found = await python(modernize, 'x = set([1])\n', { slots: { version: '3.10', only: 'sets' } });
    expect(found).toMatchObject({ kind: 'refused' });
  });

  it.each(Object.entries(KEPT))('leaves %s', async (_title, text) => {
    expect(await run(text)).toMatchObject({ kind: 'unchanged' });
  });

  it.each(Object.entries(SETTINGS))('takes the version from %s', async (_title, [around, version]) => {
    const text = 'class A(object):\n    pass\n';
    const result = await python(modernize, text, { around });
    expect(result).toMatchObject({ notes: [`app.py: for Python ${version} and newer.`] });
  });

  it('keeps annotations that the version cannot evaluate', async () => {
    const text = 'from typing import Optional\n\nx: Optional[int] = None\n';
    expect(await run(text, '3.9')).toMatchObject({ kind: 'unchanged' });
  });

  it('refuses without a version', async () => {
    const reason = expect.stringContaining('Nothing says which Python has to run app.py');
    expect(await python(modernize, 'class A(object): pass\n')).toEqual({ kind: 'refused', reason });
  });

  it('refuses a version that the project has to do without', async () => {
    const around = { 'pyproject.toml': '[project]\nrequires-python = ">=3.8"\n' };
    const reason = expect.stringContaining('pyproject.toml says that Python 3.8 has to run app.py');
    const slots = { version: '3.12' };
    expect(await python(modernize, 'class A(object): pass\n', { slots, around })).toEqual({
      kind: 'refused',
      reason,
    });
  });
});
