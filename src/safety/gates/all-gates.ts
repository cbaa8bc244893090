import type { Gate } from '../../domain/ports.ts';
import { createGuards } from './guards.ts';
import { createPlannedSymbolsGate } from './planned-symbols.ts';
import { createProtectedPathsGate } from './protected-paths.ts';
import { createSyntaxGate } from './syntax.ts';

export type GateOptions = {
  /** The functions that the user named: no other definition may change. Empty allows all. */
  readonly functions: readonly string[];
  /** Glob patterns of files that may not change. */
  readonly protectedPaths: readonly string[];
};

/** Every gate of a run in the order of its cost. */
export function createGates({ functions, protectedPaths }: GateOptions): readonly Gate[] {
  return [
    createProtectedPathsGate(protectedPaths),
    createSyntaxGate(),
    ...createGuards(),
    createPlannedSymbolsGate(functions),
  ];
}
