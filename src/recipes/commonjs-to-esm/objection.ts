import { positionAt } from '../../domain/text.ts';

/** A place that keeps a package from becoming ES modules; `why` ends a sentence. */
export type Objection = { readonly place: string; readonly why: string };

/** An objection to what stands at an offset of a file. */
export function objectionAt(
  { path, text }: { readonly path: string; readonly text: string },
  offset: number,
  why: string,
): Objection {
  return { place: `${path}:${positionAt(text, offset).line}`, why };
}
