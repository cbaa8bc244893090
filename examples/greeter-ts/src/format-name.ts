export type Person = { readonly first: string; readonly last: string };

/** "Ada Lovelace" for { first: 'Ada', last: 'Lovelace' }. */
export function formatName({ first, last }: Person): string {
  return `${first} ${last}`;
}

export function initials(person: Person): string {
  return formatName(person)
    .split(' ')
    .map((part) => part.charAt(0))
    .join('');
}
