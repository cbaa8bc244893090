import { isBuiltin } from 'node:module';
import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import { lineEndOf, usesSemicolons } from '../typescript/insertion.ts';
import { valueSymbolOf } from '../typescript/stable-names.ts';
import { isLoader } from '../typescript/syntax.ts';
import { identifiersIn, namesIn } from '../typescript/tokens.ts';
import { loadedBy } from './node-modules.ts';

/** How a file names `promisify`, and what loads it where nothing does yet. */
export type Promisify = {
  readonly kind: 'named';
  readonly name: string;
  readonly edits: readonly TextEdit[];
};

const LOADED = /\b(?:from|import|require\()\s*(?:'([^'\n]+)'|"([^"\n]+)")/g;

/** The name of `promisify` for a call: the one that its file has, or one that is loaded below its other modules. */
export function promisifyFor(
  project: TypeScriptProject,
  call: TypeScript.CallExpression,
): Promisify | string {
  const { ts } = project;
  const file = call.getSourceFile();
  for (const name of namesIn(ts, file)) {
    const loaded = name.text === 'promisify' || name.text === 'util' ? loadedBy(project, name) : null;
    if (loaded?.module !== 'util') continue;
    if (loaded.name === 'promisify') return { kind: 'named', name: name.text, edits: [] };
    if (loaded.name === '*') return { kind: 'named', name: `${name.text}.promisify`, edits: [] };
  }
  if (identifiersIn(ts, file).has('promisify')) return 'its file has another promisify';
  const last = file.statements.findLast((statement) => isLoad(ts, statement));
  if (last === undefined) return 'its file loads no module that promisify could be loaded beside';
  if (!isOfNode(project, call)) return 'nothing says that its file runs in Node alone, which has promisify';
  return { kind: 'named', name: 'promisify', edits: [loadBelow(ts, last)] };
}

/** Whether the file, or the one that has the function, loads a module of Node already: pages have none. */
function isOfNode(project: TypeScriptProject, call: TypeScript.CallExpression): boolean {
  const { expression: callee } = call;
  const called = project.ts.isIdentifier(callee) ? valueSymbolOf(project, callee) : undefined;
  const declared = called?.declarations?.map((one) => one.getSourceFile()) ?? [];
  return [call.getSourceFile(), ...declared].some(
    ({ text }) =>
      text.startsWith('#!') ||
      Array.from(text.matchAll(LOADED)).some(([, one = '', other = '']) => isBuiltin(one + other)),
  );
}

function loadBelow(ts: typeof TypeScript, statement: TypeScript.Statement): TextEdit {
  const file = statement.getSourceFile();
  const text = statement.getText(file);
  const quote = text.includes('"') ? '"' : "'";
  const util = `${quote}${file.text.includes(`${quote}node:`) ? 'node:' : ''}util${quote}`;
  const end = usesSemicolons(ts, file) ? ';' : '';
  const load = ts.isImportDeclaration(statement)
    ? `import { promisify } from ${util}${end}`
    : `${/^(?:const|let|var)/.exec(text)?.[0] ?? 'const'} { promisify } = require(${util})${end}`;
  return { start: statement.end, end: statement.end, newText: `${lineEndOf(file.text)}${load}` };
}

/** A statement at the top of a file that loads a module and does nothing else. */
function isLoad(ts: typeof TypeScript, statement: TypeScript.Statement): boolean {
  if (ts.isImportDeclaration(statement)) return true;
  if (!ts.isVariableStatement(statement)) return false;
  const { declarations } = statement.declarationList;
  return declarations.every(
    ({ initializer }) =>
      initializer !== undefined &&
      ts.isCallExpression(initializer) &&
      ts.isIdentifier(initializer.expression) &&
      isLoader(ts, initializer.expression),
  );
}
