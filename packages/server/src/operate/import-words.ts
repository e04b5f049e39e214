import type { ImportProblem, ImportProblemCode, ImportWrong } from '@claviger/core/assignment/import-reader'
import type { ImportPlan } from '@claviger/core/assignment/plan-import'
import type { RefusalCode } from '@claviger/core/kernel/refusal-codes'
import type { Imported, importOrganization } from '../assignment/import-organization.ts'
import type { MadeToken } from '../assignment/save-import.ts'
import { counted } from './run-command.ts'

type Facts = Readonly<Record<string, unknown>>

const sentences: Readonly<Record<ImportProblemCode, (facts: Facts) => string>> &
  Readonly<Partial<Record<RefusalCode, (facts: Facts) => string>>> = {
  not_set_up: () => 'Nobody has set this installation up yet. Finish the set-up first: claviger start',
  wrong_shape: ({ message }) => String(message),
  unknown_field: () => 'There is no such field.',
  nested_too_deep: ({ deepest }) => `This is nested more than ${deepest} levels deep.`,
  twice: ({ first }) => `This stands in the file already: ${first}`,
  ends_before_start: ({ startsOn, paidThrough }) =>
    `It ends on ${paidThrough}, before it starts on ${startsOn}.`,
  in_the_future: ({ today }) => `This is after today, ${today}.`,
  either_dates_or_perpetual: () => 'A license has either validUntil or perpetual.',
  perpetual_is_not_per_user: () => 'A perpetual license is not per user.',
  perpetual_is_no_trial: () => 'A perpetual license is no trial.',
  organization_is_another: ({ name }) =>
    `This is the customer code of ${name}, who did not come by an import. Nothing can be added to them by one.`,
  product_unknown: ({ product }) => `There is no product ${product}, here or in the file.`,
  product_of_another_kind: ({ kind }) => `Here this is a ${kind}.`,
  members_wrong: ({ wrong }) =>
    (wrong as readonly string[]).length > 0
      ? `No single product can be found for ${(wrong as readonly string[]).join(', ')}.`
      : 'A pack has members; nothing else has.',
  team_unknown: ({ team }) => `There is no team ${team}.`,
  team_ended: ({ team }) => `Team ${team} was deleted.`,
  team_name_is_taken: ({ team }) => `Team ${team} has this name.`,
  license_of_another: ({ license, organization }) => `License ${license} is with customer ${organization}.`,
  not_for_a_person: () => 'A person cannot hold a license that is not per user.',
  role_needs_team: ({ role }) => `Say which team with teamId: ${role} is a role in one.`,
  role_is_for_all_teams: ({ role }) => `${role} is a role in the organization, not in a team.`,
  no_administrator: () => 'Somebody must be administrator, or nobody could look after the organization.',
  token_above_roles: ({ role, allowed }) =>
    (allowed as readonly string[]).length > 0
      ? `The person's roles do not allow ${role} there, only ${(allowed as readonly string[]).join(', ')}.`
      : 'The person has no role there, so a token could do nothing.',
  text_missing: () => 'This must say something.',
  text_too_long: ({ length, max }) => `This has ${length} characters; ${max} are the most.`,
  text_hidden_character: ({ position, codePoint }) =>
    `Character ${position} is ${codePoint}, which no name has.`,
  not_a_calendar_date: () => 'The calendar has no such day.',
  not_a_country: () => 'There is no such country; write it as in ISO 3166, such as GB.',
  not_a_time_zone: () => 'There is no such time zone; write it like Europe/London.',
  product_code_malformed: ({ min, max }) =>
    `A product code has ${min} to ${max} letters and digits, a letter first.`,
  version_malformed: () => 'A version is written X.Y.',
  version_is_bug_fix: ({ release }) => `Bug-fix releases belong to their version: write ${release}.`,
}

export type NotImported = Extract<Awaited<ReturnType<typeof importOrganization>>, { ok: false }>['refusal']

/** Why nothing was brought in, place by place, for people. */
export function refusedLines(refusal: NotImported): string[] {
  if (!isWrong(refusal)) return [`This was refused (${refusal.code}).`]
  const { problems, count } = refusal
  const more = count > problems.length ? [`... and ${counted(count - problems.length, 'more problem')}.`] : []
  return [...problems.map(problemLine), ...more, 'Nothing was saved.']
}

/** The same for programs. */
export function refusedAnswer(refusal: NotImported) {
  if (!isWrong(refusal)) return { code: refusal.code }
  const { code, count, problems } = refusal
  return {
    ...{ code, count },
    problems: problems.map((problem) => ({
      ...{ path: problem.path, code: problem.code, description: problemSentence(problem) },
    })),
  }
}

function isWrong(refusal: NotImported): refusal is ImportWrong {
  return refusal.code === 'import_wrong'
}

/** One problem as a line: where, and what is wrong. */
function problemLine(problem: ImportProblem): string {
  return problem.path === '' ? problemSentence(problem) : `${problem.path}: ${problemSentence(problem)}`
}

/** What is wrong with one place of the file. */
function problemSentence({ code, ...facts }: ImportProblem): string {
  if (code.startsWith('address_')) return `This is not an e-mail address (${code}).`
  if (/amount/.test(code)) return `This is not an amount of the vendor's currency (${code}).`
  return sentences[code]?.(facts) ?? `This cannot be read (${code}).`
}

/** What an import brought, or would bring, for people. */
export function importLines({ plan, tokens }: Imported, dryRun: boolean): string[] {
  const brought = broughtBy(plan)
  const name = `${plan.organization.name} (customer code ${plan.organization.code})`
  if (brought.length === 0) return [`Everything of ${name} is here already. Nothing was changed.`]
  const told = `${name}: ${brought.join(', ')}`
  if (dryRun) return [`This would be brought in, and nothing was saved. ${told}`]
  return [`Brought in ${told}`, ...(tokens.length > 0 ? tokenLines(tokens) : [])]
}

function broughtBy(plan: ImportPlan): string[] {
  const things = [
    [plan.organization.isNew ? 1 : 0, 'organization'],
    [plan.products.length, 'product'],
    [plan.teams.length, 'team'],
    [plan.people.length, 'new name'],
    [plan.accounts.length, 'account'],
    [plan.roles.length, 'role'],
    [plan.licenses.length, 'license'],
    [plan.tokens.length, 'API token'],
  ] as const
  return things.filter(([count]) => count > 0).map(([count, thing]) => counted(count, thing))
}

function tokenLines(tokens: readonly MadeToken[]): string[] {
  const rows = tokens.map(({ address, role, teamId, name, token }) => [
    ...[token, address, teamId === null ? role : `${role} of team ${teamId}`, name],
  ])
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return [
    '',
    'These tokens are shown this once. Keep them where secrets are kept:',
    ...rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')),
  ]
}

/** The same for programs. */
export function importAnswer({ plan, tokens }: Imported, dryRun: boolean) {
  const counts = Object.entries(plan).flatMap(([name, list]) =>
    Array.isArray(list) ? [[name, list.length]] : [],
  )
  return {
    ...{ customerCode: plan.organization.code, dryRun, organizationIsNew: plan.organization.isNew },
    brought: Object.fromEntries(counts),
    tokens: tokens.map(({ address, teamId, ...token }) => ({
      ...{ email: address, ...(teamId !== null && { teamId }), ...token },
    })),
  }
}
