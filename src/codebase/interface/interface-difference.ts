import type { InterfaceDifference } from '../../domain/interface-difference.ts';
import { languageOf } from '../../domain/language.ts';
import { decodeText } from '../../domain/text.ts';
import { isCompatible } from './compatible.ts';
import { heritageOf, keepsHeritage } from './heritage.ts';
import { isConstructorName } from './members.ts';
import { publicInterfaceOf, type PublicInterface } from './public-interface.ts';
import { plainName, type PublicName } from './public-name.ts';
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
  const added = outermost([
    ...[...now.names.values()].filter(({ name }) => !old.names.has(name)),
    ...keysBeyond(now, old),
  ]);
  const isGone = ({ name }: PublicName): boolean => !now.names.has(name) && !now.imported.has(name);
  const removed = outermost([...[...old.names.values()].filter(isGone), ...keysBeyond(old, now)]);
  const pairs = [...old.names.values()].flatMap((before) => {
    const after = now.names.get(before.name);
    return after === undefined || isSame(before, after) ? [] : [{ before, after }];
  });
  return {
    added: added.map(shown),
    removed: removed.map(shown),
    changed: pairs.map(({ before, after }) => {
      return { name: before.name, before: shown(before).signature, after: shown(after).signature };
    }),
    breaking: [
      ...removed.filter((one) => !isEmptyConstructor(one)),
      ...pairs.filter((pair) => isBreaking(path, pair)).map(({ before }) => before),
      ...added.filter(({ isRequired }) => isRequired),
    ].map(({ name }) => name),
  };
}

/** The keys of constants that one side has and the other has not, where both are known to their last one. */
function keysBeyond(one: PublicInterface, other: PublicInterface): readonly PublicName[] {
  return [...one.keys].flatMap(([constant, keys]) => {
    const others = other.keys.get(constant);
    const beyond = others === undefined ? [] : keys.filter((key) => !others.includes(key));
    const names = beyond.map((key) => `${constant}.${key}`).filter((name) => !one.names.has(name));
    return names.map((name) => plainName(name, name, []));
  });
}

/** A class without it is called as it was. */
function isEmptyConstructor({ name, calledHere, signatures }: PublicName): boolean {
  return isConstructorName(name) && signatures.every((text) => takesNothing(calledHere, text));
}

function takesNothing(name: string, signature: string): boolean {
  const parameters = parseSignature(name, signature).parameters ?? [];
  return parameters.every((parameter) => parameter.name === 'self');
}

function outermost(names: readonly PublicName[]): readonly PublicName[] {
  const all = new Set(names.map(({ name }) => name));
  return names.filter(({ name }) => !name.includes('.') || !all.has(name.slice(0, name.lastIndexOf('.'))));
}

type Pair = { readonly before: PublicName; readonly after: PublicName };

/** What one side only gives on has no signature here to compare. */
function isSame(before: PublicName, after: PublicName): boolean {
  if (before.signatures.length === 0 || after.signatures.length === 0) return true;
  const traits = ({ isAbstract, isTypeOnly, value }: PublicName): string =>
    `${isAbstract} ${isTypeOnly} ${value}`;
  if (traits(before) !== traits(after)) return false;
  const [old, now] = [before, after].map((one) =>
    one.signatures.map((text) => JSON.stringify(parsed(one, text))),
  );
  return old?.join('\n') === now?.join('\n');
}

/** What was made, used as a value or stored before cannot be any more. */
function isTakenAway({ before, after }: Pair): boolean {
  const isOther = before.value !== null && before.value !== after.value;
  return isOther || (after.isAbstract && !before.isAbstract) || (after.isTypeOnly && !before.isTypeOnly);
}

/** Every old overload needs one that takes the same calls. Of other languages no signature is understood so far. */
function isBreaking(path: string, pair: Pair): boolean {
  const { before, after } = pair;
  const language = languageOf(path) ?? '';
  if (!/^(?:python|javascript|typescript|tsx|vue)$/.test(language)) return true;
  const byKeyword = language === 'python';
  const isKept = (old: string, now: string): boolean => {
    const [oldHead, head] = [heritageOf(old), heritageOf(now)];
    if (oldHead !== null && head !== null) return keepsHeritage(oldHead, head);
    return isCompatible(parsed(before, old), parsed(after, now), byKeyword);
  };
  return (
    isTakenAway(pair) || !before.signatures.every((old) => after.signatures.some((now) => isKept(old, now)))
  );
}

function parsed({ calledHere }: PublicName, signature: string): Signature {
  return parseSignature(calledHere, signature);
}

function shown({ name, signatures, isTypeOnly, value }: PublicName): InterfaceDifference['added'][number] {
  const text = signatures.join(' | ');
  const whole = value === null || text.includes('=') ? text : `${text} = ${value}`;
  return { name, signature: isTypeOnly ? `type ${whole}` : whole };
}

function textOf(bytes: Uint8Array | null): string {
  const decoded = bytes === null ? null : decodeText(bytes);
  return decoded?.kind === 'text' ? decoded.text : '';
}
