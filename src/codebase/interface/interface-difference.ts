import type { InterfaceDifference } from '../../domain/interface-difference.ts';
import { languageOf } from '../../domain/language.ts';
import { decodeText } from '../../domain/text.ts';
import { isCompatible } from './compatible.ts';
import { publicInterfaceOf, type PublicInterface, type PublicName } from './public-interface.ts';
import { parseSignature, type Signature } from './signature.ts';

/** The public interface of a file before against the one after; a file that is not there or is no text offers nothing. */
export async function interfaceDifference(
  path: string,
  before: Uint8Array | null,
  after: Uint8Array | null,
): Promise<InterfaceDifference> {
  const old = await publicInterfaceOf(path, textOf(before));
  return differenceOf(path, old, await publicInterfaceOf(path, textOf(after)));
}

function differenceOf(path: string, old: PublicInterface, now: PublicInterface): InterfaceDifference {
  const added = outermost([...now.names.values()].filter(({ name }) => !old.names.has(name)));
  const isGone = ({ name }: PublicName): boolean => !now.names.has(name) && !now.imported.has(name);
  const removed = outermost([...old.names.values()].filter(isGone));
  const pairs = [...old.names.values()].flatMap((before) => {
    const after = now.names.get(before.name);
    return after === undefined || isSame(before, after) ? [] : [{ before, after }];
  });
  const isOwned = ({ name }: PublicName): boolean => old.names.has(name.slice(0, name.lastIndexOf('.')));
  return {
    added: added.map(shown),
    removed: removed.map(shown),
    changed: pairs.map(({ before, after }) => {
      return { name: before.name, before: shown(before).signature, after: shown(after).signature };
    }),
    breaking: [
      ...removed,
      ...pairs.filter((pair) => isBreaking(path, pair)).map(({ before }) => before),
      ...added.filter((one) => one.isRequired && isOwned(one)),
    ].map(({ name }) => name),
  };
}

function outermost(names: readonly PublicName[]): readonly PublicName[] {
  const all = new Set(names.map(({ name }) => name));
  return names.filter(({ name }) => !name.includes('.') || !all.has(name.slice(0, name.lastIndexOf('.'))));
}

type Pair = { readonly before: PublicName; readonly after: PublicName };

/** What one side only gives on has no signature here to compare. */
function isSame(before: PublicName, after: PublicName): boolean {
  if (before.signatures.length === 0 || after.signatures.length === 0) return true;
  const [old, now] = [before, after].map((one) =>
    one.signatures.map((text) => JSON.stringify(parsed(one, text))),
  );
  return old?.join('\n') === now?.join('\n');
}

/** Every old overload needs one that takes the same calls. Of other languages no signature is understood so far. */
function isBreaking(path: string, { before, after }: Pair): boolean {
  const language = languageOf(path) ?? '';
  if (!/^(?:python|javascript|typescript|tsx|vue)$/.test(language)) return true;
  const byKeyword = language === 'python';
  return !before.signatures.every((old) =>
    after.signatures.some((now) => isCompatible(parsed(before, old), parsed(after, now), byKeyword)),
  );
}

function parsed({ calledHere }: PublicName, signature: string): Signature {
  return parseSignature(calledHere, signature);
}

function shown({ name, signatures }: PublicName): InterfaceDifference['added'][number] {
  return { name, signature: signatures.join(' | ') };
}

function textOf(bytes: Uint8Array | null): string {
  const decoded = bytes === null ? null : decodeText(bytes);
  return decoded?.kind === 'text' ? decoded.text : '';
}
