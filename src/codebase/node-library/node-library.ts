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
