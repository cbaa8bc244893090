const COMPONENT = /\.(?:vue|svelte)$/;

/** Whether a file is a component whose markup uses names of its scripts. */
export function isComponent(path: string): boolean {
  return COMPONENT.test(path);
}
