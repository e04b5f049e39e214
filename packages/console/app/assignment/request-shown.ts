import type { RequestRow } from '@claviger/server/assignment/request-row-views'

/** A request as a page is sent it: moments as text. */
export function requestShown({ askedAt, answeredAt, ...row }: RequestRow) {
  return { ...row, askedAt: askedAt.toISOString(), answeredAt: answeredAt?.toISOString() ?? null }
}

export type ShownRequest = ReturnType<typeof requestShown>
