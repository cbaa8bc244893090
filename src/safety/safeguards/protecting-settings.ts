/** A setting that protects something, each pattern of one line. */
export type ProtectingSetting = {
  /** What the message calls it. */
  readonly name: string;
  readonly files: RegExp;
  readonly on: RegExp;
  /** The same setting turned the other way; null where it can only be left out. */
  readonly off: RegExp | null;
  /** What it protects: nothing is lost where that went as well. Null for all of the file. */
  readonly protects: RegExp | null;
  /** How a task speaks of it. */
  readonly named: RegExp;
};

const CODE = /\.(?:py|[cm]?[jt]sx?|vue|svelte|go|rb|php|java|kt|cs|rs)$/;
const SHELL = /\.(?:sh|bash)$/;
const MANIFEST = /\.ya?ml$/;
const COOKIE_MADE =
  /\b(?:set_?cookie|cookies?)\w*\s*(?:[([{:]|=[^=])|\bCookie\{|SESSION_COOKIE_(?!SECURE|HTTPONLY|SAMESITE)/im;
const CONTAINERS = /^\s*(?:-\s+)?(?:image|containers):/m;
const SHELL_NAMED =
  /\bset -|errexit|nounset|pipefail|strict|exit (?:on|status)|\bfail|\berrors?\b|unset|unbound/;

function cookieFlag(flag: string, on = 'true|1'): Pick<ProtectingSetting, 'on' | 'off'> {
  const setting = (value: string): RegExp =>
    new RegExp(String.raw`(?<![a-z])${flag}["']?\)?\s*(?:=>|[=:])\s*(?:${value})\b`, 'im');
  return { on: setting(on), off: setting('false|0|none|"none"|\'none\'') };
}

/** @param letter what switches the option on as `-e` does; some have none */
function shellOption(option: string, letter?: string): Pick<ProtectingSetting, 'on' | 'off'> {
  const short = letter === undefined ? '' : String.raw`[a-zA-Z]*${letter}[a-zA-Z]*\b|`;
  const setting = (sign: string): RegExp =>
    new RegExp(String.raw`^\s*set\s+(?:\S+\s+)*${sign}(?:${short}[a-zA-Z]*o\s+${option}\b)`, 'm');
  return { on: setting('-'), off: setting(String.raw`\+`) };
}

function manifestKey(key: string, on: string, off: string): Pick<ProtectingSetting, 'on' | 'off'> {
  const setting = (value: string): RegExp => new RegExp(String.raw`^\s*(?:-\s+)?${key}:\s*${value}\s*$`, 'm');
  return { on: setting(on), off: setting(off) };
}

const COOKIE = { files: CODE, protects: COOKIE_MADE, named: /cookie|http.?only|same.?site|secure/i };
const POD = {
  files: MANIFEST,
  protects: CONTAINERS,
  named: /secur|root|privileg|capabilit|read.?only|seccomp|permission|hardening/i,
};
const SCRIPT = { files: SHELL, protects: null, named: SHELL_NAMED };

/** The settings that are looked after, by what protects what. */
export const SETTINGS: readonly ProtectingSetting[] = [
  { name: '`HttpOnly` of a cookie', ...COOKIE, ...cookieFlag('http_?only') },
  { name: '`Secure` of a cookie', ...COOKIE, ...cookieFlag('secure') },
  {
    name: '`SameSite` of a cookie',
    ...COOKIE,
    ...cookieFlag('same_?site', String.raw`["']?(?:http\.SameSite)?(?:lax|strict)(?:Mode)?`),
  },
  {
    name: 'The check against forged requests (CSRF)',
    files: CODE,
    on: /@csrf_protect\b|\bCsrfViewMiddleware\b|\bprotect_from_forgery\b|\bcsurf\(|\bValidateAntiForgeryToken\b|\bCSRFProtect\(/,
    off: null,
    protects: null,
    named: /csrf|xsrf|forger/i,
  },
  {
    name: 'A header that protects what browsers show',
    files: CODE,
    on: /\bhelmet\(|django\.middleware\.security\.SecurityMiddleware|["'](?:X-Frame-Options|X-Content-Type-Options|Content-Security-Policy|Strict-Transport-Security)["']\s*[,:\])]/i,
    off: null,
    protects: null,
    named: /header|helmet|csp|security|hsts|frame|sniff/i,
  },
  { name: '`set -e`', ...SCRIPT, ...shellOption('errexit', 'e') },
  { name: '`set -u`', ...SCRIPT, ...shellOption('nounset', 'u') },
  { name: '`set -o pipefail`', ...SCRIPT, ...shellOption('pipefail') },
  { name: '`runAsNonRoot`', ...POD, ...manifestKey('runAsNonRoot', 'true', 'false') },
  { name: '`readOnlyRootFilesystem`', ...POD, ...manifestKey('readOnlyRootFilesystem', 'true', 'false') },
  {
    name: '`allowPrivilegeEscalation: false`',
    ...POD,
    ...manifestKey('allowPrivilegeEscalation', 'false', 'true'),
  },
  { name: '`privileged: false`', ...POD, ...manifestKey('privileged', 'false', 'true') },
];
