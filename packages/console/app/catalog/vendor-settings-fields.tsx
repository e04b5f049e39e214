import { NumberField } from '../ui/number-field.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { type Option, SelectField } from '../ui/select-field.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useWords } from '../words/use-words.ts'

type Setting =
  | 'name'
  | 'country'
  | 'timeZone'
  | 'locale'
  | 'replyTo'
  | 'invoiceRelease'
  | 'invoiceDays'
  | 'undoMinutes'
  | 'letterMinutes'
  | 'coolDownDays'
  | 'graceDays'
  | 'checkHours'
  | 'offlineDays'
  | 'machines'

/** Wires one setting to its field: what it is, or what was typed, and what is wrong with that. */
export type SettingField = (name: Setting) => {
  name: string
  error: string | undefined
  defaultValue: string
}

interface NameFieldsProps {
  field: SettingField
  lists: {
    countries: readonly Option[]
    timeZones: readonly Option[]
    languages: readonly Option[]
  }
}

/** Who the vendor is. */
export function NameFields({ field, lists }: NameFieldsProps) {
  const words = useWords('catalog')
  return (
    <>
      <TextField
        {...field('name')}
        label={words('setup_vendor_name')}
        autoComplete="organization"
        dir="auto"
      />
      <TextField
        {...field('replyTo')}
        label={words('setup_reply_to')}
        help={words('setup_reply_to_help')}
        inputMode="email"
        autoComplete="off"
        dir="ltr"
      />
      <SelectField {...field('country')} label={words('country')} options={lists.countries} />
      <SelectField {...field('timeZone')} label={words('time_zone')} options={lists.timeZones} />
      <SelectField {...field('locale')} label={words('letter_language')} options={lists.languages} />
    </>
  )
}

/** How the vendor works: when licenses come, how long things can be undone. */
export function HouseFields({ field }: { field: SettingField }) {
  const words = useWords('catalog')
  return (
    <>
      <RadioGroup
        {...field('invoiceRelease')}
        label={words('invoice_release')}
        choices={[
          { value: 'confirm', label: words('release_confirm'), help: words('release_confirm_help') },
          { value: 'at_once', label: words('release_at_once'), help: words('release_at_once_help') },
          {
            value: 'after_payment',
            label: words('release_after_payment'),
            help: words('release_after_payment_help'),
          },
        ]}
      />
      <NumberField
        {...field('invoiceDays')}
        label={words('invoice_days')}
        help={words('invoice_days_help')}
        min={0}
        max={365}
      />
      <NumberField
        {...field('undoMinutes')}
        label={words('undo_minutes')}
        help={words('undo_minutes_help')}
        min={0}
        max={1440}
      />
      <NumberField
        {...field('letterMinutes')}
        label={words('letter_minutes')}
        help={words('letter_minutes_help')}
        min={0}
        max={1440}
      />
      <NumberField
        {...field('coolDownDays')}
        label={words('cool_down_days')}
        help={words('cool_down_days_help')}
        min={0}
        max={365}
      />
    </>
  )
}

/** What license documents tell the product: how long it goes on by itself, and on how many machines. */
export function RunningFields({ field }: { field: SettingField }) {
  const words = useWords('catalog')
  return (
    <>
      <NumberField
        {...field('graceDays')}
        label={words('grace_days')}
        help={words('grace_days_help')}
        min={0}
        max={90}
      />
      <NumberField
        {...field('machines')}
        label={words('most_machines')}
        help={words('most_machines_help')}
        min={0}
        max={100}
      />
      <NumberField
        {...field('checkHours')}
        label={words('check_hours')}
        help={words('check_hours_help')}
        min={1}
        max={720}
      />
      <NumberField
        {...field('offlineDays')}
        label={words('offline_days')}
        help={words('offline_days_help')}
        min={1}
        max={365}
      />
    </>
  )
}
