import { wordPattern } from './bound-names.ts';
import type { LostExports } from './lost-exports.ts';

/** By which a file may import its own folder, or all names of a module. */
const BY_FOLDER = /['"]\.{1,2}\/?['"]|\bfrom\s+\.+\s/;
const ALL_NAMES = /\bexport\s*\*|\bimport\s*\(?\s*\*|\bexports\s*=\s*require\(/;

/**
 * Tells texts that may take a lost name from a module: they mention the module as imports do, and the name in an import
 * or as a member of something. Most files do not, and need no parser.
 */
export function takingText({ path, names, isDeleted }: LostExports): (text: string) => boolean {
  const stem = stemOf(path);
  const module = stem === null ? null : new RegExp(wordPattern(stem));
  const words = [...names].filter((name) => name !== 'default').map(wordPattern);
  const taken = words.length === 0 ? null : takenPattern(`(?:${words.join('|')})`);
  return (text) => {
    if (module !== null && !module.test(text) && !BY_FOLDER.test(text)) return false;
    return isDeleted || names.has('default') || ALL_NAMES.test(text) || taken?.test(text) === true;
  };
}

function takenPattern(word: string): RegExp {
  const forms = [
    String.raw`\.\s*${word}`,
    String.raw`\b(?:import|export|from|require|const|let|var)\b[^\n]*?${word}`,
    String.raw`^\s*(?:type\s+)?${word}(?:\s+as\s+[\w$]+)?\s*,?\s*(?:#.*|\/\/.*)?$`,
  ];
  return new RegExp(forms.join('|'), 'm');
}

/** By what an import names a module: its file, or the folder of an entry; null where that may be any name. */
function stemOf(path: string): string | null {
  const [stem = '', folder] = path
    .replace(/\.[^/]*$/, '')
    .split('/')
    .toReversed();
  if (!/^(?:index|__init__|main|mod)$/.test(stem)) return stem;
  return stem === '__init__' ? (folder ?? null) : null;
}
