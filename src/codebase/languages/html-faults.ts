import { CERTAIN_FAULT, type SyntaxProblem } from './syntax-problem.ts';

type Tag = {
  readonly name: string;
  readonly offset: number;
  readonly isClosing: boolean;
  /** Whether it closes itself, as elements of SVG do. */
  readonly isSelfClosing: boolean;
};
type Read = { readonly tags: readonly Tag[]; readonly problems: readonly SyntaxProblem[] };

// A quote or a `<` where an attribute or the end of the tag should be says that a quote or the end is missing.
const TOKEN =
  /<!--(?:-?>|[^]*?(?:--!?>|$))|<(\/?)([a-z][^\s/>]*)((?:[^"'<>=]|=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]*))*)(>?)/gi;
const RAW = /^(?:script|style|textarea|title)$/;
/** What HTML lets people leave out the ends of, and what has none. */
const ENDS_ITSELF =
  /^(?:html|head|body|p|li|dt|dd|rt|rp|optgroup|option|colgroup|caption|thead|tbody|tfoot|tr|td|th|area|base|br|col|embed|frame|hr|img|input|link|meta|param|source|track|wbr)$/;
const WHOLE_PAGE = /<html[\s>][^]*<\/html\s*>/i;

/**
 * What is wrong in a page whatever reads it (HTML Living Standard, "Tokenization" and "Optional tags"): comments, tags and
 * scripts that do not end, and in a whole page elements whose ends are missing or close nothing. Text may hold anything.
 */
export function htmlFaults(text: string): readonly SyntaxProblem[] {
  const { tags, problems } = readTags(text);
  if (problems.length > 0 || !WHOLE_PAGE.test(text)) return problems;
  return nestingFaults(tags.filter(({ name }) => !ENDS_ITSELF.test(name)));
}

function readTags(text: string): Read {
  const tags: Tag[] = [];
  let from = 0;
  for (;;) {
    TOKEN.lastIndex = from;
    const found = TOKEN.exec(text);
    if (found === null) return { tags, problems: [] };
    const [whole, slash = '', rawName = '', rest = '', end = ''] = found;
    const offset = found.index;
    from = offset + whole.length;
    if (rawName === '') {
      if (/--!?>$/.test(whole)) continue;
      return { tags, problems: [missing(offset, '-->', 'this comment')] };
    }
    const name = rawName.toLowerCase();
    if (end === '') return { tags, problems: [missing(offset, '>', `this \`<${slash}${name}\``)] };
    tags.push({ name, offset, isClosing: slash !== '', isSelfClosing: rest.endsWith('/') });
    if (slash !== '' || !RAW.test(name) || rest.endsWith('/')) continue;
    const length = text.slice(from).search(new RegExp(`</${name}[\\s/>]`, 'i'));
    if (length === -1) return { tags, problems: [missing(offset, `</${name}>`, `this \`<${name}>\``)] };
    from += length;
  }
}

/** The first fault alone: what follows one is as good as always its consequence. */
function nestingFaults(tags: readonly Tag[]): readonly SyntaxProblem[] {
  const open: Tag[] = [];
  // Outside of SVG the slash of `<a />` counts for nothing, so that an end may follow, as it need not in a template.
  const slashed: string[] = [];
  for (const tag of tags) {
    if (tag.isSelfClosing) {
      slashed.push(tag.name);
      continue;
    }
    if (!tag.isClosing) {
      open.push(tag);
      continue;
    }
    const last = open.pop();
    if (last?.name === tag.name) continue;
    if (slashed.includes(tag.name)) {
      slashed.splice(slashed.indexOf(tag.name), 1);
      if (last !== undefined) open.push(last);
      continue;
    }
    if (last !== undefined && open.some(({ name }) => name === tag.name))
      return [missing(last.offset, `</${last.name}>`, `this \`<${last.name}>\``)];
    return [fault(tag.offset, 'syntax', `Nothing is open that this \`</${tag.name}>\` closes`)];
  }
  const last = open.at(-1);
  return last === undefined ? [] : [missing(last.offset, `</${last.name}>`, `this \`<${last.name}>\``)];
}

function missing(offset: number, sign: string, what: string): SyntaxProblem {
  return fault(offset, 'missing', `Missing \`${sign}\` of ${what}`);
}

function fault(offset: number, kind: SyntaxProblem['kind'], message: string): SyntaxProblem {
  return { offset, kind, code: CERTAIN_FAULT, message };
}
