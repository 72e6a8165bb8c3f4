/** Notices silence, at the cost of one timer however often it is touched. */
export interface IdleWatch {
  /** Something happened; also ends a pause. */
  touch(): void;
  /** Silence does not count until the next touch. */
  pause(): void;
  stop(): void;
}

/** Calls `silent` once when nothing was touched for `idleMs`. */
export function watchIdle(idleMs: number, silent: () => void): IdleWatch {
  let last = performance.now();
  let timer = setTimeout(check, idleMs);
  function check() {
    const left = last + idleMs - performance.now();
    if (left <= 0) return silent();
    timer = setTimeout(check, Math.min(left, idleMs));
  }
  return {
    touch: () => {
      last = performance.now();
    },
    pause: () => {
      last = Infinity;
    },
    stop: () => clearTimeout(timer),
  };
}
