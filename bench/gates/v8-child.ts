/** Reads an array of sources from standard input and writes for each whether V8's parser rejects it: see v8-reference.ts. */
import { readFileSync } from 'node:fs';
import { compileFunction, Script, SourceTextModule } from 'node:vm';
import * as z from 'zod';

const sources = z.array(z.object({ text: z.string(), goal: z.enum(['module', 'script', 'commonjs']) }));

type Source = z.infer<typeof sources>[number];

function compile({ text, goal }: Source): unknown {
  switch (goal) {
    case 'module':
      return new SourceTextModule(text);
    case 'script':
      return new Script(text);
    case 'commonjs':
      return compileFunction(text, ['exports', 'require', 'module', '__filename', '__dirname']);
  }
}

function isRejected(source: Source): boolean {
  try {
    compile(source);
    return false;
  } catch (error) {
    if (error instanceof SyntaxError) return true;
    throw error;
  }
}

const given = sources.parse(JSON.parse(readFileSync(0, 'utf8')));
process.stdout.write(JSON.stringify(given.map(isRejected)));
