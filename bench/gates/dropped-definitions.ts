import { readFacts } from '../../src/codebase/index/facts/read-facts.ts';
import { createCandidate, treeOf } from '../../src/domain/candidate.ts';
import { createWorkspace } from '../../src/codebase/workspace.ts';
import type { Gate, SourceTree } from '../../src/domain/ports.ts';
import { withoutTexts } from '../../src/safety/code-text.ts';
import { createVanishedDefinitionsGate } from '../../src/safety/gates/vanished-definitions.ts';
import { hasJudgedDefinitions } from '../../src/safety/vanished/judged-files.ts';
import { wordPattern } from '../../src/safety/vanished/bound-names.ts';

// node bench/gates/dropped-definitions.ts MOST FOLDER… : of definitions that are dropped from files of a work tree
// though they are used, how many the gate refuses. Used: the name is a word of the code left in the file.
const [most = '150', ...folders] = process.argv.slice(2);
let [seen, caught] = [0, 0];
const missed: string[] = [];
for (const folder of folders) {
  const gate = createVanishedDefinitionsGate({ root: folder });
  const tree = cached(treeOf(createWorkspace({ root: folder, vcs: null })));
  const paths = (await tree.list()).filter(hasJudgedDefinitions);
  const step = Math.max(1, Math.floor(paths.length / Number(most)));
  for (let index = 0; index < paths.length; index += step) await dropFrom(paths[index] ?? '', tree, gate);
}
console.log(missed.join('\n'));
console.log(JSON.stringify({ dropped: seen, caught, share: caught / seen }));

async function dropFrom(path: string, tree: SourceTree, gate: Gate): Promise<void> {
  const before = await tree.read(path);
  const text = Buffer.from(before ?? '').toString();
  const facts = await readFacts(path, text);
  const symbols = (facts?.symbols ?? []).filter(({ kind }) => /^(?:function|class|method)$/.test(kind));
  const chosen = symbols.filter((_, index) => index % 7 === text.length % 7).slice(0, 3);
  for (const { name, qualifiedName, kind, startLine, endLine } of chosen) {
    if (symbols.filter((other) => other.qualifiedName === qualifiedName).length > 1) continue;
    const lines = text.split('\n');
    // What subclasses have to fill in loses no code with its declaration.
    const own = lines.slice(startLine - 1, endLine).join('\n');
    if (/NotImplementedError|\babstract/.test(own)) continue;
    const after = [...lines.slice(0, startLine - 1), ...lines.slice(endLine)].join('\n');
    const code = withoutTexts(path, after);
    const use =
      kind === 'method'
        ? String.raw`\b(?:this|self|cls)\.${wordPattern(name)}`
        : String.raw`(?<![.\w$])${wordPattern(name)}`;
    if (!new RegExp(use).test(code) || (await readFacts(path, after))?.hasErrors !== false) continue;
    seen++;
    const change = { path, before, after: Buffer.from(after), tolerances: [] };
    const candidate = createCandidate(tree, [change], { words: 'Tidy up', later: [] });
    if (!(await gate.check(candidate, new AbortController().signal)).passed) caught++;
    else missed.push(`${path} ${qualifiedName}`);
  }
}

function cached(tree: SourceTree): SourceTree {
  const known = new Map<string, Uint8Array | null>();
  const listed = tree.list();
  return {
    list: async () => listed,
    read: async (path) => {
      if (!known.has(path)) known.set(path, await tree.read(path));
      return known.get(path) ?? null;
    },
  };
}
