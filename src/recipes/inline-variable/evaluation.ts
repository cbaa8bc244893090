import { effectsOf, type Effects } from '../typescript/effects.ts';
import { effectsBetween, wayTo } from '../typescript/evaluation.ts';
import type { Inlining } from './variable.ts';

/**
 * Why the value would not be the same if it were evaluated at the uses, as the end of a sentence about the variable;
 * null when it is the same. What is stable may go anywhere; all else only to one use that is evaluated exactly once,
 * and over nothing that it could see or that could see it.
 */
export function whyNotEvaluatedThere({ found, value, uses, statement }: Inlining): string | null {
  const { project } = found;
  const own = effectsOf(project, value);
  if (!own.acts && !own.reads && !own.creates) return null;
  const [use, second] = uses;
  if (use === undefined) return null;
  if (second !== undefined) return `is used ${uses.length} times, and its value ${whatItDoes(own)}`;
  const way = wayTo(project.ts, use, statement.parent);
  if (way.repeats) return `is used in a loop or in another function, and its value ${whatItDoes(own)}`;
  if (!own.acts && !own.reads) return null;
  const between = effectsBetween(project, statement.parent, { from: value.end, to: use.getStart() });
  if (way.mayNot || between.leaves) {
    return `is not used in every case, or within a try, and its value ${whatItDoes(own)}`;
  }
  if (between.acts) return `would be evaluated after other effects, and its value ${whatItDoes(own)}`;
  return own.acts && between.reads
    ? `has a value with effects, which would come after what is read before its use`
    : null;
}

function whatItDoes({ acts, reads }: Effects): string {
  if (acts) return 'may have effects';
  return reads ? 'may have changed by then' : 'is a new object each time';
}
