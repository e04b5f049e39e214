import type { VendorGuess } from '@claviger/core/teams/guess-vendor'
import type { Typed } from '../typed.ts'
import type { FieldErrors } from '../ui/form-errors.tsx'
import { PageHead } from '../ui/page-head.tsx'
import type { Option } from '../ui/select-field.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useRoot } from '../use-root.ts'
import { useWords } from '../words/use-words.ts'
import { ContinuityFields } from './continuity-fields.tsx'
import { SetupPlace } from './setup-place.tsx'

export interface SetupLists {
  countries: readonly Option[]
  currencies: readonly Option[]
  languages: readonly Option[]
  timeZones: readonly Option[]
}

type Step = 'you' | 'vendor' | 'mail' | 'product' | 'price'

interface SetupFieldsProps {
  step: Step
  /** What this step has been answered with, or was refused with. */
  typed: Typed
  answers: Readonly<Partial<Record<Step, Typed>>>
  errors: FieldErrors | undefined
  lists: SetupLists
  guess: VendorGuess
  mails: boolean
  today: string
}

/** The fields of one step under its question. */
export function SetupFields(props: SetupFieldsProps) {
  const words = useWords('catalog')
  const { step, mails } = props
  const summary = step === 'mail' && mails ? words('setup_mail_smtp_summary') : words(`setup_${step}_summary`)
  return (
    <>
      <PageHead title={words(`setup_${step}_title`)} thing={words('setup_tab')} summary={summary} />
      {
        {
          you: <YouFields {...props} />,
          vendor: <VendorFields {...props} />,
          mail: <MailFields {...props} />,
          product: <ProductFields {...props} />,
          price: <PriceFields {...props} />,
        }[step]
      }
    </>
  )
}

/** A field of a step, with what was typed and what is wrong; the first of a page has the focus. */
function fieldOf({ typed, errors }: SetupFieldsProps) {
  const firstWrong = Object.keys(errors ?? {})[0]
  return (name: string, first = false) => ({
    name,
    error: errors?.[name],
    defaultValue: typed[name],
    autoFocus: firstWrong === undefined ? first : firstWrong === name,
  })
}

const address = { inputMode: 'email', autoCapitalize: 'none', spellCheck: false, dir: 'ltr' } as const

function YouFields(props: SetupFieldsProps) {
  const words = useWords('catalog')
  const field = fieldOf(props)
  return (
    <>
      <TextField {...field('name', true)} label={words('setup_your_name')} autoComplete="name" dir="auto" />
      <TextField
        {...field('email')}
        {...address}
        label={words('setup_your_email')}
        help={words('setup_your_email_help')}
        autoComplete="email"
      />
    </>
  )
}

function VendorFields(props: SetupFieldsProps) {
  const words = useWords('catalog')
  const { lists, guess, typed, errors } = props
  return (
    <>
      <TextField
        {...fieldOf(props)('name', true)}
        label={words('setup_vendor_name')}
        help={words('setup_vendor_name_help')}
        autoComplete="organization"
        dir="auto"
      />
      <SetupPlace {...{ lists, errors }} place={{ ...guess, ...typed }} />
    </>
  )
}

function MailFields(props: SetupFieldsProps) {
  const words = useWords('catalog')
  const field = fieldOf(props)('replyTo')
  return (
    <TextField
      {...field}
      {...address}
      defaultValue={field.defaultValue ?? props.answers.you?.email}
      label={words('setup_reply_to')}
      help={words('setup_reply_to_help')}
      autoComplete="off"
    />
  )
}

function ProductFields(props: SetupFieldsProps) {
  const words = useWords('catalog')
  const field = fieldOf(props)
  return (
    <>
      <TextField {...field('name', true)} label={words('setup_product_name')} autoComplete="off" dir="auto" />
      <TextField
        {...field('code')}
        label={words('product_code')}
        help={words('product_code_help')}
        optional
        look="code"
        autoComplete="off"
        dir="ltr"
      />
      <TextField
        {...field('version')}
        label={words('setup_version')}
        help={words('setup_version_help')}
        optional
        autoComplete="off"
        dir="ltr"
      />
      <TextField
        {...field('releasedOn')}
        type="date"
        label={words('setup_released_on')}
        defaultValue={props.typed.releasedOn || props.today}
      />
    </>
  )
}

function PriceFields(props: SetupFieldsProps) {
  const words = useWords('catalog')
  const { vendorName } = useRoot()
  const currency = props.answers.vendor?.currency ?? props.guess.currency
  return (
    <>
      <TextField
        {...fieldOf(props)('price', true)}
        label={words('setup_price', { currency })}
        help={words('setup_price_help', { vendor: props.answers.vendor?.name ?? vendorName })}
        inputMode="decimal"
        autoComplete="off"
        dir="ltr"
      />
      <ContinuityFields typed={props.typed} errors={props.errors} fresh={props.typed.price === undefined} />
    </>
  )
}
