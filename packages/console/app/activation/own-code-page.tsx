import { Link } from 'react-router'
import { doneAct, refusedAct, useActResult } from '../act.ts'
import { typedIn } from '../typed.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Stack } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/own-code-page'
import { AskForCode } from './ask-for-code.tsx'
import { ownCodeOf, ownCodeShown } from './own-code.server.ts'
import { HeldCode } from './own-code-held.tsx'
import { TakeCode } from './take-code.tsx'

export async function loader(args: Route.LoaderArgs) {
  const { own } = await ownCodeOf(args)
  return { own: ownCodeShown(own), requestId: crypto.randomUUID() }
}

export async function action(args: Route.ActionArgs) {
  const { app, actor, license } = await ownCodeOf(args)
  const form = await args.request.formData()
  const { act = '', id = '', reason = '' } = typedIn(form)
  const decision =
    act === 'ask'
      ? await app.operations.requestCode(actor, { ...license, id, reason })
      : await app.operations.takeOwnCode(actor, license)
  return decision.ok ? doneAct(args.url, act) : refusedAct(form, decision.refusal)
}

/** The activation code of a license in one's hands: to copy, save, print; before there is one, how to get it. */
export default function OwnCodePage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('activation')
  const { own, requestId } = loaderData
  const { code, product, organization, organizationId, licenseId, address, policy } = own
  const back = `/me/licenses/${organizationId}/${licenseId}`
  const result = useActResult(actionData)
  return (
    <Stack>
      <PageHead
        title={words('own_title', { product })}
        summary={words.rich('own_summary', { organization, address }, { b: <bdi /> })}
        back={<Link to={back}>{product}</Link>}
      />
      <Refused refusal={result?.refusal} />
      {code && <HeldCode own={own} code={code} file={`${back}/code.txt`} />}
      {!code && policy === 'ask' && <AskForCode {...{ own, requestId, result }} />}
      {!code && policy !== 'ask' && <TakeCode />}
    </Stack>
  )
}
