import type { EcmaScriptModule, StaticExportEntry } from 'oxc-parser';
import { commonJsOffered } from './common-js-offered.ts';
import { mentionedNames } from './mentioned-names.ts';
import { ANY_NAME, type OfferedNames } from './names-of-text.ts';

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
  const { errors, module, program } = oxc.parseSync(path, text, {
    lang: isDeclaring ? 'dts' : lang,
    sourceType: 'unambiguous',
  });
  if (errors.length > 0 || UNRECORDED.test(text)) return ANY_NAME;
  // A file of declarations exports all of them where it does not say otherwise.
  const mentioned = isDeclaring || TYPES_IN_COMMENTS.test(text) ? mentionedNames(text) : [];
  if (!module.hasModuleSyntax && isDeclaring) return ANY_NAME;
  const { names, stars, isOpen } = module.hasModuleSyntax
    ? recordedNames(module)
    : commonJsOffered(oxc, { program, text });
  return { names: new Set([...names, ...mentioned]), stars, isOpen };
}

function recordedNames({ staticExports }: EcmaScriptModule): OfferedNames {
  const entries = staticExports.flatMap((one) => one.entries);
  return {
    names: new Set(entries.flatMap(nameOf)),
    isOpen: false,
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
