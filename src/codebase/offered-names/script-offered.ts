import type { EcmaScriptModule, StaticExportEntry } from 'oxc-parser';
import { mentionedNames } from './mentioned-names.ts';
import { ANY_NAME, type OfferedNames } from './offered-names.ts';

const DECLARATIONS = /\.d(?:\.[^./]+)?\.[cm]?ts$/i;
/** What the parser's record of a module does not tell of: it stands for the module itself, or only comments have it. */
const UNRECORDED = /^\s*export\s*(?:=|as\s+namespace\b)/m;
const TYPES_IN_COMMENTS = /@(?:typedef|callback|enum)\b/;

/** The names that a JavaScript or TypeScript module offers, by its export statements or what it gives to `module.exports`. */
export async function scriptOffered(
  path: string,
  language: 'javascript' | 'typescript' | 'tsx',
  text: string,
): Promise<OfferedNames> {
  const oxc = await import('oxc-parser');
  const lang = language === 'javascript' ? 'jsx' : language === 'tsx' ? 'tsx' : 'ts';
  const isDeclaring = DECLARATIONS.test(path);
  const { errors, module } = oxc.parseSync(path, text, {
    lang: isDeclaring ? 'dts' : lang,
    sourceType: 'unambiguous',
  });
  if (errors.length > 0 || UNRECORDED.test(text)) return ANY_NAME;
  // A file of declarations exports all of them where it does not say otherwise.
  const mentioned = isDeclaring || TYPES_IN_COMMENTS.test(text) ? mentionedNames(text) : [];
  if (!module.hasModuleSyntax) return isDeclaring ? ANY_NAME : commonJsOffered(text, mentioned);
  const { names, stars } = recordedNames(module);
  return { names: new Set([...names, ...mentioned]), stars, isOpen: false };
}

function recordedNames({ staticExports }: EcmaScriptModule): Pick<OfferedNames, 'stars'> & {
  readonly names: readonly string[];
} {
  const entries = staticExports.flatMap((one) => one.entries);
  return {
    names: entries.flatMap(nameOf),
    stars: entries.flatMap(({ exportName, moduleRequest }) =>
      exportName.name === null && moduleRequest !== null ? [moduleRequest.value] : [],
    ),
  };
}

/** A default and a star have no name; the star is of another module. */
function nameOf({ exportName: { name }, moduleRequest }: StaticExportEntry): readonly string[] {
  if (name !== null) return [name];
  return moduleRequest === null ? ['default'] : [];
}

const PLAIN_EXPORT = /(?<![\w$.])(?:module\s*\.\s*)?exports\s*\.\s*([\w$]+)\s*=(?!=)/g;
const WHOLE_OBJECT = /(?<![\w$.])module\s*\.\s*exports\s*=\s*(?:exports\s*=\s*)?\{([^{}]*)\}/g;
const PLAIN_PROPERTY = /^\s*([\w$]+)\s*(?::\s*[\w$.]+\s*)?$/;
const COMMENT = /\/\*[^]*?\*\/|(?<!\S)\/\/.*$/gm;
const EXPORTING = /(?<![\w$.])(?:exports|module|define|globalThis|window|self|global|this)(?![\w$])/;

/** Only plain assignments are understood: where anything else is done to `exports`, any name may be there. */
function commonJsOffered(text: string, mentioned: readonly string[]): OfferedNames {
  const code = text.replaceAll(COMMENT, '');
  const names = new Set(['default', ...mentioned]);
  let isOpen = false;
  const rest = code
    .replaceAll(WHOLE_OBJECT, (_, list: string) => {
      const parts = list.split(',').filter((part) => part.trim() !== '');
      const properties = parts.map((part) => PLAIN_PROPERTY.exec(part)?.[1]);
      for (const property of properties) if (property !== undefined) names.add(property);
      isOpen ||= properties.includes(undefined);
      return '';
    })
    .replaceAll(PLAIN_EXPORT, (_, name: string) => {
      names.add(name);
      return '';
    });
  return isOpen || EXPORTING.test(rest) ? ANY_NAME : { names, stars: [], isOpen: false };
}
