import { openLanguageService } from '../../codebase/languages/typescript-service.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { applyTextEdits, type TextEdit } from '../../domain/text-edit.ts';
import { refused, type Refused } from '../recipe.ts';
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
  return applyTextEdits(file.text, [...replaced.filter((edit) => edit !== null), removal(inlining)]);
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

/** The statement with the line that it leaves empty, and with one of two empty lines around it. */
function removal({ statement, found: { file } }: Inlining): TextEdit {
  const { text } = file;
  const [start, end] = [statement.getStart(file), statement.end];
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const isAlone = text.slice(lineStart, start).trim() === '' && /^[ \t]*(?:\r?\n|$)/.test(text.slice(end));
  if (!isAlone) return { start, end: end + spacesAt(text, end), newText: '' };
  const [rest = ''] = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(end)) ?? [];
  const [blank = ''] = /^[ \t]*\r?\n/.exec(text.slice(end + rest.length)) ?? [];
  const isAfterGap = /(?:^|\n[ \t]*\r?\n|\{[ \t]*\r?\n)$/.test(text.slice(0, lineStart));
  return { start: lineStart, end: end + rest.length + (isAfterGap ? blank.length : 0), newText: '' };
}

/** Spaces before a comment that stays; those before other code are part of its line. */
function spacesAt(text: string, offset: number): number {
  return /^[ \t]+(?=\/[/*])/.exec(text.slice(offset))?.[0].length ?? 0;
}
