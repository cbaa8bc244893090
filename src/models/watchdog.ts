/** Aborts what it watches when nothing has moved for so long. */
export interface Watchdog {
  readonly signal: AbortSignal;
  /** Something moved: the time starts again. */
  touch(): void;
  stop(): void;
}

/** Starts watching at once. It aborts with a TimeoutError, like `AbortSignal.timeout`. */
export function startWatchdog(timeoutMs: number): Watchdog {
  const controller = new AbortController();
  const bark = (): void =>
    controller.abort(new DOMException(`Nothing arrived for ${timeoutMs} ms.`, 'TimeoutError'));
  const timer = setTimeout(bark, timeoutMs);
  return {
    signal: controller.signal,
    touch: () => {
      timer.refresh();
    },
    stop: () => clearTimeout(timer),
  };
}
