import { loadTypeScript } from '../../src/codebase/languages/typescript.ts';

/** Parses one text and keeps nothing of it. */
export type ParseAlone = (path: string, text: string) => void;

/** A parser by itself, as a project would call it that wanted nothing but syntax errors. */
export async function parserAlone(name: 'typescript' | 'oxc' | 'ruff'): Promise<ParseAlone> {
  switch (name) {
    case 'typescript': {
      const ts = await loadTypeScript();
      return (path, text) => void ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
    }
    case 'oxc': {
      const { parseSync } = await import('oxc-parser');
      return (path, text) => void parseSync(path, text).errors;
    }
    case 'ruff': {
      const { Workspace, PositionEncoding } = await import('@astral-sh/ruff-wasm-nodejs');
      const workspace = new Workspace({ lint: { select: [] } }, PositionEncoding.Utf16);
      return (_path, text) => void workspace.check(text);
    }
  }
}
