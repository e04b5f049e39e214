import { anonymous } from '@claviger/core/teams/actor'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lettersOf, newLink } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { dump, newCustomer, openStory, planOf, refusalOf, type Story } from '../testing/story.ts'
import { askAdministrator } from './ask-administrator.ts'

let place: TestDatabase
let story: Story

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

describe('asking the administrator', () => {
  const ask = (token: string, address: string, note: unknown = 'Please') =>
    story.write(anonymous, askAdministrator, { token, address, note })

  test('writes once, however often the same person asks', async () => {
    const { token, customer } = await newLink(story, await newCustomer(story, 1))
    expect(planOf(await ask(token, 'j.voss@harrowvale.example'))).toEqual({ asked: ['Ines Okafor'] })
    planOf(await ask(token, 'J.Voss@harrowvale.example'))
    expect(await lettersOf(story, customer)).toMatchObject([
      {
        ...{ kind: 'license_requested', to_address: 'ines.okafor@harrowvale.example' },
        facts: { address: 'j.voss@harrowvale.example', proved: false, note: 'Please', freeSeats: 1 },
      },
    ])
  })

  test('writes of five questions about one link in a day, and stops after twenty', async () => {
    const { token, customer } = await newLink(story, await newCustomer(story, 1))
    for (let n = 0; n < 20; n++) planOf(await ask(token, `p${n}@harrowvale.example`, ''))
    expect(refusalOf(await ask(token, 'one-more@harrowvale.example')).code).toBe('too_many_requests')
    planOf(await ask(token, 'p0@harrowvale.example', ''))
    const letters = await lettersOf(story, customer)
    expect(letters.map(({ facts }) => (facts as { last: boolean }).last)).toEqual([
      false,
      false,
      false,
      false,
      true,
    ])
    story.pass({ days: 1 })
    planOf(await ask(token, 'tomorrow@harrowvale.example'))
    story.pass({ days: -1 })
  })

  test.each([
    ['not an address', 'x', 'nobody'],
    ['a zero byte in the note', 'Ann\u0000a', 'a@harrowvale.example'],
    ['a note of a megabyte', 'x'.repeat(1_000_000), 'a@harrowvale.example'],
    ['a note that is no text', 7, 'a@harrowvale.example'],
  ])('refuses %s, naming the field', async (_, note, address) => {
    const { token } = await newLink(story, await newCustomer(story, 1))
    const before = await dump(story)
    const refusal = refusalOf(await ask(token, address, note))
    expect(refusal.field).toBe(address === 'nobody' ? 'address' : 'note')
    expect(await dump(story)).toEqual(before)
  })
})
