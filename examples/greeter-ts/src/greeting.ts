import { formatName as nameOf, type Person } from './format-name.ts';

export function greet(person: Person): string {
  return `Hello, ${nameOf(person)}!`;
}
