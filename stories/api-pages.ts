import type { PageVisit } from './pages.ts'

/** The page of the API and what follows from it; `token` is one of the reader's. */
export function apiPages(
  token: string,
  page: (route: string, path?: string, state?: string) => PageVisit,
): PageVisit[] {
  const fresh = page('/api/new')
  return [
    page('/api'),
    page('/api', '/api?done=revoke&token=Seat+report', 'revoked'),
    fresh,
    page('/api/:token/rotate', `/api/${token}/rotate`),
    page('/api/:token/revoke', `/api/${token}/revoke`),
    {
      ...page('/api/new', '/api/new', 'made'),
      steps: async (visitor) => {
        await visitor.open(fresh.path)
        await visitor.fill('Name', 'Once')
        await visitor.press('Make the token')
        await visitor.sees(/shown here and never again/)
      },
    },
  ]
}
