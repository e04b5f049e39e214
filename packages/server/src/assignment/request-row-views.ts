import { type RawBuilder, sql } from 'kysely'
import { freeSeats } from '../licenses/pool-store.ts'
import type { CameBy, RequestState } from './tables.ts'

/** Somebody's wish for a license, with what became of it. */
export interface RequestRow {
  readonly id: string
  readonly address: string
  /** Empty where it is not known. */
  readonly name: string
  /** Whoever asked had proved the address. */
  readonly proved: boolean
  /** Set once the organization knows this person. */
  readonly personId: string | null
  readonly product: { readonly code: string; readonly slug: string; readonly name: string }
  readonly team: { readonly id: number; readonly name: string }
  /** What led to the question: a link, or a license that was taken back. */
  readonly cameFrom:
    | { readonly kind: 'link'; readonly id: string; readonly name: string }
    | { readonly kind: 'license'; readonly licenseId: string }
  /** The refusal the person met. */
  readonly reason: string
  readonly note: string
  readonly state: RequestState
  readonly askedAt: Date
  readonly answeredAt: Date | null
  readonly answeredBy: string | null
  /** A line from whoever answered. */
  readonly answer: string
  /** The license that was given, and how it came to the person. */
  readonly given: {
    readonly licenseId: string
    readonly cameBy: CameBy
    readonly jobId: string | null
  } | null
  /** Seats of the product that are free in the team. */
  readonly freeSeats: number
  /** What one more seat costs for a year, where it is sold. */
  readonly price: { readonly minor: string; readonly currency: string } | null
}

/** A request as it is read, with the names beside its ids. */
export interface RawRequest {
  readonly id: string
  readonly address: string
  readonly name: string
  readonly proved: boolean
  readonly person_id: string | null
  readonly product_code: string
  readonly product: string
  readonly slug: string
  readonly team_id: number
  readonly team: string
  readonly invitation_id: string | null
  readonly link: string | null
  readonly license_id: string | null
  readonly reason: string
  readonly note: string
  readonly state: RequestState
  readonly created_at: Date
  readonly answered_at: Date | null
  readonly answered_by: string | null
  readonly answer: string
  readonly given_license: string | null
  readonly given_by: CameBy | null
  readonly given_job: string | null
  readonly free: number
  readonly price: string | null
  readonly currency: string
}

/** Seats of a request's product that are free in its team. */
export const seatsOf = (now: Date): RawBuilder<number> =>
  freeSeats(now, {
    organizationId: sql`request.organization_id`,
    teamId: sql`request.team_id`,
    productCode: sql`request.product_code`,
  })

export const nameOfRequest: RawBuilder<string> = sql`coalesce(nullif(request.name, ''), person.name, '')`

export const requestColumns = (now: Date): RawBuilder<unknown> => sql`request.*,
  ${nameOfRequest} as name, person.id as person_id, product.name as product, product.slug,
  team.name as team, invitation.name as link, assignment.license_id as given_license, assignment.came_by as given_by,
  assignment.job_id as given_job, ${seatsOf(now)} as free, vendor.currency,
  (select price.minor::text from price where price.product_code = request.product_code and price.term = 'year'
    and price.currency = vendor.currency and price.continuity_year = 1) as price`

export const requestJoins: RawBuilder<unknown> = sql`from license_request as request
  join product on product.code = request.product_code
  join team on team.organization_id = request.organization_id and team.id = request.team_id
  join vendor on vendor.id = 1
  left join person on person.organization_id = request.organization_id and person.address_key = request.address_key
  left join invitation on invitation.organization_id = request.organization_id and invitation.id = request.invitation_id
  left join assignment on assignment.organization_id = request.organization_id and assignment.id = request.assignment_id`

export function requestRow(row: RawRequest): RequestRow {
  const { id, address, name, proved, reason, note, state, answer } = row
  return {
    ...{ id, address, name, proved, reason, note, state, answer, personId: row.person_id },
    product: { code: row.product_code, slug: row.slug, name: row.product },
    team: { id: row.team_id, name: row.team },
    cameFrom:
      row.invitation_id === null
        ? { kind: 'license', licenseId: row.license_id ?? '' }
        : { kind: 'link', id: row.invitation_id, name: row.link ?? '' },
    ...{ askedAt: row.created_at, answeredAt: row.answered_at, answeredBy: row.answered_by },
    given:
      row.given_license === null || row.given_by === null
        ? null
        : { licenseId: row.given_license, cameBy: row.given_by, jobId: row.given_job },
    freeSeats: row.free,
    price: row.price === null ? null : { minor: row.price, currency: row.currency },
  }
}
