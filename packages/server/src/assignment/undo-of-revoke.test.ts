import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assign, licenseOf, pageOf, revoke, revoking, these, undo } from '../testing/acts.ts'
import { anna } from '../testing/assign-requests.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { expectSound } from '../testing/expect-sound.ts'
import { type Customer, newCustomer, newTeam, openStory, planOf, type Story } from '../testing/story.ts'
import { assignLicense } from './assign-license.ts'
import { moveLicenses } from './move-licenses.ts'
import { revokeLicenses } from './revoke-licenses.ts'

// Licenses that changed, or were never like others, and still come back to the people they were taken from.

let place: TestDatabase
let story: Story
let customer: Customer

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
  customer = await newCustomer(story, 10)
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

const rowOf = async (licenseId: string) =>
  (await pageOf(story, customer)).rows.find((row) => row.licenseId === licenseId)

describe('undo of a revocation gives back', () => {
  test('a second license of a product beside the first', async () => {
    const { organizationId, teamId, productCode, admin } = customer
    await assign(story, customer, anna.email)
    const second = planOf(
      await story.write(admin, assignLicense, {
        ...{ organizationId, license: { teamId, productCode }, contact: anna },
        ...{ sendEmail: false, includeOfflineActivationCode: false },
      }),
    )
    const request = revoking(customer, these(second.licenseId))
    planOf(await story.write(admin, revokeLicenses, request))
    expect(planOf(await undo(story, customer, request.jobId))).toMatchObject({ restored: 1, cannot: [] })
    expect((await rowOf(second.licenseId))?.person?.address).toBe(anna.email)
    await expectSound(story, customer)
  })

  test('a license that is suspended, and it stays so', async () => {
    await assign(story, customer, 'late@harrowvale.example')
    const licenseId = await licenseOf(story, customer, 'late@harrowvale.example')
    await sql`update license set suspended = true where id = ${licenseId}`.execute(story.database.db)
    const jobId = await revoke(story, customer, 'late@harrowvale.example')
    expect(await rowOf(licenseId)).toMatchObject({ status: 'withheld', person: null })
    expect(planOf(await undo(story, customer, jobId))).toMatchObject({ restored: 1, cannot: [] })
    expect(await rowOf(licenseId)).toMatchObject({
      ...{ status: 'invited', suspended: true, person: { address: 'late@harrowvale.example' } },
    })
    await expectSound(story, customer)
  })

  test('a license that went to another team meanwhile, where it is now', async () => {
    const other = await newTeam(story, customer, 0)
    await assign(story, customer, 'moved@harrowvale.example')
    const licenseId = await licenseOf(story, customer, 'moved@harrowvale.example')
    const jobId = await revoke(story, customer, 'moved@harrowvale.example')
    planOf(
      await story.write(customer.admin, moveLicenses, {
        ...{ organizationId: customer.organizationId, jobId: randomUUID(), preview: false },
        ...{ what: { kind: 'selection', selection: these(licenseId) }, to: { teamId: other.teamId } },
      }),
    )
    expect(planOf(await undo(story, customer, jobId))).toMatchObject({ restored: 1, cannot: [] })
    expect(await rowOf(licenseId)).toMatchObject({ team: { id: other.teamId }, status: 'invited' })
    await expectSound(story, customer)
  })
})
