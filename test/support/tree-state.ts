import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  lstatSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

export type FileSpec = { readonly text: string | Uint8Array; readonly mode: number };
export type TreeSpec = Readonly<Record<string, FileSpec>>;

/** Everything below a root but the tool's own folders and .git: kind, mode, owner and content by path. */
export type TreeState = Readonly<Record<string, string>>;

const NOT_THE_USERS = new Set(['.ouroboros', 'artifacts', '.git']);

export function writeTree(root: string, tree: TreeSpec): void {
  for (const [path, { text, mode }] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    chmodSync(join(root, path), mode);
  }
}

export function readTree(root: string): TreeState {
  const state: Record<string, string> = {};
  for (const entry of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
    if (NOT_THE_USERS.has(entry.split('/')[0] ?? '')) continue;
    state[entry] = describe(join(root, entry));
  }
  return state;
}

function describe(path: string): string {
  const stat = lstatSync(path);
  const mode = (stat.mode & 0o7777).toString(8);
  if (stat.isSymbolicLink()) return `link ${readlinkSync(path)}`;
  if (stat.isDirectory()) return `folder ${mode}`;
  if (!stat.isFile()) return `special ${mode}`;
  return `file ${mode} ${stat.uid}:${stat.gid} ${readFileSync(path).toString('base64')}`;
}
