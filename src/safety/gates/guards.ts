import type { Gate } from '../../domain/ports.ts';
import type { TextReaders } from '../text-readers.ts';
import { createHiddenCharactersGate } from './hidden-characters.ts';
import { createIndentationGate } from './indentation.ts';
import { createPlaceholderGate } from './placeholder.ts';
import { createSecretsGate } from './secrets.ts';
import { createShrinkageGate } from './shrinkage.ts';
import { createWeakenedTestsGate } from './weakened-tests.ts';

/** The gates that read a change as text, tests by their syntax too, against the file before, and object to what is new. */
export function createGuards(readers?: TextReaders): readonly Gate[] {
  return [
    createPlaceholderGate(),
    createHiddenCharactersGate(),
    createIndentationGate(),
    createShrinkageGate(),
    createWeakenedTestsGate(readers),
    createSecretsGate(),
  ];
}
