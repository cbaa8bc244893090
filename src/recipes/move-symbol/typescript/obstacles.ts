import type { TypeScript } from '../../../codebase/languages/typescript.ts';
import { refused, type Refused } from '../../recipe.ts';
import type { Moved } from './moved.ts';
import type { Destination } from './own-edits.ts';

/** What keeps code of one file from working in another, whatever it says. */
export function obstacleBetween({
  moved,
  to,
  keeps,
}: {
  readonly moved: Moved;
  readonly to: Destination;
  readonly keeps: boolean;
}): Refused | null {
  const { project, path, file, name, isExported } = moved;
  const { ts, modules } = project;
  const isEmpty = to.file.text.trim() === '';
  if (!ts.isExternalModule(file))
    return refused(`${path} is no ES module: it has neither import nor export.`, null);
  if (!isEmpty && !ts.isExternalModule(to.file))
    return refused(`${to.path} is no ES module: it has neither import nor export.`, null);
  if (/\.[cm]?tsx?$/.test(path) && !/\.[cm]?tsx?$/.test(to.path))
    return refused(`${path} is TypeScript and ${to.path} is not.`, null);
  if (isExported && !keeps && modules.entries.has(path)) {
    return refused(
      `${path} is an entry point that a package.json names: others import ${name} from it.`,
      'Keep it importable from there: reexport=keep.',
    );
  }
  const [here, there] = [directives(ts, file), directives(ts, to.file)];
  if (here !== there) {
    return refused(
      `${path} and ${to.path} do not begin with the same directives: ${here || 'none'} and ${there || 'none'}.`,
      null,
    );
  }
  return null;
}

/** `'use client'`, which says where code runs; every ES module is strict anyway. */
function directives(ts: typeof TypeScript, file: TypeScript.SourceFile): string {
  const found: string[] = [];
  for (const statement of file.statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression)) break;
    if (statement.expression.text !== 'use strict') found.push(statement.expression.text);
  }
  return found.join(', ');
}
