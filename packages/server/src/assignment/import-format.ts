import { roles } from '@claviger/core/teams/permission-matrix'
import { z } from 'zod'
import { locales } from '../access/profile.ts'

const int32 = 2_147_483_647

const text = (max: number) => z.string().min(1).max(max)
const email = z.string().max(508).describe('An e-mail address. Upper and lower case make no difference.')
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'A day is written YYYY-MM-DD.')
  .describe('A day of the calendar, YYYY-MM-DD.')
const productCode = z
  .string()
  .regex(/^[A-Z][A-Z0-9]{1,14}$/, 'A product code has 2 to 15 capitals and digits, a letter first.')
const teamId = z.int().min(1).max(int32)
const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).default([])

const organization = z
  .strictObject({
    code: z
      .int()
      .min(1)
      .describe('The customer code: the number the organization goes by, in X-Customer-Code too.'),
    name: text(120).describe('Its name.'),
    country: z.string().length(2).describe('ISO 3166-1 alpha-2, such as GB.'),
    timeZone: text(64).describe(
      'Of the time zone database, such as Europe/London: a term ends with its day there.',
    ),
    locale: z.enum(locales).describe('The language its letters are written in.'),
    codePolicy: z
      .enum(['letter', 'page', 'ask'])
      .default('page')
      .describe('Where activation codes are had: in the letter, on the person’s page, or after asking.'),
    apiEnabled: z.boolean().default(false).describe('Whether its API tokens are answered.'),
  })
  .describe('The customer. One file brings one organization.')

const product = z
  .strictObject({
    code: productCode,
    name: text(80).describe('The public name, as in the shop.'),
    kind: z.enum(['product', 'pack', 'plugin']).describe('A pack contains other products.'),
    members: listOf(productCode).describe('Of a pack: the codes of the products in it.'),
    releases: listOf(
      z.strictObject({
        version: text(20).describe('X.Y; bug-fix releases belong to it.'),
        releasedOn: day,
      }),
    ).describe('When each version came out. The dates decide which one a lapsed license keeps.'),
  })
  .describe('A product licenses are for. One that is there already stays as it is.')

const team = z
  .strictObject({
    id: teamId.describe('Its number, as programs know it.'),
    name: text(120),
    endedOn: day.optional().describe('The day it was deleted. Nothing can be in it; its number stays taken.'),
  })
  .describe('A part of the organization’s licenses.')

const person = z
  .strictObject({
    email,
    firstName: z.string().max(120).default(''),
    lastName: z.string().max(120).default(''),
    name: z.string().max(120).optional().describe('The full name, where it is not first and last name.'),
    account: z
      .strictObject({
        name: z.string().max(120).optional().describe('The account’s own name; else the person’s.'),
      })
      .optional()
      .describe(
        'They have an account: you vouch that the address is theirs. They sign in by a code sent to it.',
      ),
  })
  .describe('Somebody known in the organization. Whoever is only named as an assignee need not be listed.')

const role = z
  .strictObject({
    email,
    role: z.enum(roles),
    teamId: teamId.optional().describe('The team of a team role; other roles have none.'),
  })
  .describe('What somebody may do. It holds at once, as soon as the person has proved the address.')

const assignee = z
  .discriminatedUnion('type', [
    z
      .strictObject({
        type: z.literal('USER'),
        email,
        assignedOn: day.describe('Since when the person has it.'),
      })
      .describe('A person.'),
    z
      .strictObject({
        type: z.literal('SERVER'),
        uid: text(200).describe('The server’s own id.'),
        serverType: z.enum(['LICENSE_SERVER', 'LICENSE_VAULT']),
      })
      .describe('A license server or vault.'),
    z
      .strictObject({
        type: z.literal('LICENSE_KEY'),
        registrationName: text(200).describe('Whom the key is registered to.'),
        key: text(8_000).describe('The key. It is shown to administrators only.'),
      })
      .describe('A legacy key.'),
  ])
  .describe('Who has the license; absent when nobody has.')

const license = z
  .strictObject({
    licenseId: z
      .string()
      .regex(/^[A-Z0-9]{10}$/, 'A license id has ten capitals and digits.')
      .describe('Ten capitals and digits; unique in the whole installation.'),
    product: productCode.describe('The code of a product, of this file or there already.'),
    team: teamId.describe('The number of a team, of this file or there already.'),
    startsOn: day.describe(
      'Since when it is paid for without a gap. With the last paid day it decides the fallback.',
    ),
    validUntil: day.optional().describe('The last paid day, itself included.'),
    perpetual: z
      .strictObject({ upgradeDueDate: day.describe('The last day whose releases are included.') })
      .optional()
      .describe('Instead of validUntil: bought once for good.'),
    term: z.enum(['year', 'month']).default('year').describe('By what it is paid.'),
    packRef: z
      .string()
      .max(40)
      .optional()
      .describe('The group it is renewed with; absent when renewal was stopped.'),
    autoRenew: z.boolean().default(false).describe('Whether it is renewed without asking.'),
    trial: z.boolean().default(false),
    unitPrice: z
      .string()
      .max(32)
      .optional()
      .describe(
        'What was paid for it, in the vendor’s currency, such as "189.00". Counts when it is converted.',
      ),
    assignee: assignee.optional(),
    domain: z.string().max(253).optional().describe('The mail domain the license is meant for.'),
    perUser: z
      .boolean()
      .optional()
      .describe(
        'Whether a person can hold it. Left out: no for perpetual licenses and legacy keys, else yes.',
      ),
    transferable: z.boolean().default(true).describe('Whether it may move to another team.'),
    suspended: z.boolean().default(false).describe('Held back by the vendor: nobody can be given it.'),
  })
  .describe('One license. Their order is the order of every list.')

const token = z
  .strictObject({
    email: email.describe('Whose token it is. The person’s own roles limit it at every call.'),
    teamId: teamId.optional().describe('The one team it is for; left out: the organization.'),
    role: z.enum(['administrator', 'viewer', 'primary_contact']),
    name: text(120).describe('What it is for, so that people tell their tokens apart.'),
  })
  .describe('An API token to be made. It is printed once, by the run that makes it.')

/** The whole file. Unknown fields are mistakes: a typing error must not be swallowed. */
export const importFormat = z
  .strictObject({
    $schema: z.string().optional().describe('For editors.'),
    version: z.literal(1).describe('The version of this format.'),
    organization,
    products: listOf(product),
    teams: listOf(team),
    people: listOf(person),
    roles: listOf(role).describe(
      'Where any are given, at least one person must administer the organization.',
    ),
    licenses: listOf(license),
    tokens: listOf(token),
  })
  .describe('An organization that moves in: what `claviger import` reads.')
