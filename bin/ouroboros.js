#!/usr/bin/env node
// The launcher: plain JavaScript, so that an older Node can read it and say what is needed.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
// Whole: an older Node lacks the compile cache and would not even read the file otherwise.
import * as nodeModule from 'node:module';
import { constants } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

const REQUIRED_MAJOR = 24;
const root = fileURLToPath(new URL('..', import.meta.url));
const args = process.argv.slice(2);
const OWN_FOLDERS = ['src/', 'dist/'].map((folder) => new URL(`../${folder}`, import.meta.url).href);
const OWN_FORMATS = { '.ts': 'module-typescript', '.js': 'module' };
const WHOLE_RELATIVE = /^\.{1,2}\/.*\.(?:m?js|ts)$/;
const packages = new Map();

if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  console.log(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version);
} else if (Number.parseInt(process.versions.node, 10) < REQUIRED_MAJOR) {
  runOnBundledNode();
} else {
  // V8's optimising compiler for WebAssembly takes hundreds of megabytes on the parsers; the baseline one is enough.
  setFlagsFromString('--wasm-tier-up-filter=0');
  nodeModule.enableCompileCache();
  nodeModule.registerHooks({ resolve: resolveQuickly });
  const source = join(root, 'src', 'cli', 'main.ts');
  const isCheckout = existsSync(source) && !root.includes('node_modules');
  const { main } = await import(isCheckout && !isBuilt() ? '../src/cli/main.ts' : '../dist/cli/main.js');
  await main(args);
}

/**
 * Modules name others of their package by whole relative paths, of which Node would look up every folder, link and
 * package on disk; and ours name the same few packages again and again: a quarter of the time that it takes to load them.
 */
function resolveQuickly(specifier, context, next) {
  const { parentURL, conditions } = context;
  if (!parentURL?.startsWith('file:') || !conditions.includes('import')) return next(specifier, context);
  if (WHOLE_RELATIVE.test(specifier)) {
    const { href } = new URL(specifier, parentURL);
    return { url: href, format: isOwn(href) ? OWN_FORMATS[extname(href)] : undefined, shortCircuit: true };
  }
  if (specifier.startsWith('.') || !isOwn(parentURL)) return next(specifier, context);
  const found = packages.get(specifier) ?? { ...next(specifier, context), shortCircuit: true };
  packages.set(specifier, found);
  return found;
}

function isOwn(url) {
  return OWN_FOLDERS.some((folder) => url.startsWith(folder));
}

/** Whether `dist/` was made from the sources of a checkout as they are: it starts sooner, and means the same. */
function isBuilt() {
  const builtMs = modifiedMs('dist/cli/main.js');
  const sources = readdirSync(join(root, 'src'), { recursive: true }).map((path) => join('src', path));
  return ['package-lock.json', 'src', ...sources].every((path) => modifiedMs(path) < builtMs);
}

/** When a file of the package was last written; never where it is not there. */
function modifiedMs(path) {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Starts this file again on the Node that the development dependencies bring, and ends as it ends. */
function runOnBundledNode() {
  const node = bundledNode();
  if (node === null) {
    console.error(
      `ouroboros needs Node ${REQUIRED_MAJOR} or newer; this is ${process.versions.node}. Install it, or add the npm package node@${REQUIRED_MAJOR}.`,
    );
    process.exitCode = 5;
    return;
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

function bundledNode() {
  try {
    const path = join(
      dirname(nodeModule.createRequire(import.meta.url).resolve('node/package.json')),
      'bin',
      'node',
    );
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}
