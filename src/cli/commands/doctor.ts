import type { Io } from '../io.ts';
import { openProject } from '../project.ts';
import { configuredRoots } from '../roots.ts';
import { createStyle, type Style } from '../view/style.ts';
import { oneLine, wrapToWidth } from '../view/text-width.ts';
import {
  checkFolders,
  checkGrammars,
  checkModel,
  checkNode,
  checkProgram,
  checkRoots,
  checkSandbox,
  type Finding,
} from './doctor-checks.ts';

type Check = Finding & {
  readonly id: string;
  readonly isRequired: boolean;
  /** What does not work, or works less well, where the thing is missing. */
  readonly cost: string;
  readonly remedy: string;
};

const STATUS_COLUMNS = 9;
const NAME_COLUMNS = 11;
const MOST_COLUMNS = 100;
const MISSING_REQUIRED = 5;

/**
 * Says what is present and what each missing thing costs. Gives 0, or 5 where something required is missing.
 * @throws OuroborosError `usage` or `config` when the folder or its configuration cannot be read
 */
export async function runDoctor(options: { readonly json: boolean }, io: Io): Promise<number> {
  const checks = await runChecks(io);
  const missing = checks.filter((check) => check.isRequired && !check.isPresent);
  const exitCode = missing.length === 0 ? 0 : MISSING_REQUIRED;
  if (options.json) {
    io.stdout(JSON.stringify({ ok: exitCode === 0, checks: checks.map(jsonOf) }, null, 2));
    return exitCode;
  }
  const style = createStyle(io.color);
  for (const line of checks.flatMap((check) =>
    checkLines(check, io.isTerminal ? io.columns : MOST_COLUMNS, style),
  ))
    io.stdout(line);
  io.stdout('');
  io.stdout(
    missing.length === 0
      ? 'Everything that is required is there.'
      : `Required and missing: ${missing.map(({ id }) => id).join(', ')}. No run can begin before that is mended.`,
  );
  return exitCode;
}

async function runChecks(io: Io): Promise<readonly Check[]> {
  const project = await openProject(io.cwd);
  const [git, sandbox, python, bash, grammars, folders] = await Promise.all([
    checkProgram('git', ['--version'], io),
    checkSandbox(io),
    checkProgram('python3', ['--version'], io),
    checkProgram('bash', ['--version'], io),
    checkGrammars(),
    checkFolders(project),
  ]);
  const roots = configuredRoots(project);
  return [
    { id: 'node', ...checkNode(process.versions.node), ...NEEDS.node },
    { id: 'folders', ...folders, ...NEEDS.folders },
    { id: 'parsers', ...grammars, ...NEEDS.parsers },
    { id: 'git', ...git, ...NEEDS.git },
    { id: 'model', ...checkModel(io.environment, project.written), ...NEEDS.model },
    { id: 'python3', ...python, ...NEEDS.python3 },
    { id: 'bash', ...bash, ...NEEDS.bash },
    { id: 'sandbox', ...sandbox, ...NEEDS.sandbox },
    ...(roots.length === 0 ? [] : [{ id: 'roots', ...checkRoots(roots), ...NEEDS.roots }]),
  ];
}

type Need = Pick<Check, 'isRequired' | 'cost' | 'remedy'>;

const NEEDS = {
  node: { isRequired: true, cost: 'nothing runs', remedy: 'install Node 24 or newer' },
  folders: {
    isRequired: true,
    cost: 'no run begins, for it could not be recorded',
    remedy: 'make the folder writable, or name another by artifactsDir in ouroboros.config.json',
  },
  parsers: {
    isRequired: true,
    cost: 'no change can be checked, so every patch is refused',
    remedy: 'install ouroboros again; its parsers come with it',
  },
  git: {
    isRequired: false,
    cost: 'the working folder counts as the root of the project, records name no commit, and nothing can go on a branch',
    remedy: 'install git',
  },
  model: {
    isRequired: false,
    cost: 'only what a recipe covers can be done: ouroboros recipes lists it',
    remedy: 'set ANTHROPIC_API_KEY, or ANTHROPIC_BASE_URL for a server on this machine',
  },
  python3: {
    isRequired: false,
    cost: 'Python files are then checked by tree-sitter and ruff alone',
    remedy: 'install Python 3',
  },
  bash: {
    isRequired: false,
    cost: 'shell scripts are then checked by tree-sitter alone',
    remedy: 'install bash 4.4 or newer',
  },
  sandbox: {
    isRequired: false,
    cost: 'programs of a project cannot be run apart from the rest of the machine',
    remedy: 'on Linux, install bubblewrap; inside of a container it also needs user namespaces',
  },
  roots: {
    isRequired: false,
    cost: '--root cannot work there, and snippets finds nothing of it',
    remedy: 'clone what is missing, or correct its path in ouroboros.config.json',
  },
} as const satisfies Readonly<Record<string, Need>>;

function jsonOf({ id, isPresent, isRequired, detail, cost, remedy }: Check): object {
  const found = { id, present: isPresent, required: isRequired, detail };
  return isPresent ? found : { ...found, cost, remedy };
}

function checkLines(check: Check, columns: number, style: Style): readonly string[] {
  const { id, detail, cost, remedy, isPresent, isRequired } = check;
  const paint = isPresent ? style.good : isRequired ? style.bad : style.strong;
  const status = paint((isPresent ? 'ok' : 'missing').padEnd(STATUS_COLUMNS));
  const notes = isPresent ? [] : [`without it ${cost}`, remedy];
  const indent = STATUS_COLUMNS + NAME_COLUMNS;
  const [first = '', ...rest] = [oneLine(detail), ...notes].flatMap((text) =>
    wrapToWidth(text, Math.min(columns, MOST_COLUMNS) - indent),
  );
  return [`${status}${id.padEnd(NAME_COLUMNS)}${first}`, ...rest.map((line) => ' '.repeat(indent) + line)];
}
