import { Form } from 'react-router'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { PopOver } from '../ui/pop-over.tsx'
import { Actions } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import { type ColumnKey, columnKeys, firstColumn } from './column-keys.ts'
import { columnHead } from './license-columns.tsx'

interface ColumnsMenuProps {
  chosen: readonly ColumnKey[]
  /** Columns that say nothing here. */
  hidden: readonly ColumnKey[]
}

/** Chooses which columns the list has; remembered for the account in this organization. */
export function ColumnsMenu({ chosen, hidden }: ColumnsMenuProps) {
  const words = useWords()
  const own = useWords('licenses')
  const keys = columnKeys.filter((key) => key !== firstColumn && !hidden.includes(key))
  return (
    <PopOver title={words('columns')} end>
      <Form method="post" preventScrollReset key={chosen.join()}>
        <input type="hidden" name="act" value="columns" />
        {hidden.map((key) => (
          <input key={key} type="hidden" name={`column_${key}`} value={key} />
        ))}
        <fieldset>
          <legend>{own('columns_help')}</legend>
          {keys.map((key) => (
            <Checkbox
              key={key}
              name={`column_${key}`}
              value={key}
              label={columnHead(key, own)}
              defaultChecked={chosen.includes(key)}
            />
          ))}
        </fieldset>
        <Actions>
          <Button variant="primary">{words('columns_show')}</Button>
          <Button name="usual" value="yes">
            {words('columns_usual')}
          </Button>
        </Actions>
      </Form>
    </PopOver>
  )
}
