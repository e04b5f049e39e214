import { z } from 'zod'
import { type ApiAnswer, type ApiCall, apiRoute } from '../http/api/api-route.ts'
import { momentText, pageQuery, teamNumber, text, uuidText } from '../http/api/fields.ts'
import { refusedAs } from '../http/api/refused.ts'
import { present, upper, writeMoment } from '../http/api/wire.ts'
import { isBound } from './event-bound.ts'
import type { EventsPage, LoggedEvent } from './event-views.ts'

const eventShape = z
  .object({
    eventId: z.uuid(),
    at: momentText,
    what: z
      .string()
      .describe('What happened, such as `license_assigned`; a word never changes its meaning.')
      .meta({ examples: ['license_assigned'] }),
    actor: z.string().describe('Who did it, by name.'),
    via: z.enum(['PAGE', 'API', 'CLI', 'LINK', 'SYSTEM']),
    teamId: z.int32().optional(),
    licenseId: z.string().optional(),
    personId: z.uuid().optional(),
    facts: z.record(z.string(), z.unknown()).describe('What else is known of it, by kind of event.'),
  })
  .meta({ id: 'Event' })

const bound = z
  .string('must be a day or a moment')
  .refine(isBound, 'must be a day written YYYY-MM-DD or a moment with an offset')

const listQuery = z.object({
  from: bound
    .optional()
    .describe("The first day, in the customer's time zone, or the first moment.")
    .meta({ examples: ['2026-11-02'] }),
  to: bound
    .optional()
    .describe('The last day, or the first moment that is not wanted any more.')
    .meta({ examples: ['2026-11-30T12:00:00Z'] }),
  what: text(80).optional().describe('Only events of this kind.'),
  actor: text(200).optional().describe('Only what somebody of exactly this name did.'),
  licenseId: text(40).optional(),
  personId: uuidText.optional(),
  teamId: teamNumber.optional(),
  before: uuidText
    .optional()
    .describe(
      'Only events that come after this one in the list. The `next` link uses it, so that what happens meanwhile moves nothing.',
    ),
  ...pageQuery,
})

const headers = {
  'X-Total-Count': {
    description: 'How many events match; left out when they are more than 10,000.',
    schema: z.int().min(0).optional(),
  },
  Link: { description: 'The next page (RFC 8288), when there is one.', schema: z.string().optional() },
}

/** What happened in a customer's organization. */
export const eventRoutes = [
  apiRoute({
    ...{ method: 'get', path: '/customer/events', id: 'listEvents', group: 'events', dropIn: false },
    summary: 'What happened, newest first',
    description:
      'For administrators and viewers; a token of a team reads what happened in the team. Follow the `next` link to read on: it goes on where the page ended, whatever happens meanwhile.',
    query: listQuery,
    answers: { 200: { description: 'A page of events.', schema: z.array(eventShape), headers } },
    handle: async (call) => {
      const { teamId: inTeam, ...wanted } = call.query
      const { organizationId } = call.actor
      const found = await call.app.views.eventsPage(call.actor, { organizationId, inTeam, ...wanted })
      return found.ok ? pageOf(call, found.plan) : refusedAs(found.refusal)
    },
  }),
]

type Call = ApiCall<unknown, z.infer<typeof listQuery>, unknown>

function pageOf({ asked, address, query }: Call, { events, total }: EventsPage): ApiAnswer {
  const last = events.length === query.perPage ? events.at(-1) : undefined
  const { page: _page, ...kept } = asked.query
  const next = last && address(asked.path, { ...kept, before: last.id })
  return {
    status: 200,
    body: events.map(writeEvent),
    headers: {
      ...(total !== null && { 'X-Total-Count': String(total) }),
      ...(next && { Link: `<${next}>; rel="next"` }),
    },
  }
}

function writeEvent({ id, at, what, actor, via, facts, ...where }: LoggedEvent): z.infer<typeof eventShape> {
  const { teamId, licenseId, personId } = where
  return {
    ...{ eventId: id, at: writeMoment(at), what, actor, via: upper(via) },
    ...present({ teamId, licenseId, personId }),
    facts: withoutNull(facts) as Record<string, unknown>,
  }
}

/** Facts may say "none" with null; the API says nothing then. */
function withoutNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNull)
  if (typeof value !== 'object' || value === null) return value
  const said = Object.entries(value).filter(([, one]) => one !== null)
  return Object.fromEntries(said.map(([name, one]) => [name, withoutNull(one)]))
}
