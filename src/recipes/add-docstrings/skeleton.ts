import { isDecorator, ownNodes, parametersOf } from '../python/functions.ts';
import { childIn, textOf, type PyNode, type PyTree } from '../python/tree.ts';
import type { Documented } from './definitions.ts';
import type { DocstringStyle } from './style.ts';

type Part = { readonly name: string; readonly type: string | null; readonly text: string };
type Facts = {
  readonly summary: string;
  readonly parameters: readonly Part[];
  readonly result: { readonly title: 'Returns' | 'Yields'; readonly type: string | null } | null;
  readonly raises: readonly Part[];
};

/** The lines of a docstring that says what name, parameters, results and errors say already. Nothing is guessed. */
export function skeletonOf(tree: PyTree, definition: Documented, style: DocstringStyle): readonly string[] {
  const facts = factsOf(tree, definition);
  const sections = SECTIONS_IN[style](facts);
  if (sections.length === 0) return [`"""${facts.summary}"""`];
  return [`"""${facts.summary}`, ...sections.flatMap((lines) => ['', ...lines]), '"""'];
}

const PROPERTY = /^(?:property|(?:functools\.)?cached_property)$/;

function factsOf(tree: PyTree, { node, name, kind, owner, decorators }: Documented): Facts {
  const summary = `${sentenceOf(name)}.`;
  const isValue = decorators.some((decorator) => isDecorator(tree, decorator, PROPERTY));
  if (kind === 'class' || isValue) return { summary, parameters: [], result: null, raises: [] };
  const isStatic = decorators.some((decorator) => textOf(tree, decorator).trim() === '@staticmethod');
  const all = parametersOf(node).flatMap((parameter) => partOf(tree, parameter) ?? []);
  const parameters = owner !== null && !isStatic ? all.slice(1) : all;
  return { summary, parameters, result: resultOf(tree, node), raises: raisesOf(tree, node) };
}

/** `parse_amount` and `InvoiceService` as words: "Parse amount", "Invoice service". */
function sentenceOf(name: string): string {
  const words = wordsOf(name).join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[_ ]+/)
    .filter((word) => word !== '')
    .map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()));
}

function partOf(tree: PyTree, parameter: PyNode): Part | null {
  const pattern = /^(?:list|dictionary)_splat_pattern$/;
  const isName = ({ type }: PyNode): boolean => type === 'identifier' || pattern.test(type);
  const named = childIn(parameter, 'name') ?? parameter.children.find(isName) ?? null;
  const target = isName(parameter) ? parameter : named;
  if (target === null) return null;
  const name = textOf(tree, target);
  const type = childIn(parameter, 'type');
  return { name, type: type === null ? null : oneLine(textOf(tree, type)), text: meaningOf(name) };
}

function meaningOf(name: string): string {
  const words = wordsOf(name.replace(/^\*+/, '')).join(' ');
  const question = /^(is|has) (.+)$/.exec(words);
  if (question !== null) return `Whether it ${question[1] ?? ''} ${question[2] ?? ''}.`;
  return `The ${words}.`;
}

function resultOf(tree: PyTree, node: PyNode): Facts['result'] {
  const own = [...ownNodes(node)];
  const annotation = childIn(node, 'return_type');
  const type = annotation === null ? null : oneLine(textOf(tree, annotation));
  if (own.some((one) => one.type === 'yield')) return { title: 'Yields', type };
  if (type !== null)
    return /^(?:None|NoReturn|Never|typing\.NoReturn)$/.test(type) ? null : { title: 'Returns', type };
  const returns = own.some(
    (one) =>
      one.type === 'return_statement' &&
      one.children.some(({ type: kind }) => kind !== 'return' && kind !== 'none'),
  );
  return returns ? { title: 'Returns', type } : null;
}

/** Only errors that are raised by name with a plain message: it says when. */
function raisesOf(tree: PyTree, node: PyNode): readonly Part[] {
  const parts = [...ownNodes(node)].flatMap((one): readonly Part[] => {
    const call =
      one.type === 'raise_statement' ? one.children.find(({ type }) => type === 'call') : undefined;
    const name = call === undefined ? null : childIn(call, 'function');
    const [first, ...others] = call === undefined ? [] : argumentsOf(call);
    if (name === null || first === undefined || others.length > 0) return [];
    const message = /^(["'])([^"'\\{}\n]+)\1$/.exec(textOf(tree, first))?.[2];
    return message === undefined
      ? []
      : [{ name: textOf(tree, name), type: null, text: `${message.replace(/\.$/, '')}.` }];
  });
  return [...new Map(parts.map((part) => [`${part.name} ${part.text}`, part])).values()];
}

function argumentsOf(call: PyNode): readonly PyNode[] {
  return childIn(call, 'arguments')?.children.filter(({ type }) => !/^[(),]$/.test(type)) ?? [];
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

type Sections = (facts: Facts) => readonly (readonly string[])[];

const SECTIONS_IN: Readonly<Record<DocstringStyle, Sections>> = {
  google: ({ parameters, result, raises }) => [
    ...(parameters.length === 0
      ? []
      : [['Args:', ...parameters.map(({ name, text }) => `    ${name}: ${text}`)]]),
    ...(result === null ? [] : [[`${result.title}:`, '    The result.']]),
    ...(raises.length === 0 ? [] : [['Raises:', ...raises.map(({ name, text }) => `    ${name}: ${text}`)]]),
  ],
  numpy: ({ parameters, result, raises }) => [
    ...(parameters.length === 0
      ? []
      : [
          [
            'Parameters',
            '----------',
            ...parameters.flatMap(({ name, type, text }) => [typed(name, type), `    ${text}`]),
          ],
        ]),
    ...(result === null
      ? []
      : [[result.title, '-'.repeat(result.title.length), result.type ?? 'object', '    The result.']]),
    ...(raises.length === 0
      ? []
      : [['Raises', '------', ...raises.flatMap(({ name, text }) => [name, `    ${text}`])]]),
  ],
  sphinx: ({ parameters, result, raises }) => {
    const lines = [
      ...parameters.map(({ name, text }) => `:param ${name.replace(/^\*+/, '')}: ${text}`),
      ...(result === null ? [] : [`:${result.title.toLowerCase()}: The result.`]),
      ...raises.map(({ name, text }) => `:raises ${name}: ${text}`),
    ];
    return lines.length === 0 ? [] : [lines];
  },
};

function typed(name: string, type: string | null): string {
  return type === null ? name : `${name} : ${type}`;
}
