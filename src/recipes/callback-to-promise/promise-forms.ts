import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { isStable, valueSymbolOf } from '../typescript/stable-names.ts';
import { memberOf, type Member } from './node-modules.ts';

/** What the promise of a function gives: one value, nothing, the two outputs of a process, or what is not known. */
export type Given = 'value' | 'nothing' | 'outputs' | 'unknown';

/** How a function that takes a callback is called for a promise. */
export type PromiseForm = {
  readonly kind: 'form';
  /** `promises` goes between the module and the function; `promisify` goes around it. */
  readonly by: 'promises' | 'promisify';
  readonly gives: Given;
};

const NOTHING =
  'access appendFile chmod chown copyFile cp lchown lutimes link rename rm rmdir symlink truncate unlink utimes writeFile';
const VALUES = 'lstat mkdir mkdtemp opendir readdir readFile readlink realpath stat statfs';
// The ones with a promise form under the same name and for the same arguments; see the documentation of Node.
const APIS: Readonly<Record<string, Readonly<Partial<Record<Given, string>>>>> = {
  fs: { nothing: NOTHING, value: VALUES },
  'graceful-fs': { nothing: NOTHING, value: VALUES },
  dns: {
    value:
      'resolve resolve4 resolve6 resolveAny resolveCaa resolveCname resolveMx resolveNaptr resolveNs resolvePtr resolveSoa resolveSrv resolveTxt reverse',
  },
  child_process: { outputs: 'exec execFile' },
  crypto: { value: 'hkdf pbkdf2 randomBytes randomFill randomInt scrypt' },
  zlib: {
    value: 'brotliCompress brotliDecompress deflate deflateRaw gunzip gzip inflate inflateRaw unzip',
  },
};
const WITH_PROMISES = new Set(['fs', 'graceful-fs', 'dns']);
// Their first argument may be the number of an open file, which the promise form does not take.
const TAKES_NUMBER = /^(?:appendFile|readFile|truncate|writeFile)$/;

/** The promise form of a function of Node that is called with a callback; null where it has none, else why not this once. */
export function nodeFormOf(
  project: TypeScriptProject,
  call: TypeScript.CallExpression,
): PromiseForm | string | null {
  const { ts, checker } = project;
  const member = memberOf(project, call.expression);
  const gives = member === null ? null : givenBy(member);
  if (member === null || gives === null) return null;
  const [first] = call.arguments;
  const isNumber =
    first !== undefined && (checker.getTypeAtLocation(first).flags & ts.TypeFlags.NumberLike) !== 0;
  if (isNumber && TAKES_NUMBER.test(member.name)) return `${member.name} is given the number of an open file`;
  const hasPromises = WITH_PROMISES.has(member.module) && member.namespace !== null;
  return { kind: 'form', by: hasPromises ? 'promises' : 'promisify', gives };
}

/** The same for any function that is called by its plain name: `promisify` does with it what a wrapper by hand does. */
export function formOf(project: TypeScriptProject, call: TypeScript.CallExpression): PromiseForm | string {
  const { ts } = project;
  const { expression: callee } = call;
  const form = nodeFormOf(project, call);
  if (form !== null) return form;
  const isKnown =
    ts.isIdentifier(callee) && valueSymbolOf(project, callee) !== undefined && isStable(project, callee);
  const isOfNode = Object.hasOwn(APIS, memberOf(project, callee)?.module ?? '');
  if (isKnown && !isOfNode) return { kind: 'form', by: 'promisify', gives: 'unknown' };
  return `no promise form of ${callee.getText().replace(/\s+/g, '')} is known`;
}

function givenBy({ module, name }: Member): Given | null {
  const api = Object.hasOwn(APIS, module) ? (APIS[module] ?? {}) : {};
  const kinds = ['value', 'nothing', 'outputs'] as const;
  return kinds.find((kind) => api[kind]?.split(' ').includes(name)) ?? null;
}
