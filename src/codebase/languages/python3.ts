import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import * as z from 'zod';
import { messageOf } from '../../domain/errors.ts';
import { pythonLineStarts } from './python-lines.ts';
import { minorOf, newerSyntaxIn, type NewerSyntax } from './ruff.ts';
import { shortMessage, type ParserReport } from './syntax-problem.ts';

/** The Python interpreter of this machine as a judge. One process serves every text until `close`. */
export interface Python3 {
  /** Compiles a text and never runs it. A text that ends the interpreter, or takes too long, is `broken`. */
  judge(source: PythonSource): Promise<ParserReport>;
  close(): void;
}

/** The bytes are what is compiled; the text is the same without its byte order mark. */
export type PythonSource = {
  readonly bytes: Uint8Array;
  readonly text: string;
  /** The oldest Python that the project runs on, such as `3.9`; what that does not know is no excuse. */
  readonly oldestPython?: string | null;
};

type Options = {
  readonly command?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
};
type Place = { readonly line: number; readonly column: number; readonly inBytes: boolean };
type Child = ChildProcessByStdio<Writable, Readable, null>;
type Interpreter = { readonly child: Child; readonly lines: AsyncIterator<string>; readonly version: string };
type Started = { readonly kind: 'started'; readonly interpreter: Interpreter };
type Absent = { readonly kind: 'absent'; readonly reason: string };

// Reads a length and so many bytes, answers with a line of JSON, again and again. It only compiles. Columns are
// characters in errors of the parser, but bytes in those of the compiler: there the text parses (0x400 is ONLY_AST).
// The parser counts wrongly in bytes with other letters than ASCII, so that the place is asked of the decoded text.
const PROGRAM = `
import json, struct, sys, warnings
warnings.simplefilter("ignore")
def say(value):
    sys.stdout.write(json.dumps(value) + "\\n")
    sys.stdout.flush()
def parses(source):
    try:
        compile(source, "<file>", "exec", 0x400, True)
        return True
    except SyntaxError:
        return False
def decoded(source):
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError:
        return source
def judge(source):
    try:
        compile(source, "<file>", "exec", 0, True)
    except SyntaxError as error:
        try:
            compile(decoded(source), "<file>", "exec", 0, True)
        except SyntaxError as placed:
            error = placed
        place = {"line": error.lineno or 1, "column": error.offset or 1}
        return {"kind": "invalid", "message": str(error.msg), "inBytes": parses(source), **place}
    except (ValueError, OverflowError) as error:
        return {"kind": "invalid", "message": str(error), "inBytes": False, "line": 1, "column": 1}
    except (RecursionError, MemoryError):
        return {"kind": "too-complex"}
    return {"kind": "valid"}
say({"version": "%d.%d" % sys.version_info[:2]})
while True:
    head = sys.stdin.buffer.read(4)
    if len(head) < 4:
        break
    say(judge(sys.stdin.buffer.read(struct.unpack(">I", head)[0])))
`;

const greeting = z.object({ version: z.string() });
const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('valid') }),
  z.object({ kind: z.literal('too-complex') }),
  z.object({
    kind: z.literal('invalid'),
    line: z.int().positive(),
    column: z.int(),
    inBytes: z.boolean(),
    message: z.string(),
  }),
]);

const START_MS = 10_000;

/** Starts no process before the first text. Where the command does not run, every report is `absent`. */
export function openPython3({ command = 'python3', timeoutMs = 10_000, signal }: Options = {}): Python3 {
  let current: Promise<Started | Absent> | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  // Who still asks after the end must not start a process that nobody would end.
  let isClosed = false;

  const judgeNext = async (source: PythonSource): Promise<ParserReport> => {
    if (isClosed) return { kind: 'absent', reason: 'the interpreter was closed' };
    // A short limit is meant for texts: it must not make the interpreter seem absent, and its word unneeded.
    current ??= start(command, { timeoutMs: Math.max(timeoutMs, START_MS), signal });
    const started = await current;
    if (started.kind === 'absent') return started;
    const report = await ask(started.interpreter, source, timeoutMs);
    if (report.kind === 'broken') {
      end(started.interpreter);
      current = null;
    }
    return report;
  };

  return {
    judge(source) {
      const report = queue.then(() => judgeNext(source));
      queue = report.catch(() => null);
      return report;
    },
    close() {
      isClosed = true;
      void current?.then((started) => started.kind === 'started' && end(started.interpreter));
      current = null;
    },
  };
}

/** Isolated from the environment, the working folder and site packages, so that no code of the project can run. */
async function start(
  command: string,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal | undefined },
): Promise<Started | Absent> {
  const child = spawn(command, ['-I', '-S', '-B', '-c', PROGRAM], {
    stdio: ['pipe', 'pipe', 'ignore'],
    signal,
    windowsHide: true,
  });
  // Without listeners these events would end the process; what they tell is seen as the end of the lines.
  let fault = `${command} does not run`;
  child.on('error', (error) => (fault = messageOf(error)));
  child.stdin.on('error', () => null);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const first = await nextLine(child, lines, timeoutMs);
  const greeted = greeting.safeParse(first);
  if (greeted.success)
    return { kind: 'started', interpreter: { child, lines, version: greeted.data.version } };
  child.kill('SIGKILL');
  return { kind: 'absent', reason: shortMessage(fault) };
}

async function ask(
  { child, lines, version }: Interpreter,
  { bytes, text, oldestPython = null }: PythonSource,
  timeoutMs: number,
): Promise<ParserReport> {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(bytes.length);
  child.stdin.write(Buffer.concat([head, bytes]));
  const answered = answer.safeParse(await nextLine(child, lines, timeoutMs)).data;
  switch (answered?.kind) {
    case undefined:
      return { kind: 'broken', reason: `Python ${version} ended or took too long` };
    case 'too-complex':
      return { kind: 'broken', reason: `the text is too complex for Python ${version}` };
    case 'valid':
      return { kind: 'parsed', problems: [] };
    case 'invalid': {
      const newer = await newerSyntaxIn(text, version).catch(() => null);
      if (newer !== null) return reportOfNewer(newer, { version, oldestPython });
      const message = shortMessage(`${answered.message} (Python ${version})`);
      return {
        kind: 'parsed',
        problems: [{ offset: offsetOf(text, answered), kind: 'syntax', code: null, message }],
      };
    }
  }
}

/** A refusal by an interpreter that is too old for the syntax says nothing, unless the project wants to run on such a one. */
function reportOfNewer(
  { offset, message, since }: NewerSyntax,
  { version, oldestPython }: { readonly version: string; readonly oldestPython: string | null },
): ParserReport {
  if (oldestPython === null || minorOf(oldestPython) >= minorOf(since))
    return { kind: 'outdated', offset, reason: `Python ${version} is older than this syntax: ${message}` };
  const claim = `${message}, and the project says that it runs on Python ${oldestPython}`;
  return { kind: 'parsed', problems: [{ offset, kind: 'syntax', code: null, message: shortMessage(claim) }] };
}

/** The next line as JSON, or null when the child says nothing in time, nothing more, or nothing sensible. */
async function nextLine(child: Child, lines: AsyncIterator<string>, timeoutMs: number): Promise<unknown> {
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  try {
    const next = await lines.next();
    return next.done === true ? null : JSON.parse(next.value);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

function end({ child }: Interpreter): void {
  child.stdin.end();
  child.kill('SIGKILL');
}

function offsetOf(text: string, { line, column, inBytes }: Place): number {
  const starts = pythonLineStarts(text);
  const start = starts[line - 1] ?? text.length;
  const lineText = text.slice(start, starts[line] ?? text.length);
  const before = Math.max(0, column - 1);
  const passed = inBytes
    ? Buffer.from(lineText).subarray(0, before).toString()
    : Array.from(lineText).slice(0, before).join('');
  return Math.min(text.length, start + passed.length);
}
