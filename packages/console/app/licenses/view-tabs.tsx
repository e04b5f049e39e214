import { Form } from 'react-router'
import { Button } from '../ui/button.tsx'
import { CopyField } from '../ui/copy-field.tsx'
import { PopOver } from '../ui/pop-over.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { TextField } from '../ui/text-field.tsx'
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
}

/** The views as tabs above the list, and what can be done with the one at hand. */
export function ViewTabs({ views, query, list, address, maySave }: ViewTabsProps) {
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
      {current?.name != null && <ThisView view={current} name={current.name} address={address} />}
      {!current && maySave && query !== '' && <SaveView query={query} />}
    </Tabs>
  )
}

function SaveView({ query }: { query: string }) {
  const words = useWords('licenses')
  return (
    <PopOver title={words('save_view')}>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="act" value="save_view" />
        <input type="hidden" name="query" value={query} />
        <TextField name="name" label={words('view_name')} help={words('view_help')} required maxLength={40} />
        <Button variant="primary">{words('save_this_view')}</Button>
      </Form>
    </PopOver>
  )
}

function ThisView({ view, name, address }: { view: ShownView; name: string; address: string }) {
  const words = useWords('licenses')
  return (
    <PopOver title={words('this_view')}>
      <CopyField label={words('view_link')} value={`${address}/v/${encodeURIComponent(view.slug)}`} />
      {view.mayChange && (
        <Form method="post" preventScrollReset key={name}>
          <input type="hidden" name="slug" value={view.slug} />
          <TextField name="name" label={words('view_name')} defaultValue={name} maxLength={40} />
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
