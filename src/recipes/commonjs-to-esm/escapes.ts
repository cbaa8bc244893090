import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { isAssigned } from '../typescript/stable-names.ts';
import { isWritten, symbolOf } from '../typescript/variable-names.ts';
import type { Load } from './loads.ts';
import type { CommonJsModule } from './common-js-module.ts';

/**
 * The first place where the exports object of a loaded module is used for more than reading its known members, so that a
 * namespace, which nobody can change, would not do for it; null where there is none.
 */
export function escapeOf(
  importer: CommonJsModule,
  { call, use }: Load,
  names: ReadonlySet<string>,
): TypeScript.Node | null {
  const { ts } = importer.checked;
  switch (use.kind) {
    case 'effect':
      return null;
    case 'name':
      return usesOf(importer, use.name).find((one) => !isKnownRead(ts, one, names)) ?? null;
    case 'pattern':
      return isKnownPattern(ts, use.pattern, names) ? null : use.pattern;
    case 'member':
      return names.has(use.member) ? null : call;
    case 'value':
      return isKnownRead(ts, call, names) ? null : call;
  }
}

/** A use that assigns to a variable or takes it for something else than a value, which an import does not allow. */
export function writeOf(importer: CommonJsModule, name: TypeScript.Identifier): TypeScript.Node | null {
  return usesOf(importer, name).find((one) => isWritten(importer.checked.ts, one)) ?? null;
}

/** The names that a pattern takes from an object, as long as an import clause could say the same; null where none could. */
export function takenBy(
  ts: typeof TypeScript,
  pattern: TypeScript.BindingPattern,
): readonly { readonly member: string; readonly name: TypeScript.Identifier }[] | null {
  if (!ts.isObjectBindingPattern(pattern)) return null;
  const taken: { readonly member: string; readonly name: TypeScript.Identifier }[] = [];
  for (const { propertyName, name, initializer, dotDotDotToken } of pattern.elements) {
    const member = propertyName ?? name;
    const isPlain = initializer === undefined && dotDotDotToken === undefined;
    if (!isPlain || !ts.isIdentifier(name) || !ts.isIdentifier(member)) return null;
    taken.push({ member: member.text, name });
  }
  return taken;
}

function isKnownPattern(
  ts: typeof TypeScript,
  pattern: TypeScript.BindingPattern,
  names: ReadonlySet<string>,
): boolean {
  return takenBy(ts, pattern)?.every(({ member }) => names.has(member)) === true;
}

function usesOf(
  { checked, names }: CommonJsModule,
  declared: TypeScript.Identifier,
): readonly TypeScript.Identifier[] {
  const symbol = symbolOf(checked, declared);
  return (names.get(declared.text) ?? []).filter(
    (one) => one !== declared && symbolOf(checked, one) === symbol,
  );
}

function isKnownRead(ts: typeof TypeScript, node: TypeScript.Node, names: ReadonlySet<string>): boolean {
  const { parent } = node;
  const isRead = ts.isPropertyAccessExpression(parent) && parent.expression === node;
  return (
    isRead && names.has(parent.name.text) && !isAssigned(ts, parent) && !ts.isDeleteExpression(parent.parent)
  );
}
