import type { SimulatedTerms } from '@claviger/core/activation/read-simulation'
import { mayRun } from '@claviger/core/activation/verdict'
import { type VerdictLanguage, wordsOf } from '@claviger/core/activation/verdict-words'
import { addDays, addMonths, type CalendarDate } from '@claviger/core/kernel/calendar'
import { fallbackStory } from '@claviger/core/licenses/fallback-story'
import type { PlayedTerms, SimulatorPage } from '@claviger/server/activation/simulator-views'
import type { RouterContextProvider } from 'react-router'
import { applicationContext } from '../context.server.ts'
import { fallbackShown } from '../licenses/fallback-shown.server.ts'
import { shown } from '../shown.ts'
import { sdkLanguage } from './sdk-language.ts'

/** The terms an address may hold, by the names they have there. */
export const termNames = [
  ...(['kind', 'start', 'paid', 'term', 'payment', 'grace', 'offline', 'releases'] as const),
  ...(['revoked', 'unreachable', 'day', 'release'] as const),
] as const

export type TermName = (typeof termNames)[number]

const longest = 4000

/** Plays the terms of an address through, ready to be shown in the reader's language. */
export async function simulated(context: Readonly<RouterContextProvider>, request: Request) {
  const { app, actor, locale } = context.get(applicationContext)
  const params = new URL(request.url).searchParams
  const asked = (name: string) => (params.get(name) ?? '').slice(0, longest)
  const typed = Object.fromEntries(termNames.map((name) => [name, asked(name)])) as Record<TermName, string>
  const query = { product: asked('product'), license: asked('license'), typed }
  const page = shown(await app.views.simulatorPage(actor, query), request)
  const result = page.played?.result
  return {
    ...{ products: page.products, license: page.license, unknownLicense: page.unknownLicense },
    ...{ typedLicense: query.license, product: page.played?.product ?? null },
    defaults: page.played && fieldsOf(page.played.defaults),
    typed,
    played:
      page.played && result?.ok ? playedShown(result.plan, page.played.product, sdkLanguage(locale)) : null,
    refusal: result && !result.ok ? result.refusal : null,
  }
}

export type Simulated = Awaited<ReturnType<typeof simulated>>

type Defaults = NonNullable<SimulatorPage['played']>['defaults']

/** What the form shows where nothing was typed. */
function fieldsOf(defaults: Defaults): Record<TermName, string> {
  const { kind, start, paidThrough, term, payment, graceDays, offlineDays, releases, day } = defaults
  return {
    ...{ kind, start, paid: paidThrough, term, payment, day },
    ...{ grace: String(graceDays), offline: String(offlineDays), revoked: '', unreachable: '', release: '' },
    releases: releases.map(({ version, releasedOn }) => `${version} ${releasedOn}`).join('\n'),
  }
}

type Product = NonNullable<SimulatorPage['played']>['product']

function playedShown(played: PlayedTerms, product: Product, language: VerdictLanguage) {
  const { terms, release, first, last, answers, points } = played
  const shownAnswers = answers.map((answer) => ({
    ...{ release: answer.release, kind: answer.verdict.kind, runs: mayRun(answer.verdict) },
    message: wordsOf(answer.verdict, language),
  }))
  return {
    ...{ terms, release, first, last, day: terms.day, steps: stepsFrom(terms.day), answers: shownAnswers },
    kind: shownAnswers.find((answer) => answer.release === release)?.kind ?? 'unreadable',
    fallback: fallbackOf(terms, product),
    points: points.map((point) => pointShown(point, release, language)),
  }
}

/** What stays, told on the day that is looked at. */
function fallbackOf({ start, paidThrough, term, payment, releases, day }: SimulatedTerms, product: Product) {
  const settled = payment === 'settled'
  const story = fallbackStory({ paid: { start, end: paidThrough }, term, settled, releases })
  return fallbackShown({ ...product, story }, { today: day, settled, day })
}

type Point = PlayedTerms['points'][number]

function pointShown({ day, answers }: Point, release: string, language: VerdictLanguage) {
  const asked = answers.find((answer) => answer.release === release)
  if (!asked) throw new Error(`the version ${release} was not asked`)
  return {
    ...{ day, kind: asked.verdict.kind, message: wordsOf(asked.verdict, language) },
    running: answers.filter(({ verdict }) => mayRun(verdict)).map((answer) => answer.release),
  }
}

function stepsFrom(day: CalendarDate) {
  return {
    ...{ monthBack: addMonths(day, -1), weekBack: addDays(day, -7), dayBack: addDays(day, -1) },
    ...{ dayOn: addDays(day, 1), weekOn: addDays(day, 7), monthOn: addMonths(day, 1) },
  }
}
