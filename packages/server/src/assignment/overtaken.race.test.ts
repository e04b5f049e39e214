import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assign, licenseOf, newLink, revoking, seatsOf, take, these } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { expectSound } from '../testing/expect-sound.ts'
import {
  actorWith,
  type Customer,
  newCustomer,
  newTeam,
  openStory,
  planOf,
  rowsOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { assignPeople } from './assign-people.ts'
import { replaceInvitation } from './change-invitation.ts'
import { connectLicenses } from './connect-licenses.ts'
import { moveLicenses } from './move-licenses.ts'
import { returnLicense } from './return-license.ts'
import { revokeEach } from './revoke-each.ts'
import { revokeLicenses } from './revoke-licenses.ts'

let place: TestDatabase
let story: Story

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection, 24)
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

const assigning = (customer: Customer, ...addresses: string[]) => ({
  ...{ organizationId: customer.organizationId, teamId: customer.teamId, productCode: customer.productCode },
  ...{ rows: rowsOf(...addresses), cameBy: 'form' as const, jobId: randomUUID(), preview: false },
})

describe('what changed while a lock was waited for', () => {
  /** Runs an act that must wait for rows of this table, while they are held and something else is done first. */
  async function overtaken<Answer>(
    table: 'pool' | 'invitation',
    customer: Customer,
    act: () => Promise<Answer>,
    first: (write: Story['write']) => Promise<void>,
  ): Promise<Answer> {
    let waiting: Promise<Answer> | undefined
    await story.database.db.transaction().execute(async (holder) => {
      await sql`select 1 from ${sql.table(table)} where organization_id = ${customer.organizationId} for update`.execute(
        holder,
      )
      waiting = act()
      await untilSomebodyWaits()
      const tx = { sql: holder, now: story.now(), actor: customer.admin, newId: ids }
      await first((_actor, operation, request) => operation(tx, request))
    })
    if (!waiting) throw new Error('nothing was begun')
    return waiting
  }

  const ids = {
    ...{
      uuid: () => randomUUID(),
      license: () => 'UNUSED0000',
      digits: () => '000000',
      userCode: () => 'BCDFGHJK',
      apiToken: () => '0'.repeat(25),
    },
    token: () => randomUUID().replaceAll('-', '').slice(0, 26),
  }

  async function untilSomebodyWaits(): Promise<void> {
    for (;;) {
      const { rows } = await sql<{ waiting: boolean }>`select exists (select 1 from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock') as waiting`.execute(
        story.database.db,
      )
      if (rows[0]?.waiting) return
    }
  }

  /** The license of `from` is taken back and given to `to`. */
  async function handOver(customer: Customer, licenseId: string, to: string, write: Story['write']) {
    planOf(await write(customer.admin, revokeLicenses, revoking(customer, these(licenseId))))
    planOf(await write(customer.admin, assignPeople, assigning(customer, to)))
  }

  test('a license taken back and given to somebody else is not returned by its former holder', async () => {
    const customer = await newCustomer(story, 1)
    await assign(story, customer, 'dan@harrowvale.example')
    const licenseId = await licenseOf(story, customer, 'dan@harrowvale.example')
    const request = { organizationId: customer.organizationId, licenseId }
    const answer = await overtaken(
      'pool',
      customer,
      () => story.write(visitor('dan@harrowvale.example'), returnLicense, request),
      (write) => handOver(customer, licenseId, 'next@harrowvale.example', write),
    )
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'license_not_found' } })
    expect((await seatsOf(story, customer)).holders).toEqual(['next@harrowvale.example'])
    await expectSound(story, customer)
  })

  test('a license taken back and given to somebody else is not connected by its former holder', async () => {
    const customer = await newCustomer(story, 1)
    await assign(story, customer, 'lena@harrowvale.example')
    const licenseId = await licenseOf(story, customer, 'lena@harrowvale.example')
    const answer = await overtaken(
      'pool',
      customer,
      () => story.write(visitor('lena@harrowvale.example'), connectLicenses, {}),
      (write) => handOver(customer, licenseId, 'next@harrowvale.example', write),
    )
    expect(planOf(answer)).toEqual({ connected: 0 })
    expect(await seatsOf(story, customer)).toMatchObject({ invited: 1, connected: 0 })
    await expectSound(story, customer)
  })

  test('a link replaced meanwhile gives nothing', async () => {
    const customer = await newCustomer(story, 1)
    const { act, token } = await newLink(story, customer)
    const answer = await overtaken(
      'invitation',
      customer,
      () => take(story, token, 'late@harrowvale.example'),
      async (write) => {
        planOf(await write(customer.admin, replaceInvitation, act))
      },
    )
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'link_replaced' } })
    expect(await seatsOf(story, customer)).toMatchObject({ free: 1 })
  })

  test('of many licenses to take back, one that leaves the team meanwhile is refused for itself', async () => {
    const customer = await newCustomer(story, 2)
    const { organizationId, teamId } = customer
    const [kept, gone] = ['kept@harrowvale.example', 'gone@harrowvale.example']
    await assign(story, customer, kept, gone)
    const leader = await actorWith(story, organizationId, {
      ...{ address: 'team.lead@harrowvale.example', name: 'Lead', role: 'team_administrator', teamId },
    })
    const other = await newTeam(story, customer, 0)
    const leaving = await licenseOf(story, customer, gone)
    const licenseIds = [await licenseOf(story, customer, kept), leaving]
    const answer = await overtaken(
      'pool',
      customer,
      () => story.write(leader, revokeEach, { organizationId, sought: { licenseIds }, preview: false }),
      async (write) => {
        planOf(
          await write(customer.admin, moveLicenses, {
            ...{
              organizationId,
              what: { kind: 'selection', selection: these(leaving) },
              jobId: randomUUID(),
            },
            ...{ to: { teamId: other.teamId }, preview: false },
          }),
        )
      },
    )
    expect(planOf(answer).results.map(({ reason }) => reason?.code ?? 'revoked')).toEqual([
      'revoked',
      'license_not_found',
    ])
    expect((await seatsOf(story, customer)).holders).toEqual([gone])
    await expectSound(story, customer)
  })

  test('a license that matches the filter no more is not revoked with those that do', async () => {
    const customer = await newCustomer(story, 2)
    await assign(story, customer, 'old@harrowvale.example', 'older@harrowvale.example')
    const licenseId = await licenseOf(story, customer, 'old@harrowvale.example')
    story.pass({ days: 60 })
    const selection = { kind: 'matching' as const, filter: { waitingDays: 60 }, except: [] }
    const answer = await overtaken(
      'pool',
      customer,
      () => story.write(customer.admin, revokeLicenses, revoking(customer, selection)),
      (write) => handOver(customer, licenseId, 'new@harrowvale.example', write),
    )
    expect(planOf(answer).revoke.map((license) => license.holder.address)).toEqual([
      'older@harrowvale.example',
    ])
    expect((await seatsOf(story, customer)).holders).toEqual(['new@harrowvale.example'])
    await expectSound(story, customer)
  })

  test('a license revoked meanwhile is not revoked again', async () => {
    const customer = await newCustomer(story, 1)
    await assign(story, customer, 'dan@harrowvale.example')
    const licenseId = await licenseOf(story, customer, 'dan@harrowvale.example')
    const second = await actorWith(story, customer.organizationId, {
      ...{ address: 'ben@harrowvale.example', name: 'Ben', role: 'administrator' },
    })
    const answer = await overtaken(
      'pool',
      customer,
      () => story.write(second, revokeLicenses, revoking(customer, these(licenseId))),
      async (write) => {
        planOf(await write(customer.admin, revokeLicenses, revoking(customer, these(licenseId))))
      },
    )
    expect(planOf(answer)).toMatchObject({ revoke: [], kept: [{ reason: { code: 'not_assigned' } }] })
    await expectSound(story, customer)
  })
})
