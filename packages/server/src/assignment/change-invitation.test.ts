import { randomUUID } from 'node:crypto'
import { anonymous } from '@claviger/core/teams/actor'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Link, linkPage, newLink, openTerms, take } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import {
  actorWith,
  dump,
  newCustomer,
  newTeam,
  openStory,
  planOf,
  refusalOf,
  type Story,
} from '../testing/story.ts'
import {
  changeInvitation,
  pauseInvitation,
  replaceInvitation,
  resumeInvitation,
  undoReplaceInvitation,
} from './change-invitation.ts'
import { createInvitation } from './create-invitation.ts'
import { invitationDoor } from './invitation-door-views.ts'

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

const tokenOf = async (link: Link) => (await linkPage(story, link)).token

describe('replacing a link', () => {
  test('kills the old address at once, for pages already open too; only the new one works (O-11)', async () => {
    const link = await newLink(story, await newCustomer(story, 3))
    const opened = await story.read(anonymous, invitationDoor, { token: link.token })
    expect(planOf(opened).refusal).toBeNull()
    planOf(await story.write(link.customer.admin, replaceInvitation, link.act))
    expect(refusalOf(await take(story, link.token, 'a@harrowvale.example'))).toMatchObject({
      ...{ code: 'link_replaced', at: story.now(), by: 'Ines Okafor' },
    })
    const newest = await tokenOf(link)
    expect(newest).not.toBe(link.token)
    planOf(await take(story, newest, 'a@harrowvale.example'))
    expect((await linkPage(story, link)).takers).toMatchObject([{ address: 'a@harrowvale.example' }])
  })

  test('is undone within the window: the old address lives again, the one in between is dead', async () => {
    const link = await newLink(story, await newCustomer(story, 3))
    const { admin } = link.customer
    planOf(await story.write(admin, replaceInvitation, link.act))
    const between = await tokenOf(link)
    story.pass({ minutes: 9 })
    planOf(await story.write(admin, undoReplaceInvitation, link.act))
    expect(await tokenOf(link)).toBe(link.token)
    planOf(await take(story, link.token, 'a@harrowvale.example'))
    expect((await take(story, between, 'b@harrowvale.example')).ok).toBe(false)
  })

  test('is not undone when the window is over', async () => {
    const link = await newLink(story, await newCustomer(story, 3))
    planOf(await story.write(link.customer.admin, replaceInvitation, link.act))
    story.pass({ minutes: 10 })
    const late = await story.write(link.customer.admin, undoReplaceInvitation, link.act)
    expect(refusalOf(late)).toMatchObject({ code: 'undo_window_over', minutes: 10 })
  })
})

describe('who may touch a link', () => {
  const acts = {
    ...{ changeInvitation, pauseInvitation, resumeInvitation, replaceInvitation, undoReplaceInvitation },
  }

  test.each(Object.entries(acts))(
    '%s: another organization finds nothing and changes nothing (O-32)',
    async (_, act) => {
      const link = await newLink(story, await newCustomer(story, 2))
      const stranger = await newCustomer(story, 2)
      const before = await dump(story)
      for (const organizationId of [stranger.organizationId, link.act.organizationId]) {
        const request = { ...openTerms, ...link.act, organizationId }
        const refusal = refusalOf(await story.write(stranger.admin, act, request))
        expect(refusal).toMatchObject({ code: 'invitation_not_found' })
      }
      expect(await dump(story)).toEqual(before)
    },
  )

  test.each(Object.entries(acts))('%s: a viewer may not', async (_, act) => {
    const link = await newLink(story, await newCustomer(story, 2))
    const viewer = await actorWith(story, link.act.organizationId, {
      ...{ address: 'viewer@harrowvale.example', name: 'Vi', role: 'viewer' },
    })
    const refusal = refusalOf(await story.write(viewer, act, { ...openTerms, ...link.act }))
    expect(refusal.code).toBe('not_allowed')
  })

  test('a team administrator makes links of his own team and does not find those of another', async () => {
    const link = await newLink(story, await newCustomer(story, 2))
    const own = await newTeam(story, link.customer, 1)
    const actor = await actorWith(story, own.organizationId, {
      ...{ address: 'tess@harrowvale.example', name: 'Tess', role: 'team_administrator', teamId: own.teamId },
    })
    planOf(
      await newLink(story, { ...own, admin: actor }).then(({ token }) =>
        take(story, token, 'a@harrowvale.example'),
      ),
    )
    expect(refusalOf(await story.write(actor, pauseInvitation, link.act)).code).toBe('invitation_not_found')
    const elsewhere = { ...openTerms, ...link.customer, id: randomUUID() }
    expect(refusalOf(await story.write(actor, createInvitation, elsewhere)).code).toBe('team_not_found')
  })

  test.each([
    ['an id that is none', { id: 'abc' }, 'not_a_form_id'],
    ['a team that is none', { teamId: 1e300 }, 'team_not_found'],
    ['a team of nobody', { teamId: 2_999_999 }, 'team_not_found'],
    ['a product with a zero byte', { productCode: '\u0000' }, 'product_not_found'],
    ['a name of a zero byte', { name: 'Ann\u0000a' }, 'text_hidden_character'],
    ['a cap beyond all numbers', { cap: '99999999999999999999999' }, 'out_of_range'],
  ] as const)('making one with %s is refused by name', async (_, wrong, code) => {
    const customer = await newCustomer(story, 1)
    const { organizationId, teamId, productCode, admin } = customer
    const request = { ...openTerms, organizationId, teamId, productCode, id: randomUUID(), ...wrong }
    expect(refusalOf(await story.write(admin, createInvitation, request)).code).toBe(code)
  })
})
