import { randomUUID } from 'node:crypto'
import { operator } from '@claviger/core/teams/actor'
import { keepSeatDays } from '../packages/server/src/assignment/seat-day-store.ts'
import { type AskedFirst, askFirst } from './asked-first.ts'
import { type Asking, letPeopleAsk } from './asking.ts'
import type { House } from './house.ts'
import { type KeptLists, keepLists } from './kept-lists.ts'
import { letMoveIn, type MovedIn } from './moved-in.ts'
import {
  type Customer,
  employ,
  foundVendor,
  handOut,
  ines,
  makeLink,
  orderAtShop,
  planOf,
  releaseOrders,
  sellMore,
  widenCatalog,
  winCustomer,
} from './town.ts'
import { makeTokens, type TownTokens } from './town-tokens.ts'
import { letProductsWait, type WaitingProducts } from './waiting-products.ts'

/** A town in which every page has something to show: long names, other scripts, every state. */
export interface FullTown {
  /** 62 licenses in three products and two teams, some of them invited, connected, returned. */
  readonly busy: Customer
  readonly mobileTeam: number
  /** A team with a name as long as one can be, and one with nothing in it. */
  readonly longTeam: number
  readonly emptyTeam: number
  /** 3 free licenses and nothing done yet, under a name in another script. */
  readonly fresh: Customer
  readonly teamAdmin: string
  readonly person: string
  readonly assigned: string
  readonly license: string
  /** Somebody who asks for an activation code, and somebody who has not asked; the person holds one. */
  readonly codes: Readonly<Record<'asking' | 'silent', { readonly as: string; readonly license: string }>>
  /** Who was asked whether they still use a license of the first team, and of the second. */
  readonly asked: Readonly<Record<'whole' | 'team', AskedFirst>>
  /** Who asks for licenses of the first team, and of the second. */
  readonly asking: Readonly<Record<'whole' | 'team', Asking>>
  readonly codeRequests: Readonly<Record<'open' | 'denied' | 'team', string>>
  readonly jobs: { readonly assign: string; readonly revoke: string; readonly move: string }
  /** What was taken back, and from whom. */
  readonly lost: { readonly as: string; readonly license: string }
  readonly products: WaitingProducts
  readonly links: Readonly<
    Record<'open' | 'full' | 'paused' | 'narrow' | 'replaced', { id: string; path: string }>
  >
  /** Of the second team. */
  readonly teamLink: { readonly id: string; readonly path: string }
  readonly teamJobs: FullTown['jobs']
  /** Lists begun on the pages of the whole organization, and of the second team. */
  readonly lists: Readonly<Record<'whole' | 'team', KeptLists>>
  readonly offer: string
  readonly orders: Readonly<Record<'waiting' | 'done', { readonly id: string; readonly path: string }>>
  readonly claim: string
  /** One that has run out. */
  readonly lateClaim: string
  readonly letter: string
  /** The key that signs. */
  readonly key: string
  /** Tokens of the busy customer: for all of it, and for the second team. */
  readonly tokens: TownTokens
  /** Somebody who came by an import. */
  readonly movedIn: MovedIn
  /** A sign-in link nobody has pressed yet. */
  readonly signIn: string
}

const longName = 'Maximiliane Freifrau von und zu Hohenstaufen-Wolkenkuckucksheim'
const longCompany = 'Harrow & Vale Donaudampfschifffahrtselektrizitätenhauptbetriebswerk GmbH'

/** Fills the house through the operations people use. */
export async function fillTown(house: House): Promise<FullTown> {
  await foundVendor(house)
  await widenCatalog(house)
  const waiting = await orderAtShop(house, {
    email: 'm.adler@kelso.example',
    company: 'Kelso',
    quantity: '2',
  })
  await releaseOrders(house, 'at_once')
  const done = await orderAtShop(house, { email: 'm.adler@kelso.example', company: 'Kelso', quantity: '3' })
  const lateClaim = await house.mail.link('m.adler@kelso.example', /\/claim\/[0-9a-z]+/)
  const busy = await winCustomer(house, 40, { company: longCompany })
  await handOutCodesAs(house, busy, 'page')
  const fresh = await winCustomer(house, 3, {
    company: '株式会社 例示商事',
    admin: 'nana@例え.example',
    name: '例示 奈々',
  })
  const mobileTeam = await sellMore(house, busy, 12, { newTeamName: 'مثال' })
  await sellMore(house, busy, 10, { productCode: 'ALL' })
  const teamAdmin = 'pekka.l@harrowvale.example'
  await employ(house, busy, {
    ...{ email: teamAdmin, name: 'Pekka Lahtinen', role: 'team_administrator', teamId: mobileTeam },
  })
  const person = 'j.voss@harrowvale.example'
  const { lost, ...handed } = await handOutAndTakeBack(house, busy, person)
  const ofTeam = await workOfTeam(house, { ...busy, teamId: mobileTeam })
  const { longTeam, emptyTeam, move, intoTeam } = await splitInTeams(house, busy, mobileTeam)
  const jobs = { ...handed, move }
  const teamJobs = { ...ofTeam, move: intoTeam }
  const { codes, codeRequests } = await askForCodes(house, busy, person)
  await orderAtShop(house, { email: 'm.adler@kelso.example', company: 'Kelso', quantity: '4' })
  const claim = await house.mail.link('m.adler@kelso.example', /\/claim\/[0-9a-z]+/)
  const license = await licenseOf(house, person)
  await keepSeatDays(house.database.db, new Date())
  return {
    ...{ busy, mobileTeam, fresh, teamAdmin, person, jobs, claim, lateClaim, orders: { waiting, done } },
    links: await makeLinks(house, busy),
    teamLink: await makeLink(house, { ...busy, teamId: mobileTeam }, { name: 'Mobile', cap: '3' }),
    ...{ teamJobs, codes, codeRequests, longTeam, emptyTeam },
    lists: {
      whole: await keepLists(house, busy, ines),
      team: await keepLists(house, busy, teamAdmin, mobileTeam),
    },
    asked: {
      whole: await askFirst(house, busy, 'maximiliane@harrowvale.example'),
      team: await askFirst(house, busy, 'amaya@harrowvale.example'),
    },
    asking: {
      whole: await letPeopleAsk(house, busy, 'harrowvale.example'),
      team: await letPeopleAsk(house, { ...busy, teamId: mobileTeam }, 'mobile.harrowvale.example'),
    },
    offer: await offerTo(house, busy, 'noor@harrowvale.example'),
    assigned: await house.mail.link('maximiliane@harrowvale.example', /\/a\/[0-9a-z]+/),
    ...{ license, lost },
    products: await letProductsWait(house, busy, {
      ...{ person: await house.actor(person), licenseId: license },
    }),
    letter:
      planOf(await house.app.views.mailPage(operator, { state: null, search: person, from: '' })).rows[0]
        ?.id ?? '',
    key: planOf(await house.app.views.keysPage(operator, {})).keys[0]?.kid ?? '',
    tokens: await makeTokens(house, busy, { as: teamAdmin, id: mobileTeam }),
    movedIn: await letMoveIn(house),
    signIn: planOf(await house.app.access.makeSignInLink(ines)).path,
  }
}

async function handOutAndTakeBack(house: House, busy: Customer, person: string) {
  const list = [
    `"Voß, Jürgen" <${person}>`,
    `${longName} <maximiliane@harrowvale.example>`,
    '例示 花子 <hanako@例え.example>',
    'مثال <mithal@harrowvale.example>',
    ...Array.from({ length: 24 }, (_, index) => `person.${index + 1}@harrowvale.example`),
  ].join('\n')
  const assign = await handOut(house, busy, list)
  house.clock.advance({ days: 61 })
  await house.app.operations.connectLicenses(await house.actor(person), {})
  const as = 'person.2@harrowvale.example'
  const lost = { as, license: await licenseOf(house, as) }
  return { assign, lost, revoke: await takeBack(house, busy, 'person.2') }
}

/** Some licenses go, with whoever holds them, to a team with a long name, one to the second team; one team is empty. */
async function splitInTeams(house: House, busy: Customer, mobileTeam: number) {
  const longName = `Plattformen und ${'Entwicklungswerkzeuge '.repeat(4)}(Süd)`
  const toLong = await moveSome(house, busy, { name: longName }, 'person.1')
  const intoTeam = await moveSome(house, busy, { teamId: mobileTeam }, 'person.9')
  const form = { organizationId: busy.organizationId, id: randomUUID(), name: '例示チーム' }
  const empty = planOf(await house.app.operations.createTeam(await house.actor(ines), form))
  return {
    ...{ longTeam: toLong.teamId, move: toLong.jobId, intoTeam: intoTeam.jobId, emptyTeam: empty.teamId },
  }
}

async function moveSome(
  house: House,
  { organizationId }: Customer,
  to: { readonly name: string } | { readonly teamId: number },
  search: string,
) {
  const jobId = randomUUID()
  const selection = { kind: 'matching', filter: { search }, except: [] } as const
  const moved = planOf(
    await house.app.operations.moveLicenses(await house.actor(ines), {
      ...{ organizationId, jobId, to, preview: false },
      what: { kind: 'selection', selection },
    }),
  )
  return { jobId, teamId: moved.team.id ?? 0 }
}

async function workOfTeam(house: House, team: Customer) {
  const assign = await handOut(house, team, 'amaya@harrowvale.example\nsaoirse@harrowvale.example')
  return { assign, revoke: await takeBack(house, team, 'saoirse') }
}

async function takeBack(house: House, { organizationId }: Customer, search: string): Promise<string> {
  const jobId = randomUUID()
  planOf(
    await house.app.operations.revokeLicenses(await house.actor(ines), {
      ...{ organizationId, jobId, preview: false },
      selection: { kind: 'matching', filter: { search }, except: [] },
    }),
  )
  return jobId
}

async function makeLinks(house: House, busy: Customer): Promise<FullTown['links']> {
  const { operations } = house.app
  const actor = await house.actor(ines)
  const open = await makeLink(house, busy, {
    ...{ name: 'Autumn starters', domains: 'harrowvale.example', offered: true },
  })
  const full = await makeLink(house, busy, { cap: '1', name: 'One only' })
  const paused = await makeLink(house, busy, { name: 'Paused' })
  const narrow = await makeLink(house, busy, { domains: 'kelso.example', endsOn: '2027-03-01' })
  const replaced = await makeLink(house, busy, { name: 'Replaced' })
  const { organizationId } = busy
  planOf(await operations.pauseInvitation(actor, { organizationId, id: paused.id }))
  planOf(await operations.replaceInvitation(actor, { organizationId, id: replaced.id }))
  const taker = await house.actor('seun@harrowvale.example')
  const token = full.path.slice('/i/'.length)
  planOf(await operations.takeLicense(taker, { token, address: 'seun@harrowvale.example' }))
  return { open, full, paused, narrow, replaced }
}

async function offerTo(house: House, { organizationId, admin }: Customer, email: string): Promise<string> {
  const actor = await house.actor(admin)
  const offer = { organizationId, id: randomUUID(), email, name: 'Noor El-Sayed', role: 'viewer' }
  planOf(await house.app.operations.offerRole(actor, offer))
  return house.mail.link(email, /\/role\/[0-9a-z/-]+/)
}

async function handOutCodesAs(house: House, { organizationId, admin }: Customer, policy: string) {
  const chosen = { organizationId, policy }
  planOf(await house.app.operations.changeCodePolicy(await house.actor(admin), chosen))
}

/** The person takes a code while it is to be had; later, codes are handed out on request, and some ask. */
async function askForCodes(house: House, busy: Customer, person: string) {
  const { organizationId } = busy
  const { operations } = house.app
  const admin = await house.actor(ines)
  const own = { organizationId, licenseId: await licenseOf(house, person) }
  planOf(await operations.takeOwnCode(await house.actor(person), own))
  await handOutCodesAs(house, busy, 'ask')
  const ask = async (address: string) => {
    const licenseId = await licenseOf(house, address)
    const reason = 'Die Maschine im Keller hat kein Netz, und das bleibt so.'
    const asked = { organizationId, licenseId, id: randomUUID(), reason }
    return planOf(await operations.requestCode(await house.actor(address), asked)).id
  }
  const asking = 'maximiliane@harrowvale.example'
  const silent = 'hanako@例え.example'
  const denied = await ask('mithal@harrowvale.example')
  const no = { answer: 'deny', note: 'Erst den Namen der Maschine, bitte.' }
  planOf(await operations.answerCodeRequest(admin, { organizationId, id: denied, ...no }))
  return {
    codeRequests: { open: await ask(asking), denied, team: await ask('amaya@harrowvale.example') },
    codes: {
      asking: { as: asking, license: await licenseOf(house, asking) },
      silent: { as: silent, license: await licenseOf(house, silent) },
    },
  }
}

async function licenseOf(house: House, address: string): Promise<string> {
  const { licenses } = planOf(await house.app.views.ownLicenses(await house.actor(address), {}))
  return licenses[0]?.licenseId ?? ''
}
