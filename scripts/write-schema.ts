// Writes the JSON Schema of the artifact from its zod schema: `npm run schema`.
import { writeFileSync } from 'node:fs';
import * as z from 'zod';
import { artifactSchema } from '../src/provenance/artifact-schema.ts';

/** Where the schema is committed. */
export const SCHEMA_URL = new URL('../docs/artifact_metadata.schema.json', import.meta.url);

/** The JSON Schema (draft 2020-12) of `artifact_metadata_<run_id>.json`, as text. */
export function artifactJsonSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(artifactSchema, {
    target: 'draft-2020-12',
    // `format` says the same as zod's long pattern.
    override: ({ jsonSchema }) => {
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
    },
  });
  const title = 'The record of a run of Ouroboros: artifact_metadata_<run_id>.json';
  return `${JSON.stringify({ $schema, title, ...schema }, null, 2)}\n`;
}

if (import.meta.main) writeFileSync(SCHEMA_URL, artifactJsonSchema());
