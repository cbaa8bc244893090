/** How a module offers a value before and after; one of the two is `default`. */
export type Key = { readonly from: string; readonly to: string };

/** A place that cannot be changed with certainty, and why, as the end of a sentence. */
export type Obstacle = { readonly kind: 'obstacle'; readonly offset: number; readonly why: string };

/** `a as b`, or `a` where both are the same. */
export function renamed(name: string, other: string): string {
  return name === other ? name : `${name} as ${other}`;
}
