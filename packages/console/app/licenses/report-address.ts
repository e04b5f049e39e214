/** The pictures there are a page for each of. */
export const reports = ['seats', 'handout', 'idle', 'teams'] as const

export type ReportName = (typeof reports)[number]

export const periods = [30, 90, 365] as const

/** What the address of a report asks for. */
export interface ReportAddress {
  /** Days back from today, today included. */
  readonly period: (typeof periods)[number]
  /** A product by its slug, a team by its number; of those there are. */
  readonly product: string
  readonly team: string
  /** From how many days without use on a license is idle. */
  readonly idle: number
}

interface Known {
  readonly products: readonly (readonly [slug: string, name: string])[]
  readonly teams: readonly (readonly [id: string, name: string])[]
}

const idleDays = 60

/** Reads an address; what is not understood limits nothing. */
export function readReportAddress(params: URLSearchParams, { products, teams }: Known): ReportAddress {
  const one = (name: string, known: Known['products']) =>
    known.find(([value]) => value === params.get(name))?.[0] ?? ''
  const idle = Number(params.get('idle'))
  return {
    period: periods.find((days) => String(days) === params.get('period')) ?? 90,
    product: one('product', products),
    team: one('team', teams),
    idle: Number.isInteger(idle) && idle >= 1 && idle <= 365 ? idle : idleDays,
  }
}

/** The part of the address that chooses seats, for links that lead to the same ones. */
export function narrowed({ product, team }: Pick<ReportAddress, 'product' | 'team'>): URLSearchParams {
  return new URLSearchParams({ ...(product && { product }), ...(team && { team }) })
}
