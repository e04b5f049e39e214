/** The page an address asks for; what is no page number is the first. */
export function pageIn(asked: URLSearchParams): number {
  const page = asked.get('page') ?? ''
  return /^\d{1,6}$/.test(page) ? Math.max(1, Number(page)) : 1
}
