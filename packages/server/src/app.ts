import { accept, type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import { unkeptTextIn } from '@claviger/core/kernel/text'
import type { Actor } from '@claviger/core/teams/actor'
import type { Hono } from 'hono'
import type { Access } from './access/access.ts'
import { accessLetters } from './access/letters.ts'
import { checkActivations } from './activation/check-activations.ts'
import { checkRoutes } from './activation/check-routes.ts'
import { deviceRoutes } from './activation/device-routes.ts'
import { loadEnclosed } from './activation/enclosed-store.ts'
import { activationLetters } from './activation/letters.ts'
import { mailCodesRoutes } from './activation/mail-codes-routes.ts'
import type { ProductParts } from './activation/product-calls.ts'
import { redeemDevice } from './activation/redeem-device.ts'
import { releaseActivation } from './activation/release-activation.ts'
import { revokeManyRoutes } from './activation/revoke-many-routes.ts'
import { wellKnownRoutes } from './activation/well-known-routes.ts'
import { type Application, type Around, operations, views } from './application.ts'
import { assignManyRoutes } from './assignment/assign-many-routes.ts'
import { assignRoutes } from './assignment/assign-routes.ts'
import { changeTeamRoutes } from './assignment/change-team-routes.ts'
import { digestLetters } from './assignment/digest-letters.ts'
import { eventRoutes } from './assignment/event-routes.ts'
import { invitationRoutes } from './assignment/invitation-routes.ts'
import { jobLetters } from './assignment/job-letters.ts'
import { jobRoutes } from './assignment/job-routes.ts'
import { keepLetters } from './assignment/keep-letters.ts'
import { assignmentLetters } from './assignment/letters.ts'
import { licenseRoutes } from './assignment/license-routes.ts'
import { linkLetters } from './assignment/link-letters.ts'
import { peopleActRoutes } from './assignment/people-act-routes.ts'
import { peopleRoutes } from './assignment/people-routes.ts'
import { remindLetters } from './assignment/remind-letters.ts'
import { remindRoutes } from './assignment/remind-routes.ts'
import { requestRoutes } from './assignment/request-routes.ts'
import { revokeRoutes } from './assignment/revoke-routes.ts'
import { teamRoutes } from './assignment/team-routes.ts'
import { productRoutes } from './catalog/product-routes.ts'
import type { Config } from './config.ts'
import { type Doors, reader, type Tx, writer } from './db/unit-of-work.ts'
import { openFiles } from './files/files.ts'
import type { ApiRoute } from './http/api/api-route.ts'
import { mountApi } from './http/api/mount.ts'
import type { HttpEnv } from './http/create-http.ts'
import type { LetterReading } from './outbox/mail-views.ts'
import { letterRenderer } from './outbox/render-letter.ts'
import { purchasingLetters } from './purchasing/letters.ts'
import { teamsLetters } from './teams/letters.ts'
import { tokenInfoRoutes } from './teams/token-info-routes.ts'
import { tokenLetters } from './teams/token-letters.ts'
import { tokenRoutes } from './teams/token-routes.ts'

/** Every kind of letter the service queues. */
export const letters = {
  ...accessLetters,
  ...teamsLetters,
  ...tokenLetters,
  ...purchasingLetters,
  ...assignmentLetters,
  ...keepLetters,
  ...remindLetters,
  ...linkLetters,
  ...digestLetters,
  ...jobLetters,
  ...activationLetters,
}

/** Renders any of them. */
export const renderLetter = letterRenderer(letters)

export interface ApplicationParts {
  readonly config: Config
  readonly doors: Doors
  readonly access: Access
  readonly publicOrigin: string
  /** Is told after each write, so that letters need not wait for the next look. */
  readonly onWritten?: () => void
}

/** Products ask all day long, and no letter comes of it. */
const quiet: ReadonlySet<unknown> = new Set([checkActivations, redeemDevice, releaseActivation])

/**
 * Binds every operation to its own transaction and every view to its own snapshot. A text that no database keeps is
 * refused here, whichever operation it was sent to and whether that reads the field or only passes it on.
 */
export function createApplication({
  config,
  doors,
  access,
  publicOrigin,
  onWritten,
}: ApplicationParts): Application {
  const write = writer(doors)
  const read = reader(doors)
  const reading: LetterReading = {
    ...{ render: renderLetter, enclosed: loadEnclosed, publicOrigin, mailFrom: config.mailFrom },
  }
  const run = async (actor: Actor, operation: Unbound, request: unknown, around?: Around<unknown>) => {
    const unkept = unkeptTextIn(request)
    if (unkept) return refuse('text_hidden_character', unkept)
    const answer = await write(actor, (tx) =>
      around ? surrounded(tx, operation, request, around) : operation(tx, request),
    )
    if (!quiet.has(operation)) onWritten?.()
    return answer
  }
  return {
    config,
    access,
    files: openFiles(),
    clock: doors.clock,
    operations: bound(operations, run),
    inside: ((actor, name, request, around) =>
      run(actor, operations[name] as Unbound, request, around)) as Application['inside'],
    views: bound(views, (actor, view, query) => read(actor, (door) => view({ ...door, ...reading }, query))),
  }
}

async function surrounded(
  tx: Tx,
  operation: Unbound,
  request: unknown,
  { before, after }: Around<unknown>,
): Promise<Decision<unknown, Refusal>> {
  const earlier = await before(tx)
  if (earlier !== null) return accept(earlier)
  const decision = (await operation(tx, request)) as Decision<unknown, Refusal>
  return decision.ok ? accept(await after(tx, decision.plan)) : decision
}

/** Every route of the account API. */
export const apiRoutes: readonly ApiRoute[] = [
  // teams
  ...tokenInfoRoutes,
  ...tokenRoutes,
  // catalog
  ...productRoutes,
  // assignment
  ...licenseRoutes,
  ...assignRoutes,
  ...revokeRoutes,
  ...changeTeamRoutes,
  ...assignManyRoutes,
  ...remindRoutes,
  ...teamRoutes,
  ...peopleRoutes,
  ...peopleActRoutes,
  ...invitationRoutes,
  ...requestRoutes,
  ...jobRoutes,
  ...eventRoutes,
  // activation
  ...revokeManyRoutes,
  ...mailCodesRoutes,
]

/** What programs ask for over HTTP, beside the pages. */
export function createRoutes(parts: ProductParts & { readonly app: Application }): readonly Hono<HttpEnv>[] {
  const api = mountApi({ ...parts, routes: apiRoutes })
  return [wellKnownRoutes(parts.app), deviceRoutes(parts), checkRoutes(parts), api]
}

type Run = (actor: Actor, run: Unbound, request: unknown) => Promise<unknown>
type Unbound = (door: unknown, request: unknown) => Promise<unknown>

/** The one place where the functions' types are looked through: `Bound` has said what comes out. */
function bound<Functions extends object, Answer>(functions: Functions, run: Run): Answer {
  const pairs = Object.entries(functions).map(([name, one]) => [
    name,
    (actor: Actor, request: unknown) => run(actor, one as Unbound, request),
  ])
  return Object.fromEntries(pairs) as Answer
}
