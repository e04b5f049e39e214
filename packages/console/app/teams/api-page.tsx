import { Form, useSearchParams } from 'react-router'
import { doneAct, refusedAct, useActResult } from '../act.ts'
import { placeOf } from '../assignment/place.server.ts'
import { typedIn } from '../typed.ts'
import { Banner } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { Section, Stack, Task } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/api-page'
import { ApiDocuments, FirstCall } from './first-call.tsx'
import { loadTokens, tokenShown } from './tokens.server.ts'
import { TokensTable } from './tokens-table.tsx'

export async function loader(args: Route.LoaderArgs) {
  const { here, page, api } = await loadTokens(args)
  const { organization, team, enabled, maySwitch, choices } = page
  return {
    ...{ home: here.place.home, api, organization, team, enabled, maySwitch: maySwitch && team === null },
    tokens: page.tokens.map(tokenShown),
    mayMake: choices.length > 0,
  }
}

export async function action(args: Route.ActionArgs) {
  const { app, actor, scope } = await placeOf(args)
  const form = await args.request.formData()
  const { state = '' } = typedIn(form)
  const { organizationId } = scope
  const decision = await app.operations.changeApi(actor, { organizationId, state })
  return decision.ok ? doneAct(args.url, 'switch') : refusedAct(form, decision.refusal)
}

/** What programs may do here: whether they are answered at all, whose tokens there are, and how to begin. */
export default function ApiPage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('tokens')
  const { home, api, organization, team, enabled, tokens, mayMake } = loaderData
  const result = useActResult(actionData)
  const newToken = mayMake && (
    <LinkButton to={`${home}/api/new`} variant="primary">
      {words('new_token')}
    </LinkButton>
  )
  return (
    <>
      <PageHead
        title={words('title')}
        summary={words(team ? 'summary_team' : 'summary', { place: team?.name ?? organization })}
        actions={tokens.length > 0 && newToken}
      />
      <Stack>
        {result && !result.refusal && <Done act={result.act} enabled={enabled} />}
        <Refused refusal={result?.refusal} />
        <Switch {...loaderData} />
        {tokens.length > 0 ? (
          <TokensTable tokens={tokens} home={home} />
        ) : (
          <EmptyState title={words('none_title')} action={newToken}>
            {words(mayMake ? 'none' : 'none_to_make')}
          </EmptyState>
        )}
      </Stack>
      <Section title={words('first_call')}>
        <Task>
          <p>{words('first_call_what')}</p>
          <FirstCall api={api} />
          <ApiDocuments />
        </Task>
      </Section>
    </>
  )
}

/** What the last form came to, here or on the page it leads back from. */
function Done({ act, enabled }: { act: string; enabled: boolean }) {
  const words = useWords('tokens')
  const [params] = useSearchParams()
  const token = params.get('token') ?? ''
  const sentences: Readonly<Record<string, string>> = {
    switch: words(enabled ? 'turned_on' : 'turned_off'),
    revoke: words('revoked', { token }),
  }
  const sentence = sentences[act]
  if (!sentence) return null
  return (
    <Banner tone="ok" focus>
      {sentence}
    </Banner>
  )
}

type SwitchProps = Pick<Route.ComponentProps['loaderData'], 'enabled' | 'maySwitch' | 'organization'>

/** Whether programs are answered, and the way to change that for whoever may. */
function Switch({ enabled, maySwitch, organization }: SwitchProps) {
  const words = useWords('tokens')
  return (
    <Section title={words('state')}>
      <Task>
        <p>
          <StatusChip shape={enabled ? 'dot' : 'pause'} tone={enabled ? 'ok' : 'warn'}>
            {words(enabled ? 'on' : 'off')}
          </StatusChip>{' '}
          {words(enabled ? 'on_what' : 'off_what')}
          {!maySwitch && ` ${words('who_switches', { organization })}`}
        </p>
        {maySwitch && (
          <Form method="post" preventScrollReset>
            <Button variant={enabled ? 'secondary' : 'primary'} name="state" value={enabled ? 'off' : 'on'}>
              {words(enabled ? 'turn_off' : 'turn_on')}
            </Button>
          </Form>
        )}
      </Task>
    </Section>
  )
}
