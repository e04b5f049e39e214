import { roles } from '@claviger/core/teams/permission-matrix'
import { tokenRoles } from '@claviger/core/teams/token-rules'
import { z } from 'zod'
import { locales } from '../access/profile.ts'

const int32 = 2_147_483_647
/** The longest address there is, twice over: in Unicode it may be shorter than it is on its way. */
const longestAddress = 508

const text = (max: number, what: string) => z.string().min(1).max(max).describe(what)
const mayBeEmpty = (max: number, what: string) => z.string().max(max).describe(what)
const yes = (what: string) => z.boolean().default(true).describe(what)
const no = (what: string) => z.boolean().default(false).describe(what)
const email = (whose: string) =>
  z.string().max(longestAddress).describe(`${whose} Upper and lower case make no difference.`)
const day = (what: string) =>
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'A day is written YYYY-MM-DD.')
    .describe(`${what} A day of the calendar: YYYY-MM-DD.`)
const productCode = (what: string) =>
  z
    .string()
    .regex(/^[A-Z][A-Z0-9]{1,14}$/, 'A product code has 2 to 15 capitals and digits, a letter first.')
    .describe(what)
const teamId = (what: string) => z.int().min(1).max(int32).describe(what)
const listOf = <Item extends z.ZodType>(item: Item, what: string) => z.array(item).default([]).describe(what)

const organization = z.strictObject({
  code: z
    .int()
    .min(1)
    .describe('The customer code: the number the organization goes by, in X-Customer-Code too.'),
  name: text(120, 'Its name.'),
  country: z.string().length(2).describe('ISO 3166-1 alpha-2, such as GB.'),
  timeZone: text(64, 'Of the time zone database, such as Europe/London. A term ends with its day there.'),
  locale: z.enum(locales).describe('The language its letters are written in.'),
  codePolicy: z
    .enum(['letter', 'page', 'ask'])
    .default('page')
    .describe('Where activation codes are had: in the letter, on the person’s page, or after asking.'),
  apiEnabled: no('Whether its API tokens are answered.'),
})

const release = z.strictObject({
  version: text(20, 'X.Y; bug-fix releases belong to it.'),
  releasedOn: day('When it came out.'),
})

const product = z.strictObject({
  code: productCode('Its short code. What is there already under this code stays as it is.'),
  name: text(80, 'The public name, as in the shop.'),
  kind: z.enum(['product', 'pack', 'plugin']).describe('A pack contains other products.'),
  members: listOf(productCode('The code of a product, of this file or there already.'), 'What is in a pack.'),
  releases: listOf(release, 'When each version came out: the dates decide which one a lapsed license keeps.'),
})

const team = z.strictObject({
  id: teamId('Its number, as programs know it.'),
  name: text(120, 'Its name; no two teams that go on have the same one.'),
  endedOn: day('When it was deleted. Nothing can be in it, and its number stays taken.').optional(),
})

const person = z.strictObject({
  email: email('The address they are known by.'),
  firstName: mayBeEmpty(120, 'First name.').default(''),
  lastName: mayBeEmpty(120, 'Last name.').default(''),
  name: mayBeEmpty(120, 'The full name, where it is not first and last name.').optional(),
  account: z
    .strictObject({
      name: mayBeEmpty(120, 'The account’s own name, where it is not the person’s.').optional(),
    })
    .optional()
    .describe('They have an account: you vouch for the address. They sign in by a code that is sent to it.'),
})

const role = z.strictObject({
  email: email('Who has it.'),
  role: z.enum(roles).describe('What they may do, from the moment they sign in with the address.'),
  teamId: teamId('Of a team role: in which team.').optional(),
})

const user = z
  .strictObject({
    type: z.literal('USER'),
    email: email('The person’s address.'),
    assignedOn: day('Since when the person has it.'),
  })
  .describe('A person.')

const server = z
  .strictObject({
    type: z.literal('SERVER'),
    uid: text(200, 'The server’s own id.'),
    serverType: z.enum(['LICENSE_SERVER', 'LICENSE_VAULT']).describe('Which kind of server.'),
  })
  .describe('A license server or vault, which hands it on.')

const legacyKey = z
  .strictObject({
    type: z.literal('LICENSE_KEY'),
    registrationName: text(200, 'Whom the key is registered to.'),
    key: text(8_000, 'The key. Pages show it to administrators only.'),
  })
  .describe('A legacy key.')

const license = z.strictObject({
  licenseId: z
    .string()
    .regex(/^[A-Z0-9]{10}$/, 'A license id has ten capitals and digits.')
    .describe('Ten capitals and digits; no two licenses of the installation have the same.'),
  product: productCode('The code of a product, of this file or there already.'),
  team: teamId('The number of a team, of this file or there already.'),
  startsOn: day('Since when it is paid for without a gap. With the last paid day it decides the fallback.'),
  validUntil: day('The last paid day, itself included.').optional(),
  perpetual: z
    .strictObject({ upgradeDueDate: day('The last day whose releases are included.') })
    .optional()
    .describe('Instead of validUntil: bought once for good.'),
  term: z.enum(['year', 'month']).default('year').describe('By what it is paid.'),
  packRef: mayBeEmpty(40, 'The group it is renewed with; left out when its renewal was stopped.').optional(),
  autoRenew: no('Whether it is renewed without asking.'),
  trial: no('Whether it is being tried out.'),
  unitPrice: mayBeEmpty(
    32,
    'What was paid for it, in the vendor’s currency: "189.00". Counts when it is converted.',
  ).optional(),
  assignee: z
    .discriminatedUnion('type', [user, server, legacyKey])
    .optional()
    .describe('Who has it; left out when nobody has.'),
  domain: mayBeEmpty(253, 'The mail domain it is meant for.').optional(),
  perUser: z
    .boolean()
    .optional()
    .describe(
      'Whether a person can hold it; no person can hold a perpetual one. Left out: no for legacy keys, else yes.',
    ),
  transferable: yes('Whether it may move to another team.'),
  suspended: no('Held back by the vendor: nobody can be given it.'),
})

const token = z.strictObject({
  email: email('Whose token it is. The person’s own roles limit it with every call.'),
  teamId: teamId('The one team it is for; left out: the organization.').optional(),
  role: z.enum(tokenRoles).describe('What it may do at most.'),
  name: text(60, 'What it is for, so that people tell their tokens apart.'),
})

/** The whole file. Unknown fields are mistakes: a typing error must not be swallowed. */
export const importFormat = z
  .strictObject({
    $schema: mayBeEmpty(400, 'For editors.').optional(),
    version: z.literal(1).describe('The version of this format.'),
    organization: organization.describe('The customer. One file brings one organization.'),
    products: listOf(product, 'What licenses are for.'),
    teams: listOf(team, 'The parts of the organization’s licenses.'),
    people: listOf(person, 'Who is known. Whoever is only named elsewhere in the file need not be listed.'),
    roles: listOf(role, 'Who may do what. Where any are given, somebody must be administrator.'),
    licenses: listOf(license, 'The licenses. Their order is the order of every list.'),
    tokens: listOf(token, 'API tokens to be made. Each is printed once, by the run that makes it.'),
  })
  .describe('An organization that moves in: what `claviger import` reads.')
