import { type RefusalCode, refusalStatus } from '@claviger/core/kernel/refusal-codes'
import { type Actor, anonymous } from '@claviger/core/teams/actor'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Application, operations, views } from './application.ts'
import { appOf } from './testing/app-of.ts'
import { freshDatabase, type TestDatabase } from './testing/database.ts'
import {
  openWorld,
  operationTrials,
  spoilings,
  type Trial,
  viewTrials,
  type World,
} from './testing/every-operation.ts'
import { dump, visitor } from './testing/story.ts'

interface Town extends World {
  readonly app: Application
}

/** Opens a town for one part of the tests; closed with it. */
function openTown(): { readonly town: Town } {
  const opened: { town?: Town; place?: TestDatabase } = {}
  beforeAll(async () => {
    opened.place = await freshDatabase()
    const world = await openWorld(opened.place.connection)
    opened.town = { ...world, app: await appOf(world.shop) }
  })
  afterAll(async () => {
    await opened.town?.shop.close()
    await opened.place?.drop()
  })
  return {
    get town() {
      if (!opened.town) throw new Error('the town is not open yet')
      return opened.town
    },
  }
}

type Answer = { readonly refusal?: { readonly code: RefusalCode } } | null
type Operation = keyof typeof operations
type View = keyof typeof views
type Run = (actor: Actor, request: Trial['request']) => Promise<Answer>

const everyOperation = Object.keys(operations) as Operation[]
const everyView = Object.keys(views) as View[]
const runIn = ({ app }: Town, name: Operation | View) =>
  ({ ...app.operations, ...app.views })[name] as unknown as Run
const trialIn = (town: Town, name: Operation | View): Trial =>
  ({ ...operationTrials, ...viewTrials })[name](town)

describe('whatever is sent as a text of a request', () => {
  const place = openTown()
  const unkept = ['Ann\u0000a', '\ud800', 'half\udc00']
  const odd = [
    '\u200b',
    '',
    ' ',
    'a'.repeat(1_000_000),
    '99999999999999999999999',
    "o'brien; --",
    '%00',
    '../1',
  ]

  test.each([...everyOperation, ...everyView])('%s answers, and never by a fault (O-57)', async (name) => {
    for (const bad of odd)
      for (const { field, request } of spoilings(trialIn(place.town, name).request, bad)) {
        const asked = runIn(place.town, name)(trialIn(place.town, name).actor, request)
        const answer = await asked.catch((fault: Error) => ({ fault: fault.message, refusal: undefined }))
        const status = answer?.refusal ? refusalStatus[answer.refusal.code] : 200
        expect(
          answer && 'fault' in answer ? answer.fault : status,
          `${field}: ${bad.slice(0, 20)}`,
        ).toBeLessThan(500)
      }
  })

  test.each(everyOperation)('%s names the field that holds what no database keeps (O-57)', async (name) => {
    for (const bad of unkept)
      for (const { field, request } of spoilings(trialIn(place.town, name).request, bad)) {
        const answer = await runIn(place.town, name)(trialIn(place.town, name).actor, request)
        expect(answer?.refusal).toMatchObject({ code: 'text_hidden_character', field })
      }
  })
})

describe('somebody of another customer', () => {
  const place = openTown()
  /** What everybody may do, or whoever holds the token of the letter. */
  const open: readonly (Operation | View)[] = [
    ...(['askAdministrator', 'placeOrder', 'sendFreshClaim'] as const),
    ...([
      'changeProfile',
      'connectLicenses',
      'deleteAccount',
      'ownProfile',
      'ownLicenses',
      'connectChoices',
    ] as const),
    // Whoever holds what a product shows, or asks with.
    ...(['authorizeDevice', 'lookUpDevice', 'denyDevice', 'redeemDevice'] as const),
    ...(['checkActivations', 'releaseActivation'] as const),
    ...(['keepDoor', 'answerKeepQuestion'] as const),
    ...(['shopFront', 'shopProduct', 'installation', 'rootFrame'] as const),
    ...(['assignmentDoor', 'invitationDoor', 'claimDoor', 'orderDoor', 'roleOfferDoor'] as const),
  ]
  const closed = [...everyOperation, ...everyView].filter((name) => !open.includes(name))
  /** Needs no id but the organization's. */
  const ofOneself: readonly string[] = [
    ...['offerRole', 'buyForOrganization', 'changeApi', 'changeCodePolicy', 'createTeam', 'keepPeopleFile'],
    ...['chooseColumns', 'exportPeople', 'saveView', 'switchLetter'],
  ]
  /** Answers each id for itself: there is no such license. */
  const judgingEach: readonly string[] = ['revokeMany']

  test.each(closed)('%s tells and changes nothing of this one, by whichever id (O-32)', async (name) => {
    const { town } = place
    const { request } = trialIn(town, name)
    const lent = { ...request, organizationId: town.rivals.organizationId }
    const before = await dump(town.shop)
    for (const actor of [town.rival, visitor('mallory@evil.example'), anonymous])
      for (const asked of 'organizationId' in request && !ofOneself.includes(name)
        ? [request, lent]
        : [request]) {
        const answer = await runIn(town, name)(actor, asked)
        if (everyOperation.some((one) => one === name) && !judgingEach.includes(name))
          expect(answer?.refusal).toBeDefined()
        if (answer?.refusal) expect([401, 403, 404]).toContain(refusalStatus[answer.refusal.code])
        expect(secretsIn(answer, asked, town)).toEqual([])
      }
    expect(await dump(town.shop)).toEqual(before)
  })

  /** What the asker did not know already. */
  function secretsIn(answer: unknown, asked: unknown, { ids, slug }: Town): string[] {
    const { license, door, token, orderToken, claim } = ids
    const people = ['amaya.holder@', 'gone@harrow', 'Pekka Lahtinen', 'Ines Okafor', 'noor@']
    const [told, known] = [JSON.stringify(answer), JSON.stringify(asked)]
    return [...people, `${slug}"`, license, door, token, orderToken, claim].filter(
      (secret) => told.includes(secret) && !known.includes(secret),
    )
  }
})

describe('a form that arrives three times at once', () => {
  const place = openTown()

  test.each([
    ['createInvitation', ['invitation', 'invitation_address']],
    ['offerRole', ['role_grant']],
    ['assignPeople', ['job', 'assignment']],
    ['revokeLicenses', ['job']],
    ['takeLicense', ['assignment']],
    ['askAdministrator', ['license_request']],
    ['placeOrder', ['customer_order']],
    ['buyForOrganization', ['customer_order', 'subscription', 'team']],
    ['sellByHand', ['customer_order', 'subscription', 'team']],
    ['confirmOrder', ['subscription', 'team']],
    ['addStaff', ['staff']],
    ['addProduct', ['product']],
    ['addPack', ['product']],
    ['addRelease', ['release']],
  ] as const)('is one %s: %j, and nobody is written to twice (O-61)', async (name, tables) => {
    const { town } = place
    const { actor, request } = trialIn(town, name)
    const before = await dump(town.shop)
    await Promise.all([1, 2, 3].map(() => runIn(town, name)(actor, request)))
    const after = await dump(town.shop)
    for (const table of tables) expect(newOf(before, after, table), table).toHaveLength(1)
    const letters = newOf(before, after, 'letter').map((row) => `${row.kind} to ${row.to_address}`)
    expect(letters).toEqual([...new Set(letters)])
  })

  test('leaves nothing in the log that opens anything', async () => {
    const { ids, shop } = place.town
    const told = await dump(shop)
    const of = (table: string, column: string) =>
      (told[table] as Rows[string][]).map((row) => Object(row)[column])
    const secrets = [
      ...[ids.claim, ids.orderToken, ids.accessToken, ids.deviceCode, ids.userCode],
      ...[
        of('invitation_address', 'token'),
        of('assignment', 'door'),
        of('activation_code', 'document'),
      ].flat(),
    ]
    const log = JSON.stringify(told.event)
    expect(secrets.length).toBeGreaterThan(8)
    expect(secrets.filter((secret) => log.includes(String(secret)))).toEqual([])
  })

  type Rows = Awaited<ReturnType<typeof dump>>

  function newOf(before: Rows, after: Rows, table: string): Record<string, unknown>[] {
    const known = new Set(before[table]?.map((row) => JSON.stringify(row)))
    return (after[table] as Record<string, unknown>[]).filter((row) => !known.has(JSON.stringify(row)))
  }
})
