/** What a kind of file is, and the names that tell it: compared with the last part of a path, in lower case. */
type SensitiveKind = { readonly what: string; readonly names: RegExp };

const DATA = '(?:json|ya?ml|toml|ini|cfg|conf|env|txt|xml|properties|plist)';

const KINDS: readonly SensitiveKind[] = [
  { what: 'an environment file', names: /^\.env(?:rc|[._-].*)?$|^[^.].*\.env$/ },
  { what: 'a private key', names: /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?$|\.(?:pem|key|ppk|pk8|asc|gpg)$/ },
  { what: 'a key store', names: /\.(?:p12|pfx|jks|keystore|kdbx?|agilekeychain|keychain(?:-db)?)$/ },
  {
    what: 'a file of credentials',
    names: new RegExp(
      [
        String.raw`^\.(?:npmrc|pypirc|netrc|pgpass|my\.cnf|git-credentials|htpasswd|dockercfg|boto|s3cfg|yarnrc\.yml)$`,
        String.raw`^_netrc$`,
        String.raw`^\.?(?:credentials?|secrets?|passwords?)(?:\.${DATA})?$`,
        String.raw`^client_secrets?.*\.json$`,
        String.raw`^service[-_]?account.*\.json$`,
      ].join('|'),
    ),
  },
  { what: 'a state or variable file of terraform', names: /\.tfvars(?:\.json)?$|\.tfstate(?:\.backup)?$/ },
];

/** Folders in which programs keep keys and logins. */
const KEY_FOLDERS = new Set(['.ssh', '.aws', '.gnupg', '.kube', '.docker', '.azure', '.gcloud']);

/**
 * Why a file is never sent to a model by itself, as a clause ("it lies in .ssh, …"), or null if it may be. `ignored`
 * holds the paths that are not among the files of the work tree.
 */
export function whyNeverSent(path: string, ignored: ReadonlySet<string> = new Set()): string | null {
  const parts = path.toLowerCase().split('/');
  const folder = parts.slice(0, -1).find((part) => KEY_FOLDERS.has(part));
  if (folder !== undefined) return `it lies in ${folder}, where keys and logins are kept`;
  const kind = KINDS.find(({ names }) => names.test(parts.at(-1) ?? ''));
  if (kind !== undefined) return `its name says that it is ${kind.what}`;
  return ignored.has(path) ? 'it is ignored, or part of another repository' : null;
}
