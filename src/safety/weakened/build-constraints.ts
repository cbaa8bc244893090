import type { Finding, TextChange } from '../gates/text-guard.ts';

/** What a constraint is worth where nobody sets a tag: `any` where it depends on the machine or the toolchain. */
type Worth = 'held' | 'any' | 'never';

const CONSTRAINT = /^\/\/go:build[ \t]+(.+)$/m;
const TOKEN = /\|\||&&|[!()]|[\w.]+/g;
/** Tags that `go` sets by itself (go help buildconstraint), on some machine. */
const OWN_TAG =
  /^(?:go1(?:\.\d+)?|gc|gccgo|cgo|race|msan|asan|unix|goexperiment\.\w+|aix|android|darwin|dragonfly|freebsd|hurd|illumos|ios|js|linux|nacl|netbsd|openbsd|plan9|solaris|wasip1|windows|zos|386|amd64(?:\.v\d)?|arm(?:64)?(?:be)?|loong64|mips(?:64)?(?:le)?|ppc64(?:le)?|riscv(?:64)?|s390x?|sparc(?:64)?|wasm|purego|appengine)$/;

/**
 * Tests of Go that ran, in files that `go test` leaves out after the change unless it is given a tag. Where sources are left
 * out too, or others are let in instead, it is a doubt.
 */
export function unbuiltTests(changes: readonly TextChange[]): readonly Finding[] {
  const isDoubt = changes.some(isExchanged);
  return changes.flatMap(({ path, before, after }) => {
    if (!path.endsWith('_test.go') || before === null || after === null) return [];
    if (worthOf(before) === 'never' || worthOf(after) !== 'never') return [];
    const line = after.slice(0, CONSTRAINT.exec(after)?.index ?? 0).split('\n').length;
    const message = 'This keeps the tests of the file from running without a tag. Leave it as it was.';
    return [{ path, line, message, isDoubt }];
  });
}

function isExchanged({ path, before, after }: TextChange): boolean {
  if (!path.endsWith('.go') || before === null || after === null) return false;
  const [was, is] = [worthOf(before), worthOf(after)];
  return was !== is && (was === 'never' || (is === 'never' && !path.endsWith('_test.go')));
}

function worthOf(text: string): Worth {
  const head = text.slice(0, Math.max(0, text.search(/^package\b/m)));
  const [, expression] = CONSTRAINT.exec(head) ?? [];
  if (expression === undefined) return 'held';
  const tokens = expression.match(TOKEN) ?? [];
  return either(tokens);
}

function either(tokens: string[]): Worth {
  let worth = both(tokens);
  while (tokens[0] === '||') {
    tokens.shift();
    const other = both(tokens);
    worth = worth === 'held' || other === 'held' ? 'held' : worth === 'never' ? other : worth;
  }
  return worth;
}

function both(tokens: string[]): Worth {
  let worth = one(tokens);
  while (tokens[0] === '&&') {
    tokens.shift();
    const other = one(tokens);
    worth = worth === 'never' || other === 'never' ? 'never' : worth === 'held' ? other : worth;
  }
  return worth;
}

function one(tokens: string[]): Worth {
  const token = tokens.shift() ?? '';
  if (token === '!') return turned(one(tokens));
  if (token !== '(') return OWN_TAG.test(token) ? 'any' : 'never';
  const worth = either(tokens);
  tokens.shift();
  return worth;
}

function turned(worth: Worth): Worth {
  if (worth === 'any') return 'any';
  return worth === 'held' ? 'never' : 'held';
}
