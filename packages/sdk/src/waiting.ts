/** Waits; rejected with the signal's reason when that is given up. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>

/** Waits, and keeps the program running meanwhile: somebody is about to answer. */
export const pause: Sleep = (ms, signal) => wait(ms, signal, true)

/** Waits without keeping the program running. */
export const rest: Sleep = (ms, signal) => wait(ms, signal, false)

function wait(ms: number, signal: AbortSignal | undefined, keepsRunning: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    // Node would wait for it at the end of the program; browsers have numbers, and nothing to let go.
    if (!keepsRunning && typeof timer === 'object') (timer as { unref?: () => void }).unref?.()
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}
