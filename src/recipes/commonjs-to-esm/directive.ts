import type { TypeScript } from '../../codebase/languages/typescript.ts';

/** `'use strict'` as a statement. */
export function isDirective(ts: typeof TypeScript, statement: TypeScript.Statement): boolean {
  return (
    ts.isExpressionStatement(statement) &&
    ts.isStringLiteral(statement.expression) &&
    statement.expression.text === 'use strict'
  );
}
