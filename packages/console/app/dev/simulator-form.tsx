import type { FormEvent } from 'react'
import { Form, useNavigate } from 'react-router'
import { Button, LinkButton } from '../ui/button.tsx'
import { type FieldErrors, FormErrors } from '../ui/form-errors.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { Actions, Stack } from '../ui/task.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useWords } from '../words/use-words.ts'
import type { Simulated, TermName } from './simulated.server.ts'
import style from './simulator-form.module.css'

/** Whose license is played through: one that was sold, or one of a product made up for it. */
export function ChooseLicense({ page }: { page: Simulated }) {
  const words = useWords('dev')
  const { products, license, typedLicense, product, typed } = page
  const choices = license?.products ?? products
  return (
    <Form method="get" key={`${product?.code} ${typedLicense}`}>
      <div className={style.fields}>
        {typed.day !== '' && <input type="hidden" name="day" value={typed.day} />}
        <SelectField
          name="product"
          label={words('product')}
          defaultValue={product?.code ?? ''}
          options={choices.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
        />
        <TextField
          name="license"
          label={words('license_id')}
          help={words('license_id_help')}
          defaultValue={typedLicense}
          look="code"
          optional
          autoComplete="off"
          dir="ltr"
        />
        <div>
          <Button>{words('choose_license')}</Button>
        </div>
      </div>
    </Form>
  )
}

/** The terms, all in the address: what was paid, what happens to it, which versions there are. */
export function SimulatorForm({ page, errors }: { page: Simulated; errors: FieldErrors | undefined }) {
  const words = useWords('dev')
  const { defaults, typed, license, product } = page
  const go = useGo(defaults)
  if (!defaults || !product) return null
  const fields = Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [name, typed[name as TermName] || value]),
  ) as Fields
  const same = new URLSearchParams({ product: product.code, ...(license && { license: license.id }) })
  const { day, release, ...terms } = fields
  return (
    <Form method="get" key={JSON.stringify(terms)} onSubmit={go}>
      <Stack>
        <FormErrors errors={errors} />
        {[...same, ['day', day] as const, ['release', release] as const].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <PaidTime fields={fields} errors={errors} />
        <WhatHappens fields={fields} errors={errors} />
        <TextArea
          name="releases"
          label={words('releases')}
          help={words('releases_help')}
          error={errors?.releases}
          defaultValue={fields.releases}
          rows={6}
          dir="ltr"
          spellCheck={false}
        />
        <Actions>
          <Button variant="primary">{words('play')}</Button>
          <LinkButton to={`/dev/simulator?${same}`}>{words('reset')}</LinkButton>
        </Actions>
      </Stack>
    </Form>
  )
}

/** Goes to the terms without those that hold anyway, so that the address says what is special about it. */
function useGo(defaults: Fields | null) {
  const navigate = useNavigate()
  return (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const texts = [...new FormData(event.currentTarget)].map(
      ([name, value]) => [name, String(value).replaceAll('\r\n', '\n')] as const,
    )
    const special = texts.filter(([name, value]) => value !== '' && value !== defaults?.[name as TermName])
    navigate({ search: String(new URLSearchParams(special.map(([name, value]) => [name, value]))) })
  }
}

type Fields = Record<TermName, string>
type FieldsProps = { fields: Fields; errors: FieldErrors | undefined }

function PaidTime({ fields, errors }: FieldsProps) {
  const words = useWords('dev')
  const day = (name: 'start' | 'paid') => ({
    ...{ name, type: 'date', error: errors?.[name], defaultValue: fields[name] },
  })
  return (
    <div className={style.fields}>
      <TextField {...day('start')} label={words('starts_on')} />
      <TextField {...day('paid')} label={words('paid_through')} />
      <SelectField
        name="term"
        label={words('paid_by')}
        defaultValue={fields.term}
        options={[
          { value: 'year', label: words('by_year') },
          { value: 'month', label: words('by_month') },
        ]}
      />
      <SelectField
        name="payment"
        label={words('payment')}
        defaultValue={fields.payment}
        options={[
          { value: 'settled', label: words('payment_settled') },
          { value: 'awaiting', label: words('payment_awaiting') },
        ]}
      />
      <NumberField
        name="grace"
        label={words('grace_days')}
        error={errors?.grace}
        defaultValue={fields.grace}
        min={0}
        max={90}
      />
    </div>
  )
}

function WhatHappens({ fields, errors }: FieldsProps) {
  const words = useWords('dev')
  const day = (name: 'revoked' | 'unreachable') => ({
    ...{ name, type: 'date', error: errors?.[name], defaultValue: fields[name], optional: true },
  })
  return (
    <div className={style.fields}>
      <SelectField
        name="kind"
        label={words('how_activated')}
        defaultValue={fields.kind}
        options={[
          { value: 'offline', label: words('by_code') },
          { value: 'online', label: words('by_connecting') },
        ]}
      />
      <TextField {...day('revoked')} label={words('revoked_on')} />
      <TextField {...day('unreachable')} label={words('unreachable_since')} />
      <NumberField
        name="offline"
        label={words('offline_days')}
        error={errors?.offline}
        defaultValue={fields.offline}
        min={1}
        max={365}
      />
    </div>
  )
}
