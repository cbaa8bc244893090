import type { SlotValues } from '../../src/recipes/recipe.ts';

/** Code that goes behind a real file, since tidy projects have next to nothing that the recipe would change. */
type Planted = { readonly python?: string; readonly script?: string; readonly slots?: SlotValues };

const PLANTED: Readonly<Record<string, Planted>> = {
  'callback-to-promise': {
    script:
      "import plantedFs from 'node:fs';\nexport const planted = (path: string) =>\n  new Promise((done, failed) => {\n    plantedFs.readFile(path, (error, data) => (error ? failed(error) : done(data)));\n  });\n",
  },
  'dict-to-dataclass': {
    python:
      'def planted():\n    found = {"count": 1, "name": "x"}\n    return found["count"], found["name"]\n',
    slots: { dict: 'found' },
  },
  'function-to-method': {
    python:
      'class Planted:\n    def __init__(self, size):\n        self.size = size\n\n\ndef planted_area(of: Planted):\n    return of.size ** 2\n\n\nprint(planted_area(Planted(2)))\n',
    slots: { function: 'planted_area', class: 'Planted' },
  },
  'modernize-python': { python: 'class Planted(object):\n    size = 1\n', slots: { version: '3.9' } },
  'optional-chaining': { script: 'function planted(a, f) {\n  if (a && a.b && a.b.c) f();\n}\n' },
  'promise-to-async': {
    script:
      'function planted(get) {\n  return get().then((found) => found.json()).then((body) => body.items);\n}\n',
  },
  'prototype-to-class': {
    script:
      'function Planted(size) {\n  this.size = size;\n}\n\nPlanted.prototype.twice = function () {\n  return this.size * 2;\n};\n\nnew Planted(1).twice();\n',
  },
  'remove-unused-imports': {
    python: 'import colorsys\n',
    script: "import type { Planted } from './planted';\n",
  },
};

/** The text with a place for a recipe that finds none in tidy code, and its slots; null for the other recipes. */
export function plantedIn(
  recipe: string,
  path: string,
  text: string,
): { readonly text: string; readonly slots: SlotValues } | null {
  const { python, script, slots = {} } = PLANTED[recipe] ?? {};
  const code = path.endsWith('.py') ? python : script;
  if (code === undefined) return null;
  const gap = path.endsWith('.py') ? '\n\n' : '\n';
  return { text: `${text.trimEnd()}\n${gap}${code}`, slots };
}
