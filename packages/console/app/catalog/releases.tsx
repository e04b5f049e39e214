import { Form } from 'react-router'
import type { ActResult } from '../act.ts'
import { Button } from '../ui/button.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { DayText } from '../ui/date-text.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { Task } from '../ui/task.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'

interface ReleasesProps {
  releases: readonly { version: string; releasedOn: string }[]
  today: string
  result: ActResult | undefined
}

/** The versions there are, newest first: their days decide which one a lapsed subscription keeps. */
export function Releases({ releases, today, result }: ReleasesProps) {
  const words = useWords('catalog')
  const errors = useFieldErrors(result?.refusal)
  const typed = result?.refusal ? result.typed : {}
  return (
    <Task>
      {releases.length === 0 ? (
        <p>{words('releases_empty')}</p>
      ) : (
        <DataTable
          caption={words('releases')}
          columns={[
            { key: 'version', head: words('version'), cell: (release) => release.version, nowrap: true },
            {
              key: 'day',
              head: words('released_on'),
              cell: (release) => <DayText day={release.releasedOn} />,
              nowrap: true,
              priority: 1,
            },
          ]}
          rows={releases}
          rowKey={(release) => release.version}
        />
      )}
      <Refused refusal={result?.refusal} />
      <Form method="post" key={releases.length}>
        <FormErrors errors={errors} />
        <input type="hidden" name="act" value="release" />
        <TextField
          name="version"
          label={words('version')}
          help={words('version_help')}
          error={errors?.version}
          defaultValue={typed.version}
          autoComplete="off"
          dir="ltr"
        />
        <TextField
          name="releasedOn"
          type="date"
          label={words('released_on')}
          error={errors?.releasedOn}
          defaultValue={typed.releasedOn ?? today}
        />
        <Button>{words('add_release')}</Button>
      </Form>
    </Task>
  )
}
