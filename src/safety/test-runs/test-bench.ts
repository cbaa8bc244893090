import type { EventOf } from '../../domain/event.ts';
import type { Box } from '../sandbox/box.ts';
import type { Dependencies } from '../sandbox/dependencies.ts';
import type { PythonHome } from '../sandbox/python-home.ts';
import type { Toolchains } from '../sandbox/toolchains.ts';

/** A work tree whose tests can be run: what it is made of, and where that happens. */
export type TestBench = {
  readonly root: string;
  readonly paths: readonly string[];
  /** Files of it that are not copied for their size. */
  readonly leftOut?: readonly string[];
  readonly dependencies: Dependencies;
  /** Null where no suite needs one, or there is none. */
  readonly python: PythonHome | null;
  readonly toolchains: Toolchains;
  readonly box: Box;
  readonly wallMs: number;
  /** How dependencies were installed for the run. */
  readonly installs: NonNullable<EventOf<'tests.ran'>['installs']>;
};
