import { switchableLetter } from '@claviger/core/assignment/letter-kinds'
import { useSearchParams } from 'react-router'
import { doneAct, refusedAct, useActResult } from '../act.ts'
import { shown } from '../shown.ts'
import { typedIn } from '../typed.ts'
import { Banner } from '../ui/banner.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Stack } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/letters-page'
import { FixedLetters } from './fixed-letters.tsx'
import { LettersTable } from './letters-table.tsx'
import { placeOf } from './place.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { app, actor, place, scope } = await placeOf(args)
  const { kinds, maySwitch } = shown(await app.views.lettersPage(actor, scope), args.request)
  return {
    ...{ organization: place.name, maySwitch },
    kinds: kinds.map(({ lastAt, changed, ...kind }) => ({
      ...{ ...kind, lastAt: lastAt?.toISOString() ?? null },
      changed: changed && { by: changed.by, at: changed.at.toISOString() },
    })),
  }
}

export async function action(args: Route.ActionArgs) {
  const { app, actor, scope } = await placeOf(args)
  const form = await args.request.formData()
  const { kind, whose, state } = typedIn(form)
  const { organizationId } = scope
  const decision = await app.operations.switchLetter(actor, { organizationId, kind, whose, state })
  if (!decision.ok) return refusedAct(form, decision.refusal)
  const done = decision.plan.whose === 'own' ? `${decision.plan.state}_own` : decision.plan.state
  return doneAct(args.url, done, { letter: decision.plan.kind })
}

/** Every letter that people and administrators get by themselves: when it left, when it leaves next, and its switch. */
export default function LettersPage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('letters')
  const { organization, kinds, maySwitch } = loaderData
  return (
    <Stack>
      <PageHead title={words('letters')} summary={words('summary', { organization })} />
      <Refused refusal={useActResult(actionData)?.refusal} />
      {!actionData && <Done />}
      <LettersTable kinds={kinds} maySwitch={maySwitch} />
      {!maySwitch && <p>{words('no_rights')}</p>}
      <FixedLetters />
    </Stack>
  )
}

const outcomes = {
  on: 'switched_on',
  off: 'switched_off',
  on_own: 'switched_on_own',
  off_own: 'switched_off_own',
} as const

/** Says what was switched, at the top of the page it was pressed on. */
function Done() {
  const words = useWords('letters')
  const [params] = useSearchParams()
  const letter = switchableLetter(params.get('letter') ?? '')
  const outcome = Object.entries(outcomes).find(([act]) => act === params.get('done'))?.[1]
  if (!letter || !outcome) return null
  return (
    <Banner tone="ok" focus>
      {words(outcome, { letter: words(`kind_${letter.kind}`) })}
    </Banner>
  )
}
