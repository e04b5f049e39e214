import { Form, Link } from 'react-router'
import { placeOf } from '../assignment/place.server.ts'
import { selectionAt, selectionQuery } from '../assignment/selection-address.server.ts'
import { separatorFor } from '../csv.ts'
import { shown } from '../shown.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { Actions, Stack, Task } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/export-page'

export async function loader(args: Route.LoaderArgs) {
  const here = await placeOf(args)
  const { app, actor, place, scope, locale } = here
  const params = args.url.searchParams
  const selection = selectionAt(here, params)
  const { licenses } = shown(await app.views.licenseListSize(actor, { ...scope, selection }), args.request)
  return { licenses, home: place.home, query: selectionQuery(params), separator: separatorFor(locale) }
}

/** A list of licenses on its way into a file: of which kind, and with which columns. */
export default function ExportPage({ loaderData }: Route.ComponentProps) {
  const words = useWords('licenses')
  const { licenses, home, query, separator } = loaderData
  const list = `${home}/licenses${query === '' || query.includes('ticked=') ? '' : `?${query}`}`
  const back = <Link to={list}>{words('licenses')}</Link>
  if (licenses === 0)
    return (
      <>
        <PageHead title={words('export_title_none')} back={back} />
        <EmptyState
          title={words('no_match_title')}
          action={<LinkButton to={`${home}/licenses`}>{words('show_all_licenses')}</LinkButton>}
        >
          {words('export_none')}
        </EmptyState>
      </>
    )
  return (
    <>
      <PageHead
        title={words('export_title', { count: licenses })}
        summary={words('export_summary')}
        back={back}
      />
      {/* The file comes from an address of its own, so that the page stays. */}
      <Form
        method="post"
        reloadDocument
        action={`${home}/licenses/export/file${query === '' ? '' : `?${query}`}`}
      >
        <Task>
          <Stack>
            <RadioGroup
              name="format"
              label={words('export_format')}
              defaultValue="xlsx"
              choices={[
                { value: 'xlsx', label: words('export_xlsx') },
                { value: 'csv', label: words('export_csv'), help: words('export_csv_help') },
              ]}
            />
            <SelectField
              name="separator"
              label={words('export_separator')}
              help={words('export_separator_help')}
              defaultValue={separator}
              options={[
                { value: ',', label: words('separator_comma') },
                { value: ';', label: words('separator_semicolon') },
                { value: 'tab', label: words('separator_tab') },
              ]}
            />
            <RadioGroup
              name="columns"
              label={words('columns_help')}
              defaultValue="chosen"
              choices={[
                { value: 'chosen', label: words('export_chosen') },
                { value: 'all', label: words('export_all') },
              ]}
            />
            <Actions>
              <Button variant="primary">{words('export_count', { count: licenses })}</Button>
              <Link to={list}>{words('back_to_list')}</Link>
            </Actions>
          </Stack>
        </Task>
      </Form>
    </>
  )
}
