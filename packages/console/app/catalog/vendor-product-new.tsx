import { Form, Link, redirect } from 'react-router'
import { refusedAct } from '../act.ts'
import { applicationContext } from '../context.server.ts'
import { formIdAt } from '../form-ids.server.ts'
import { shown } from '../shown.ts'
import { Button } from '../ui/button.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Task } from '../ui/task.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/vendor-product-new'
import { PackMembers } from './pack-members.tsx'

const isPack = (request: Request) => new URL(request.url).searchParams.get('kind') === 'pack'

export async function loader({ context, request, url }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  formIdAt(url)
  const { singles } = shown(await app.views.packableProducts(actor, {}), request)
  return { singles, pack: isPack(request) }
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { app, actor } = context.get(applicationContext)
  const form = await request.formData()
  const id = formIdAt(url)
  const named = { id, name: String(form.get('name') ?? ''), code: String(form.get('code') ?? '') }
  const members = form.getAll('members').map(String)
  const decision = isPack(request)
    ? await app.operations.addPack(actor, { ...named, members })
    : await app.operations.addProduct(actor, named)
  if (!decision.ok) return refusedAct(form, decision.refusal)
  throw redirect(`/vendor/products/${decision.plan.code}`)
}

/** A new product, or a new pack of products; its price is the next page's business. */
export default function VendorProductNew({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('catalog')
  const { singles, pack } = loaderData
  const typed = actionData?.typed ?? {}
  const errors = useFieldErrors(actionData?.refusal)
  return (
    <Task>
      <PageHead
        title={words(pack ? 'new_pack' : 'new_product')}
        summary={words(pack ? 'new_pack_summary' : 'new_product_summary')}
        back={<Link to="/vendor/products">{words('products')}</Link>}
      />
      <Refused refusal={actionData?.refusal} />
      <Form method="post">
        <FormErrors errors={errors} />
        <TextField
          name="name"
          label={words('product_name')}
          error={errors?.name}
          defaultValue={typed.name}
          autoComplete="off"
          dir="auto"
          autoFocus
        />
        <TextField
          name="code"
          label={words('product_code')}
          help={words('product_code_help')}
          error={errors?.code}
          defaultValue={typed.code}
          optional
          look="code"
          autoComplete="off"
          dir="ltr"
        />
        {pack && <PackMembers singles={singles} members={[]} error={errors?.members} />}
        <Button variant="primary">{words(pack ? 'add_pack' : 'add_product')}</Button>
      </Form>
    </Task>
  )
}
