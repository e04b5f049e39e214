interface Kept<Answer> {
  readonly answer: Promise<Answer>
  readonly forget: NodeJS.Timeout
}

/**
 * Keeps the last few answers to a costly question for some seconds after they were last wanted: every press on a page
 * asks the same again.
 */
export function lastAnswers<Answer>(most: number, seconds: number) {
  const kept = new Map<string, Kept<Answer>>()
  const drop = (key: string) => {
    clearTimeout(kept.get(key)?.forget)
    kept.delete(key)
  }
  return (key: string, ask: () => Promise<Answer>): Promise<Answer> => {
    const answer = kept.get(key)?.answer ?? ask()
    drop(key)
    kept.set(key, { answer, forget: setTimeout(drop, seconds * 1000, key).unref() })
    for (const oldest of [...kept.keys()].slice(0, -most)) drop(oldest)
    answer.catch(() => drop(key))
    return answer
  }
}
