import type { Refusal } from '@claviger/core/kernel/decision'
import { Form } from 'react-router'
import { Button } from '../ui/button.tsx'
import { CopyField } from '../ui/copy-field.tsx'
import { PopOver } from '../ui/pop-over.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import { type ShownView, sameQuery, viewName } from './license-views.ts'

export interface ViewTabsProps {
  views: readonly ShownView[]
  /** What the page shows now, in one spelling. */
  query: string
  /** Where the list is. */
  list: string
  /** The same with the server's name, for handing it on. */
  address: string
  maySave: boolean
  refusal: Refusal | undefined
}

/** The views as tabs above the list, and what can be done with the one at hand. */
export function ViewTabs({ views, query, list, address, maySave, refusal }: ViewTabsProps) {
  const error = useFieldErrors(refusal)?.name
  const words = useWords('licenses')
  const current = views.find((view) => sameQuery(view.query, query))
  const tabs = views.map((view) => ({
    key: `${view.slug} ${view.name}`,
    label: viewName(view, words),
    to: view.query === '' ? list : `${list}?${view.query}`,
    current: view === current,
  }))
  return (
    <Tabs label={words('views')} tabs={tabs} more={words('more_views')}>
      {current?.name != null && <ThisView view={current} name={current.name} {...{ address, error }} />}
      {!current && maySave && query !== '' && <SaveView {...{ query, error }} />}
    </Tabs>
  )
}

function SaveView({ query, error }: { query: string; error: string | undefined }) {
  const words = useWords('licenses')
  return (
    <PopOver title={words('save_view')} open={error !== undefined}>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="act" value="save_view" />
        <input type="hidden" name="query" value={query} />
        <TextField
          name="name"
          label={words('view_name')}
          help={words('view_help')}
          error={error}
          required
          maxLength={40}
        />
        <Button variant="primary">{words('save_this_view')}</Button>
      </Form>
    </PopOver>
  )
}

interface ThisViewProps {
  view: ShownView
  name: string
  address: string
  error: string | undefined
}

function ThisView({ view, name, address, error }: ThisViewProps) {
  const words = useWords('licenses')
  return (
    <PopOver title={words('this_view')} open={error !== undefined}>
      <CopyField label={words('view_link')} value={`${address}/v/${encodeURIComponent(view.slug)}`} />
      {view.mayChange && (
        <Form method="post" preventScrollReset key={name}>
          <input type="hidden" name="slug" value={view.slug} />
          <TextField
            name="name"
            label={words('view_name')}
            defaultValue={name}
            error={error}
            maxLength={40}
          />
          <Button name="act" value="rename_view">
            {words('rename_view')}
          </Button>
          <Button name="act" value="delete_view">
            {words('delete_view')}
          </Button>
        </Form>
      )}
    </PopOver>
  )
}
