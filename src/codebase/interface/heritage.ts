import { bracketedLength, splitOutside } from './split-outside.ts';

/** The head of a class or an interface: what it builds on, each as written, and its own type parameters. */
export type Heritage = {
  readonly kind: string;
  readonly generics: string;
  readonly bases: readonly string[];
};

const HEAD =
  /^(?:@\S+\s+)*(?:(?:export|default|declare|abstract)\s+)*(class|interface)(?![\w$])\s*(?!extends\b|implements\b)[\w$]*/;

/** Reads the signature of a class or an interface; null for what is none. */
export function heritageOf(signature: string): Heritage | null {
  const head = HEAD.exec(signature);
  if (head === null) return null;
  const behind = signature.slice(head[0].length).trim();
  const generics =
    behind.startsWith('<') || behind.startsWith('[') ? behind.slice(0, bracketedLength(behind)) : '';
  const rest = behind.slice(generics.length).trim();
  const list = rest.startsWith('(')
    ? rest.slice(1, bracketedLength(rest) - 1)
    : rest.replaceAll(/\b(?:extends|implements)\b/g, ',');
  const bases = splitOutside(list, ',').map((base) => base.replaceAll(/\s+/g, ' ').trim());
  return { kind: head[1] ?? '', generics, bases: bases.filter((base) => base !== '' && base !== 'object') };
}

/** Whether who builds on the old class or interface, or takes it for one of its bases, may go on. */
export function keepsHeritage(before: Heritage, after: Heritage): boolean {
  const bases = new Set(after.bases);
  const isSameKind = before.kind === after.kind && before.generics === after.generics;
  return isSameKind && before.bases.every((base) => bases.has(base));
}
