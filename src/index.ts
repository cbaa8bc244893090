// The public surface of the package: the pipeline with its builder, the syntax validator, the provenance recorder.
export {
  createPipeline,
  type AppliedPatch,
  type Pipeline,
  type PipelineOptions,
  type PipelineResult,
  type PipelineTask,
} from './library.ts';
export { validate, validateFile } from './safety/syntax-validator.ts';
export {
  createProvenanceRecorder,
  type ProvenanceRecorder,
  type RecordedCheck,
  type RecordedModelUse,
  type RecordedModification,
} from './provenance/library-recorder.ts';
export { digestOf } from './domain/digest.ts';
export { OuroborosError, type ErrorCode } from './domain/errors.ts';
export type { Diagnostic } from './domain/diagnostic.ts';
export type { RunEvent, StampedEvent } from './domain/event.ts';
export type { Outcome } from './domain/outcome.ts';
export type { Patch } from './domain/patch.ts';
export type { Risk } from './domain/risk.ts';
