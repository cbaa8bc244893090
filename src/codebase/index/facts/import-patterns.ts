import type { LanguageId } from '../../../domain/language.ts';
import type { ImportFact } from '../file-facts.ts';
import { scannedImports } from './javascript-imports.ts';
import { lineAt, type LinedText } from './symbol-fact.ts';

type Found = Omit<ImportFact, 'line'>;
type Pattern = { readonly pattern: RegExp; readonly read: (match: RegExpExecArray) => readonly Found[] };

/**
 * The imports of a text by the patterns of its language; empty where it has none. What is relative by its keyword is so
 * by its specifier too: `./x` for Ruby's `require_relative 'x'`, `self::x` for Rust's `mod x;`. C keeps `<…>`.
 */
export function patternImports(language: LanguageId, source: LinedText): readonly ImportFact[] {
  if (language === 'solidity') return scannedImports(source);
  const imports = patternsOf(language).flatMap(({ pattern, read }) =>
    Array.from(source.text.matchAll(pattern)).flatMap((match) => {
      const line = lineAt(source, match.index + Math.max(0, match[0].search(/\S/)));
      return read(match).map((found) => ({ ...found, line }));
    }),
  );
  return imports.toSorted((a, b) => a.line - b.line);
}

function patternsOf(language: LanguageId): readonly Pattern[] {
  switch (language) {
    case 'go':
      return [{ pattern: /^import\s+(?:\(([^)]*)\)|(?:[\w.]+\s+)?"[^"\n]+")/gm, read: goImports }];
    case 'rust':
      return [
        { pattern: /^[ \t]*(pub(?:\([^)]*\))?\s+)?use\s+([^;]+);/gm, read: rustUse },
        { pattern: /^[ \t]*(pub(?:\([^)]*\))?\s+)?mod\s+(\w+)\s*;/gm, read: rustModule },
      ];
    case 'java':
    case 'kotlin':
    case 'scala':
      return [
        {
          pattern: /^[ \t]*import\s+(?:static\s+)?([\w.]+?)(\.[*_])?(?:\s+as\s+\w+)?\s*;?[ \t]*$/gm,
          read: dotted,
        },
      ];
    case 'c_sharp':
      return [
        { pattern: /^[ \t]*(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?([\w.]+)\s*;/gm, read: whole },
      ];
    case 'php':
      return [
        {
          pattern: /^[ \t]*use\s+(?:function\s+|const\s+)?([\w\\]+?)(?:\\?\{([^}]*)\}|\s+as\s+\w+)?\s*;/gm,
          read: phpUse,
        },
        {
          pattern: /\b(?:require|include)(?:_once)?\s*\(?\s*(__DIR__\s*\.\s*)?['"]([^'"\n]+)['"]/g,
          read: phpRequire,
        },
      ];
    case 'ruby':
      return [
        { pattern: /^[ \t]*(require_relative|require|load)\s*\(?\s*['"]([^'"\n]+)['"]/gm, read: rubyRequire },
      ];
    default:
      return otherPatterns(language);
  }
}

function otherPatterns(language: LanguageId): readonly Pattern[] {
  switch (language) {
    case 'c':
    case 'cpp':
    case 'objc':
      return [{ pattern: /^[ \t]*#[ \t]*(?:include|import)\s*(?:"([^"\n]+)"|(<[^>\n]+>))/gm, read: whole }];
    case 'dart':
      return [{ pattern: /^[ \t]*(?:import|(export)|part)\s+['"]([^'"\n]+)['"]/gm, read: dartImport }];
    case 'lua':
      return [{ pattern: /\brequire\s*\(?\s*['"]([^'"\n]+)['"]/g, read: whole }];
    case 'zig':
      return [{ pattern: /@import\(\s*"([^"\n]+)"/g, read: whole }];
    case 'bash':
      return [{ pattern: /^[ \t]*(?:source|\.)\s+["']?([^\s"';|&]+)/gm, read: whole }];
    case 'css':
      return [{ pattern: /@import\s+(?:url\()?\s*['"]([^'"\n]+)['"]/g, read: whole }];
    case 'elixir':
      return [{ pattern: /^[ \t]*(?:alias|import|use|require)\s+([A-Z][\w.]*)/gm, read: whole }];
    default:
      return [];
  }
}

function found(specifier: string, names: readonly string[], isReexport = false): Found {
  return { specifier, names, given: isReexport ? names.map((name) => ({ name, as: name })) : [] };
}

function whole(match: RegExpExecArray): readonly Found[] {
  const specifier = match[1] ?? match[2] ?? '';
  return specifier === '' ? [] : [found(specifier, ['*'])];
}

function goImports([all]: RegExpExecArray): readonly Found[] {
  return [...all.replaceAll(/\/\/.*$/gm, '').matchAll(/"([^"\n]+)"/g)].map(([, path = '']) =>
    found(path, ['*']),
  );
}

/** `use a::b::{c, d::e, self}` is an import of `a::b::c`, of `a::b::d::e` and of `a::b` itself. */
function rustUse([, visibility, tree = '']: RegExpExecArray): readonly Found[] {
  return rustTree(tree.replaceAll(/\s+as\s+\w+|\s/g, ''), '').map(([specifier, name]) =>
    found(specifier, [name], visibility !== undefined),
  );
}

function rustTree(tree: string, prefix: string): readonly (readonly [string, string])[] {
  const brace = tree.indexOf('{');
  if (brace !== -1) {
    const inside = tree.slice(brace + 1, tree.lastIndexOf('}'));
    const path = prefix + tree.slice(0, brace);
    return topLevelParts(inside).flatMap((part) => rustTree(part, path));
  }
  const path = prefix + tree;
  const cut = path.lastIndexOf('::');
  if (cut <= 0) return path === '' ? [] : [[path, '*']];
  const name = path.slice(cut + 2);
  // The last part may be a module or what stands in one: only the files tell.
  return [name === 'self' || name === '*' ? [path.slice(0, cut), '*'] : [path, name]];
}

function topLevelParts(list: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < list.length; at++) {
    if (list[at] === '{') depth++;
    else if (list[at] === '}') depth--;
    else if (list[at] === ',' && depth === 0) {
      parts.push(list.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, list.slice(start)].filter((part) => part !== '');
}

function rustModule([, visibility, name = '']: RegExpExecArray): readonly Found[] {
  return [found(`self::${name}`, ['*'], visibility !== undefined)];
}

/** `java.util.List` takes a name of itself; `java.util.*` all of `java.util`. */
function dotted([, path = '', all]: RegExpExecArray): readonly Found[] {
  return [found(path, [all === undefined ? path.slice(path.lastIndexOf('.') + 1) : '*'])];
}

function phpUse([, path = '', group]: RegExpExecArray): readonly Found[] {
  if (group === undefined) return [found(path, [path.slice(path.lastIndexOf('\\') + 1)])];
  const names = group.split(',').map((part) => part.trim().split(/\s+as\s+/)[0] ?? '');
  return names.filter((name) => name !== '').map((name) => found(`${path}\\${name}`, [name]));
}

function phpRequire([, isHere, path = '']: RegExpExecArray): readonly Found[] {
  return [found(isHere === undefined ? path : `./${path.replace(/^\/+/, '')}`, ['*'])];
}

function rubyRequire([, keyword, path = '']: RegExpExecArray): readonly Found[] {
  const isRelative = keyword === 'require_relative' && !path.startsWith('.');
  return [found(isRelative ? `./${path}` : path, ['*'])];
}

function dartImport([, keyword, path = '']: RegExpExecArray): readonly Found[] {
  return [found(path, ['*'], keyword === 'export')];
}
