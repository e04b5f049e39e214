import type { Refusal } from '@claviger/core/kernel/decision'
import type { ClipboardEvent } from 'react'
import { Form, Link } from 'react-router'
import { Button } from '../ui/button.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { Actions, Task } from '../ui/task.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import type { PoolChoice } from './pool.server.ts'
import { PoolField } from './pool-field.tsx'

interface AssignBoxProps {
  pools: PoolChoice
  home: string
  text: string
  jobId: string
  refusal: Refusal | undefined
}

/** The one box for anything pasted. Pasting into the empty box looks at the list at once. */
export function AssignBox({ pools, home, text, jobId, refusal }: AssignBoxProps) {
  const words = useWords('assignment')
  const errors = useFieldErrors(refusal)
  return (
    <Form method="post" key={text}>
      <input type="hidden" name="jobId" value={jobId} />
      <Task summary={<PoolField {...pools} label={words('gives')} />}>
        <FormErrors errors={errors} />
        <TextArea
          name="list"
          label={words('people')}
          help={words('list_help')}
          error={errors?.list}
          defaultValue={text}
          rows={12}
          autoComplete="off"
          spellCheck={false}
          placeholder={words('list_example')}
          onPaste={previewSoon}
        />
        <Actions>
          <Button variant="primary" name="act" value="preview">
            {words('preview')}
          </Button>
          <Link to={`${home}/assign?sample=1`}>{words('try_sample')}</Link>
        </Actions>
      </Task>
    </Form>
  )
}

function previewSoon({ currentTarget: box }: ClipboardEvent<HTMLTextAreaElement>) {
  if (box.value.trim() !== '') return
  // The pasted text is in the box after this event.
  setTimeout(() => box.form?.requestSubmit())
}
