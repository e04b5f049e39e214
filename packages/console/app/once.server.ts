const kept = new Map<string, Promise<unknown>>()

/**
 * Runs an act once for a form that arrives twice, as double clicks send it: whoever comes second, while the first is
 * still under way or shortly after, gets the first one's answer.
 */
export function once<Answer>(key: string, seconds: number, act: () => Promise<Answer>): Promise<Answer> {
  const known = kept.get(key) as Promise<Answer> | undefined
  if (known) return known
  const answer = act()
  kept.set(key, answer)
  const forget = () => kept.delete(key)
  answer.then(() => setTimeout(forget, seconds * 1000).unref(), forget)
  return answer
}
