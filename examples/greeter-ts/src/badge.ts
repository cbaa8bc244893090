import { formatName, initials, type Person } from './format-name.ts';

export type Badge = { readonly title: string; readonly formatName: boolean };

export function badgeLines(person: Person, badge: Badge): readonly string[] {
  const name = badge.formatName ? formatName(person) : person.last;
  return [badge.title, name, initials(person)];
}
