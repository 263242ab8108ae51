// Writes what changes, one write at a time: what changed meanwhile gets a turn of its own.

const PAUSE = 250;

/**
 * `write()` writes everything as it stands; `failed(error)` is called once when it cannot: nothing is written after that, nor after `stop()`.
 * @param {() => Promise<void>} write
 * @param {(error: unknown) => void} failed
 */
export function writer(write, failed) {
  let isDirty = false;
  let isStopped = false;
  /** @type {Promise<void> | null} */
  let busy = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  async function work() {
    try {
      while (isDirty && !isStopped) {
        isDirty = false;
        await write();
      }
    } catch (error) {
      if (!isStopped) {
        isStopped = true;
        failed(error);
      }
    }
    busy = null;
  }

  /** Write at once what is not written yet; resolves when it stands. */
  function flush() {
    clearTimeout(timer);
    busy ??= isDirty ? work() : null;
    return busy ?? Promise.resolve();
  }

  return {
    flush,
    changed() {
      isDirty = true;
      clearTimeout(timer);
      timer = setTimeout(flush, PAUSE);
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
    /** Whether everything is written. */
    isDone: () => !isStopped && !isDirty && !busy,
  };
}
