import type { LanguageId } from '../../domain/language.ts';
import { withoutGaps } from './grammar-gaps.ts';

/** A text in the grammar that is to read it. */
export type Reading = { readonly language: LanguageId; readonly text: string };

const KOTLIN_CLOSING = /\$\{[^{}]*\}|(?<=[^\s{][ \t]*)\}/g;

const MACRO = String.raw`[A-Z][A-Z0-9_]{2,}\b(?:[ \t]*\((?:[^()\n]|\([^()\n]*\))*\))?`;
// A line of its own, a word before a type or a name, and one between a head and its body: there a macro is no value.
const DECORATION = new RegExp(
  String.raw`^[ \t]*${MACRO}[ \t]*$|(?<=^|[\s;{}(,*&])${MACRO}(?=[ \t]+[A-Za-z_~])|(?<=(?:\)|\b(?:const|noexcept|override))[ \t]*)${MACRO}(?=[ \t]*(?:[{;:]|$))`,
  'g',
);

const SELF_CLOSING_BLOCK = /^<(?:script|style|template)\b[^<>]*\/>/gm;
const CUSTOM_BLOCK = /(?<=^<(?!(?:script|style|template)\b)([a-z][\w-]*)\b[^<>]*>)[^]*?(?=^<\/\1>)/gim;

/** `<Theme.Layout>`: components are looked up as members, too. */
const DOT_IN_TAG = /(?<=<\/?[A-Za-z][\w.-]*)\.(?=[A-Za-z_])/g;

/** `<Table #="{ row }">`: the default slot needs no name. */
const UNNAMED_SLOT = /(?<=<[A-Za-z][^<>]*\s)#(?==["'])/g;

/** Ways in which a text that its grammar refuses may be right, and of which the grammar does not know. */
export function otherReadings({ language, text }: Reading): readonly Reading[] {
  switch (language) {
    // A `.h` file may as well be C++ or Objective-C.
    case 'c': {
      const bare = withoutDecorations(text);
      return [
        { language: 'cpp', text },
        { language: 'objc', text },
        ...bare,
        ...inCpp(bare),
        ...forCAlone(text),
      ];
    }
    case 'cpp':
      return inCpp(withoutDecorations(text));
    case 'objc':
      return withoutDecorations(text).map((bare) => ({ language, text: bare.text }));
    // The grammar wants a line end between a declaration and the brace that closes its body.
    case 'kotlin':
      return [{ language, text: text.replace(KOTLIN_CLOSING, (all) => (all === '}' ? '\n}' : all)) }];
    case 'vue':
      return [
        {
          language,
          text: text
            .replace(SELF_CLOSING_BLOCK, blank)
            .replace(CUSTOM_BLOCK, blank)
            .replace(DOT_IN_TAG, '-')
            .replace(UNNAMED_SLOT, '#made'),
        },
      ];
    default: {
      const read = withoutGaps(language, text);
      return read === text ? [] : [{ language, text: read }];
    }
  }
}

const FOR_CPP_ALONE =
  /^[ \t]*#[ \t]*if(?:def|[ \t]+defined)?[ \t(]+__cplusplus\b[^#]*^[ \t]*#[ \t]*endif\b.*$/gm;

/** As a compiler of C reads it: without what is for C++ alone, and without macros; none where nothing is for C++ alone. */
function forCAlone(text: string): readonly Reading[] {
  const own = text.replace(FOR_CPP_ALONE, blank);
  return own === text ? [] : [{ language: 'c', text: own }, ...withoutDecorations(own)];
}

/** Without the macros that only a preprocessor knows and that by convention have names in capitals; none where there are none. */
function withoutDecorations(text: string): readonly Reading[] {
  const lines = text.split('\n').map((line) => (/^\s*#/.test(line) ? line : line.replace(DECORATION, blank)));
  const bare = lines.join('\n');
  return bare === text ? [] : [{ language: 'c', text: bare }];
}

function inCpp(readings: readonly Reading[]): readonly Reading[] {
  return readings.map(({ text }) => ({ language: 'cpp', text }));
}

function blank(all: string): string {
  return all.replaceAll(/\S/g, ' ');
}
