import { literalPattern } from '../../domain/literal-pattern.ts';
import type { SymbolFact } from '../index/file-facts.ts';
import { heritageOf } from './heritage.ts';
import { plainName, type PublicName } from './public-name.ts';
import { recordConstructor } from './record-fields.ts';
import { parseSignature } from './signature.ts';
import { bracketedLength, splitOutside } from './split-outside.ts';
import { typeMembersOf } from './type-members.ts';

/** A definition that is offered by a name, among all of its file. */
export type Offered = {
  readonly symbol: SymbolFact;
  readonly name: string;
  readonly signature: string;
  readonly symbols: readonly SymbolFact[];
  readonly lines: readonly string[];
};

const PYTHON_ENUM = /\(\s*(?:[\w.]*\.)?(?:(?:Int|Str)?Enum|(?:Int)?Flag)\b/;

/** The members of a definition that are no definitions of their own: of types, enumerations, and what a constructor makes. */
export function membersOf({ symbol, name, signature, symbols, lines }: Offered): readonly PublicName[] {
  const { kind, startLine, endLine, bodyLine } = symbol;
  if (kind === 'class') {
    const written = recordConstructor(symbol, symbols, lines);
    return written === null
      ? []
      : [
          {
            ...plainName(`${name}.__init__`, '__init__', [written]),
            isRequired: needsArguments('__init__', written),
          },
        ];
  }
  if (symbol.name === 'constructor') return parameterProperties(name, signature);
  if ((kind !== 'interface' && kind !== 'enum' && kind !== 'type') || bodyLine > endLine) return [];
  const declaration = lines.slice(startLine - 1, endLine).join('\n');
  return typeMembersOf(declaration, kind).map(({ name: member, signature: shown, isRequired, value }) => {
    return { ...plainName(`${name}.${member}`, member, [shown]), isRequired, value };
  });
}

/** What makes a new member one that those who used its class have to do something about, and the value of an enumeration's. */
export function memberTraits({ symbol, signature, symbols, lines }: Offered): Partial<PublicName> {
  const owner = ownerOf(symbol, symbols);
  const isAbstract = isAbstractHere(symbol, lines);
  if (owner === undefined) return { isAbstract };
  const isConstructor = isConstructorName(symbol.name) && heritageOf(owner.signature)?.bases.length === 0;
  const isRequired = isAbstract || (isConstructor && needsArguments(symbol.name, signature));
  const isValue = symbol.kind === 'field' && PYTHON_ENUM.test(owner.signature);
  const line = isValue ? (lines[symbol.startLine - 1] ?? '') : '';
  const value = isValue ? line.replace(/^[^=]*=\s*/, '').replace(/\s+#.*$/, '') : null;
  return { isAbstract, isRequired, value };
}

/** Whether a name is that of the constructor of a class. */
export function isConstructorName(name: string): boolean {
  return /(?:^|\.)(?:constructor|__init__)$/.test(name);
}

/** Whether a constructor cannot be called without arguments. */
function needsArguments(name: string, signature: string): boolean {
  const parameters = parseSignature(name, signature).parameters ?? [];
  return parameters.some(({ isOptional, name: parameter }) => !isOptional && parameter !== 'self');
}

function ownerOf({ qualifiedName }: SymbolFact, symbols: readonly SymbolFact[]): SymbolFact | undefined {
  const owner = qualifiedName.slice(0, Math.max(0, qualifiedName.lastIndexOf('.')));
  return owner === ''
    ? undefined
    : symbols.find((one) => one.kind === 'class' && one.qualifiedName === owner);
}

function isAbstractHere(
  { signature, name, startLine, bodyLine }: SymbolFact,
  lines: readonly string[],
): boolean {
  const head = lines.slice(startLine - 1, Math.max(bodyLine - 1, startLine)).join('\n');
  const before =
    new RegExp(`^.*?(?=(?<![\\w$])${literalPattern(name)}(?![\\w$]))`).exec(signature)?.[0] ?? '';
  return (
    /\babstract\b/.test(before) ||
    /^\s*@(?:abc\.)?abstract(?:method|property|classmethod|staticmethod)\b/m.test(head)
  );
}

/** `constructor(readonly a: string)` makes a member `a`. */
function parameterProperties(name: string, signature: string): readonly PublicName[] {
  const owner = name.slice(0, name.lastIndexOf('.'));
  const open = signature.slice(signature.indexOf('('));
  return splitOutside(open.slice(1, bracketedLength(open) - 1), ',').flatMap((part) => {
    const found = /^\s*((?:(?:public|private|protected|readonly|override)\s+)+)(([\w$]+)[^=]*)/.exec(part);
    const [, words = '', shown = '', member = ''] = found ?? [];
    if (found === null || /\b(?:private|protected)\b/.test(words)) return [];
    const readonly = /\breadonly\b/.test(words) ? 'readonly ' : '';
    return [plainName(`${owner}.${member}`, member, [`${readonly}${shown.trim()}`])];
  });
}
