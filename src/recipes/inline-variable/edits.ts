import { openLanguageService } from '../../codebase/languages/typescript-service.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { applyTextEdits, type TextEdit } from '../../domain/text-edit.ts';
import { refused, type Refused } from '../recipe.ts';
import { removalOf } from '../typescript/removal.ts';
import type { Inlining } from './variable.ts';

/**
 * The text with the value at its uses. TypeScript's editor service says whether it may stand there and where it needs
 * brackets; the value itself is copied as it is written, since the service prints it anew, and comments stay.
 */
export function inlinedText(inlining: Inlining): string | Refused {
  const { found, value, uses } = inlining;
  const { project, path, file, node, place, name } = found;
  const edits = openLanguageService(project).getEditsForRefactor(
    `/${path}`,
    {},
    node.name.getStart(file),
    'Inline variable',
    'Inline variable',
    {},
  );
  const changes = edits?.edits.flatMap(({ textChanges }) => textChanges) ?? [];
  const replaced = uses.map((use): TextEdit | null => {
    const [start, end] = [use.getStart(file), use.end];
    const change = changes.find(({ span }) => span.start <= start && span.start + span.length >= end);
    if (change === undefined) return null;
    const text = value.getText(file);
    const isShort = project.ts.isShorthandPropertyAssignment(use.parent);
    const isBracketed = change.newText.trim().startsWith(text.startsWith('(') ? '((' : '(');
    const newText =
      isBracketed && !standsAlone(project.ts, use) && !bindsTightly(project.ts, value, use)
        ? `(${text})`
        : text;
    return { start, end, newText: isShort ? `${name}: ${newText}` : newText };
  });
  if (edits === undefined || replaced.includes(null)) {
    return refused(`TypeScript finds no way to inline ${name} at ${place}.`, null);
  }
  const { statement } = inlining;
  const removal = removalOf(file.text, { start: statement.getStart(file), end: statement.end });
  return applyTextEdits(file.text, [...replaced.filter((edit) => edit !== null), removal]);
}

/** Where nothing binds to the value, whatever it is: TypeScript writes brackets around functions and casts there too. */
function standsAlone(ts: typeof TypeScript, use: TypeScript.Node): boolean {
  const { parent } = use;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.expression !== use;
  return (
    ts.isVariableDeclaration(parent) ||
    ts.isReturnStatement(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isShorthandPropertyAssignment(parent) ||
    ts.isArrayLiteralExpression(parent) ||
    ts.isTemplateSpan(parent) ||
    ts.isParenthesizedExpression(parent)
  );
}

/** What brackets add nothing to in front of a dot or a call; behind `new` they may. */
function bindsTightly(ts: typeof TypeScript, value: TypeScript.Expression, use: TypeScript.Node): boolean {
  if (ts.isNewExpression(use.parent) || ts.isOptionalChain(value)) return false;
  return (
    ts.isIdentifier(value) ||
    ts.isCallExpression(value) ||
    ts.isPropertyAccessExpression(value) ||
    ts.isElementAccessExpression(value) ||
    ts.isStringLiteral(value) ||
    ts.isArrayLiteralExpression(value) ||
    ts.isTemplateExpression(value) ||
    ts.isNoSubstitutionTemplateLiteral(value)
  );
}
