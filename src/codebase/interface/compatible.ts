import type { Parameter, Signature } from './signature.ts';
import { isWiderOrSame } from './unions.ts';

/** The type parameters of an alias, and what it stands for. */
const TYPE_ALIAS = /^type\b([^=]*)=(.*)$/;

/**
 * Whether every call of the old signature means the same under the new one. Parameters with a default may come at the
 * end (and by keyword anywhere), types may be written out that were not there, a parameter may take more and a result
 * be less; any other type, a default or an order that is another one is not compatible. `byKeyword` says that callers can
 * name parameters.
 */
export function isCompatible(before: Signature, after: Signature, byKeyword: boolean): boolean {
  if (!isSameHead(before, after)) return false;
  if (before.parameters === null || after.parameters === null) return before.parameters === after.parameters;
  const [old, now] = [before.parameters, after.parameters];
  return byKeyword ? isCompatibleByKeyword(old, now) : isCompatibleByPlace(old, now);
}

/** `async` says no more than a result that is written out as a promise; an alias of a union may get more parts. */
function isSameHead(before: Signature, after: Signature): boolean {
  if (isWaitedFor(before) && isWaitedFor(after))
    return (
      withoutAsync(before) === withoutAsync(after) &&
      (before.result === '' || isWiderOrSame(before.result, after.result))
    );
  if (before.head !== after.head) return isWiderAlias(before.head, after.head);
  return isWiderOrSame(before.result, after.result);
}

function isWaitedFor({ head, result }: Signature): boolean {
  return /\basync\b/.test(head) ? result === '' : /^Promise\b/.test(result);
}

function withoutAsync({ head }: Signature): string {
  return head.replace(/\basync\b/, '').trim();
}

function isWiderAlias(before: string, after: string): boolean {
  const [old, now] = [TYPE_ALIAS.exec(before), TYPE_ALIAS.exec(after)];
  const [, oldName, oldType = ''] = old ?? [];
  const [, name, type = ''] = now ?? [];
  return oldName !== undefined && oldName === name && isWiderOrSame(type, oldType);
}

function isCompatibleByPlace(old: readonly Parameter[], now: readonly Parameter[]): boolean {
  if (old.length > now.length || !now.slice(old.length).every(({ isOptional }) => isOptional)) return false;
  return old.every((parameter, index) => {
    const other = now[index];
    const movedTo = now.findIndex(({ name }) => name === parameter.name);
    return other !== undefined && takesTheSame(parameter, other) && (movedTo === -1 || movedTo === index);
  });
}

function isCompatibleByKeyword(old: readonly Parameter[], now: readonly Parameter[]): boolean {
  const [oldPlaces, places] = [old.filter(isPlaced), now.filter(isPlaced)];
  const keepsPlaces = oldPlaces.every((parameter, index) => {
    const other = places[index];
    if (other === undefined || !takesTheSame(parameter, other)) return false;
    return parameter.passing === 'position' || (other.passing === 'any' && other.name === parameter.name);
  });
  const others = old.filter((parameter) => !isPlaced(parameter));
  const keepsOthers = others.every((parameter) => {
    const other = now.find(({ name, passing }) => name === parameter.name && passing !== 'position');
    return other !== undefined && takesTheSame(parameter, other);
  });
  const isNew = (parameter: Parameter): boolean =>
    isPlaced(parameter)
      ? places.indexOf(parameter) >= oldPlaces.length
      : !old.some(({ name }) => name === parameter.name);
  const added = now.filter(
    (parameter) => isNew(parameter) && !others.some(({ name }) => name === parameter.name),
  );
  return keepsPlaces && keepsOthers && added.every(({ isOptional }) => isOptional);
}

function isPlaced({ passing }: Parameter): boolean {
  return passing === 'any' || passing === 'position';
}

/** Whether what was passed before may be passed still, and what was left out means the same. */
function takesTheSame(before: Parameter, after: Parameter): boolean {
  const isStillOptional = after.isOptional || !before.isOptional;
  const isSameRest = before.passing.endsWith('rest') === after.passing.endsWith('rest');
  const isSameValue = before.value === null || before.value === after.value;
  return isStillOptional && isSameRest && isSameValue && isWiderOrSame(after.type, before.type);
}
