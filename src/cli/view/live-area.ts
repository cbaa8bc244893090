import type { LiveRegionProps, mountLiveRegion } from './live-region.ts';
import type { OutputStream } from './run-view.ts';

/** Ink takes 400 ms to load: a run that asks no model is mostly over before this, and then never pays for it. */
const LOAD_AFTER_MS = 1000;
/** A request is on its way by then, and a reply that is played from a script is there. */
const LOAD_AFTER_REQUEST_MS = 300;

/** The place of the live region on the terminal: loads ink when it is worth it, and can be taken away at any time. */
export interface LiveArea {
  /** Shows the region once the run has gone on for a while, sooner where it `waits` for a model. */
  show(run: { readonly waits: boolean }): void;
  hide(): void;
}

/** A live area that is empty until it is shown; `propsOf` is asked for every frame. */
export function createLiveArea(stdout: OutputStream, propsOf: (frame: number) => LiveRegionProps): LiveArea {
  let mount: typeof mountLiveRegion | null = null;
  let unmount: (() => void) | null = null;
  let isWanted = false;
  const timers: NodeJS.Timeout[] = [];
  let isLoading = false;

  const showNow = (): void => {
    if (isWanted && mount !== null) unmount ??= mount(stdout, propsOf);
  };
  const load = async (): Promise<void> => {
    if (isLoading) return;
    isLoading = true;
    try {
      mount = (await import('./live-region.ts')).mountLiveRegion;
      showNow();
    } catch {
      // The run goes on without lines that move: what it does is worth more than how it looks.
    }
  };
  return {
    show({ waits }) {
      isWanted = true;
      showNow();
      if (waits) timers.push(setTimeout(() => void load(), LOAD_AFTER_REQUEST_MS).unref());
      else if (timers.length === 0) timers.push(setTimeout(() => void load(), LOAD_AFTER_MS).unref());
    },
    hide() {
      isWanted = false;
      for (const timer of timers.splice(0)) clearTimeout(timer);
      unmount?.();
      unmount = null;
    },
  };
}
