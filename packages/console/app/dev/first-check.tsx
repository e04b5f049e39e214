import { data } from 'react-router'
import { statusFor } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { once } from '../once.server.ts'
import { shown } from '../shown.ts'
import { typedIn } from '../typed.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Section, Stack } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/first-check'
import { callShown } from './call-shown.server.ts'
import { ChooseProduct } from './choose-product.tsx'
import { LatestCalls } from './latest-calls.tsx'
import { NoProduct } from './no-product.tsx'
import { Snippets } from './snippet-boxes.tsx'
import { offlineSnippet } from './snippets.ts'
import { SourceBox } from './source-box.tsx'
import { TestCode } from './test-code.tsx'

const latest = 10

export async function loader({ context, request }: Route.LoaderArgs) {
  const { app, actor, publicOrigin } = context.get(applicationContext)
  const start = shown(await app.views.devStart(actor, {}), request)
  const asked = new URL(request.url).searchParams.get('product')
  const product = start.products.find(({ code }) => code === asked) ?? start.products[0] ?? null
  const wanted = { product: product?.code ?? '', answer: '', search: '', from: '', perPage: latest }
  const { calls } = shown(await app.views.productCalls(actor, wanted), request)
  return {
    ...{ products: start.products, product, mayMakeCodes: start.mayMakeCodes },
    ...{ rootKey: start.rootKey, server: publicOrigin, today: app.clock().toISOString().slice(0, 10) },
    calls: calls.map(callShown),
  }
}

export async function action({ context, request }: Route.ActionArgs) {
  const { app, actor } = context.get(applicationContext)
  const { product = '' } = typedIn(await request.formData())
  const who = actor.kind === 'account' ? actor.sessionId : actor.kind
  const decision = await once(`test code of ${who} for ${product}`, 2, () =>
    app.operations.makeTestCode(actor, { productCode: product }),
  )
  return decision.ok
    ? data({ made: decision.plan, refusal: undefined })
    : data({ made: undefined, refusal: decision.refusal }, statusFor(decision.refusal))
}

/** From nothing to a first answer in five minutes: lines to copy, a code to try, and the calls as they come in. */
export default function FirstCheck({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('dev')
  const { products, product, calls, mayMakeCodes } = loaderData
  const facts = factsFor(loaderData)
  if (product === null) return <NoProduct title={words('first_check')} />
  return (
    <>
      <PageHead
        title={words('first_check')}
        summary={words('first_check_summary', { product: product.name })}
      />
      <Stack>
        {products.length > 1 && <ChooseProduct products={products} chosen={product.code} />}
        <Section title={words('step_lines')}>
          <Snippets facts={facts} />
        </Section>
        <Section title={words('step_calls')}>
          <LatestCalls calls={calls} product={product.code} />
        </Section>
        <Section title={words('step_offline')}>
          <TestCode product={product} answer={actionData} may={mayMakeCodes} />
          <SourceBox label={words('offline_lines')} text={offlineSnippet(facts)} />
          <p>{words('offline_lines_what')}</p>
        </Section>
      </Stack>
    </>
  )
}

type Loaded = Route.ComponentProps['loaderData']

/** A product without releases is tried as if its first came out today. */
function factsFor({ product, today, rootKey, server }: Loaded) {
  return {
    ...{ product: product?.code ?? '', rootKey, server },
    ...{ release: product?.version ?? '1.0', releasedOn: product?.releasedOn ?? today },
  }
}
