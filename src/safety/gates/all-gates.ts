import type { Python3 } from '../../codebase/languages/python3.ts';
import { OuroborosError } from '../../domain/errors.ts';
import type { Gate } from '../../domain/ports.ts';
import type { Task } from '../../domain/task.ts';
import type { CheckPlace } from '../check-writes.ts';
import { createTextReaders } from '../text-readers.ts';
import { createEmptiedBodiesGate } from './emptied-bodies.ts';
import { createGoNamesGate } from './go-names.ts';
import { createGuards } from './guards.ts';
import { createLintGate } from './lint.ts';
import { createLostBehaviourGate } from './lost-behaviour.ts';
import { createInventedNamesGate } from './invented-names.ts';
import { createNewImportsGate } from './new-imports.ts';
import { createPlannedSymbolsGate } from './planned-symbols.ts';
import { createProtectedPathsGate } from './protected-paths.ts';
import { createRequireTestsGate, type RequireTestsOptions } from './require-tests.ts';
import { createSecurityGate } from './security.ts';
import { createPublicInterfaceGate } from './public-interface.ts';
import { createSyntaxGate } from './syntax.ts';
import { createTestsGate, type TestsGateOptions } from './tests.ts';
import { createTypesGate } from './types.ts';
import { createVanishedDefinitionsGate } from './vanished-definitions.ts';
import { createWeakenedSafeguardsGate } from './weakened-safeguards.ts';
import { createWritablePathsGate } from './writable-paths.ts';

export type GateOptions = {
  /** Where it names functions, no other definition may change. */
  readonly task: Pick<Task, 'text' | 'functions' | 'namedTargets'>;
  /** Glob patterns of files that may not change. */
  readonly protectedPaths: readonly string[];
  /** Whether public interfaces have to stay. */
  readonly keepApi: boolean;
  /** The work tree, and the folder in it that belongs to this tool. */
  readonly place: CheckPlace;
  /** The interpreter that judges Python too; the caller closes it. */
  readonly python: Python3;
  /** What judges by the project's own tests; null leaves those gates out. */
  readonly byTests: { readonly run: TestsGateOptions; readonly require: RequireTestsOptions } | null;
};

/** Every gate of a run in the order of its cost. */
export function createGates({
  task,
  protectedPaths,
  keepApi,
  place,
  python,
  byTests,
}: GateOptions): readonly Gate[] {
  const readers = createTextReaders();
  return [
    createWritablePathsGate(place),
    createProtectedPathsGate({ patterns: protectedPaths, task }),
    createSyntaxGate({ python }),
    ...createGuards(readers),
    createPlannedSymbolsGate(task.functions),
    createEmptiedBodiesGate(readers),
    createLostBehaviourGate(),
    createVanishedDefinitionsGate(place, readers),
    createPublicInterfaceGate(keepApi),
    createNewImportsGate(place, readers),
    createGoNamesGate(place, readers),
    createInventedNamesGate(place, readers),
    createSecurityGate(readers),
    createWeakenedSafeguardsGate(),
    createLintGate(place, readers),
    createTypesGate(place),
    ...(byTests === null ? [] : [createRequireTestsGate(byTests.require), createTestsGate(byTests.run)]),
  ];
}

/** The gates without those that are switched off by id. @throws OuroborosError `config` when one of them does not exist */
export function gatesLeftOn(gates: readonly Gate[], disabled: readonly string[]): readonly Gate[] {
  const unknown = disabled.find((id) => !gates.some((gate) => gate.id === id));
  if (unknown !== undefined) {
    throw new OuroborosError('config', `disabledGates names ${JSON.stringify(unknown)}, which is no gate.`, {
      hint: `Gates: ${gates.map((gate) => gate.id).join(', ')}.`,
    });
  }
  return gates.filter((gate) => !disabled.includes(gate.id));
}
