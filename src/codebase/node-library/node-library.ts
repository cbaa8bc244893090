import { literalPattern } from '../../domain/literal-pattern.ts';

/** What Node has without a flag or a warning; the rest of its modules is not asked for. */
const STABLE =
  /^(?:node:)?(?:assert|async_hooks|buffer|child_process|crypto|dgram|diagnostics_channel|dns|dns\/promises|events|fs|fs\/promises|http|https|net|os|path|path\/posix|path\/win32|perf_hooks|querystring|readline|readline\/promises|stream|stream\/promises|string_decoder|timers|timers\/promises|tls|tty|url|util|v8|vm|zlib)$/;
/** What older versions of Node had, and projects that still run on them use. */
const REMOVED =
  /^(?:SlowBuffer|_\w+|createCipher|createDecipher|createSecurePair|createCredentials|Credentials|DEFAULT_ENCODING|fips|convertNPNProtocols|parseCertString|enableTicketKeyCallback|getNetworkInterfaces|getCurves|tmpDir|F_OK|R_OK|W_OK|X_OK|SyncWriteStream|print|puts|debug|error|exec|pump|log|is[A-Z]\w*|_extend|makeDeepTraceable|NODE_PERFORMANCE\w*|Domain|currentTriggerId|triggerId|asyncUid|timerify|enroll|unenroll|active|fork|MakeContext|runInDebugContext|setFlags|codes|bytesRead|usingDomains|exists|lch(?:own|mod)\w*)$/;

/**
 * Whether a module of Node has a member, in the version that runs this or in one before. Null where it is not known: of
 * modules that are new or behind flags, and of private names.
 */
export function nodeModuleHas(module: string, name: string): boolean | null {
  if (!STABLE.test(module)) return null;
  const members = process.getBuiltinModule(module.startsWith('node:') ? module : `node:${module}`);
  const isObject = (typeof members === 'object' && members !== null) || typeof members === 'function';
  if (!isObject) return null;
  return name in members || REMOVED.test(name);
}

/** A class by the module of Node that gives it; null for the module itself, which some are. */
export type NodeClass = { readonly module: string; readonly name: string | null };

/** Modules whose classes take their members from their prototypes, but for what their constructors show. */
const CLASSES = /^(?:node:)?(?:async_hooks|events|stream)$/;

/**
 * Whether a class of Node, or one that it builds on, has a member, static or set by a constructor too, in the version that
 * runs this. Null where it is no class or not known.
 */
export function nodeClassHas({ module, name }: NodeClass, member: string): boolean | null {
  if (!CLASSES.test(module)) return null;
  const whole: unknown = process.getBuiltinModule(module.startsWith('node:') ? module : `node:${module}`);
  const found = name === null ? whole : memberOf(whole, name);
  if (typeof found !== 'function') return null;
  const prototype = memberOf(found, 'prototype');
  if (typeof prototype !== 'object' || prototype === null) return null;
  return member in found || member in prototype || constructorsOf(found).some(namesMember(member));
}

function memberOf(value: unknown, name: string): unknown {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isObject && name in value ? Reflect.get(value, name) : undefined;
}

/** The sources of a class and of all that it builds on. */
function constructorsOf(one: unknown): readonly string[] {
  if (typeof one !== 'function' || one === Function.prototype) return [];
  return [Function.prototype.toString.call(one), ...constructorsOf(Object.getPrototypeOf(one))];
}

function namesMember(member: string): (source: string) => boolean {
  return (source) => new RegExp(String.raw`\.${literalPattern(member)}(?![\w$])`).test(source);
}
