import { isMangled } from '../python/mangled.ts';
import { isPythonName } from '../python/names.ts';
import type { Candidate } from './candidates.ts';

const VERB =
  /^_*(?:make|create|build|get|load|read|parse|compute|calculate|fetch|find|prepare|generate|new|to|as|return|collect)_+(?=[a-z])/;

/** `load_settings` and `settings` as a class: `Settings`. */
export function classNameFor({ kind, name }: Pick<Candidate, 'kind' | 'name'>): string {
  const noun = kind === 'function' ? name.replace(VERB, name.startsWith('_') ? '_' : '') : name;
  const words = noun.split('_').filter((word) => word !== '');
  const cased = words.map((word) => {
    const isShouted = word === word.toUpperCase();
    return word.charAt(0).toUpperCase() + (isShouted ? word.slice(1).toLowerCase() : word.slice(1));
  });
  return `${noun.startsWith('_') ? '_' : ''}${cased.join('')}`;
}

/** Why a file cannot get a class of that name, or null. */
export function nameFault({ file }: Candidate, className: string): string | null {
  if (!isPythonName(className) || isMangled(className)) return `${className} cannot name a class`;
  return file.tree.identifiers.has(className) ? `${file.file.path} uses the name ${className} already` : null;
}
