import type { Refusal } from '@claviger/core/kernel/decision'
import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react'
import { Form, Link } from 'react-router'
import { Button } from '../ui/button.tsx'
import { classes } from '../ui/classes.ts'
import { FormErrors } from '../ui/form-errors.tsx'
import { Actions, Task } from '../ui/task.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import style from './assign-box.module.css'
import { GivingFields } from './giving-fields.tsx'
import type { PoolChoice } from './pool.server.ts'

interface AssignBoxProps {
  pools: PoolChoice
  home: string
  text: string
  until: string
  today: string
  jobId: string
  refusal: Refusal | undefined
}

/** What kinds of file the chooser of files offers first. */
const accepted = '.csv,.tsv,.txt,.xlsx,.vcf,.eml,text/csv,text/plain,text/vcard,message/rfc822'

/** The one box for anything pasted or dropped. What arrives in it is looked at at once. */
export function AssignBox({ pools, home, text, until, today, jobId, refusal }: AssignBoxProps) {
  const words = useWords('assignment')
  const lists = useWords('lists')
  const errors = useFieldErrors(refusal)
  const file = useRef<HTMLInputElement>(null)
  const { over, ...drop } = useDrop((files) => {
    if (!file.current) return
    file.current.files = files
    file.current.form?.requestSubmit()
  })
  return (
    <Form method="post" encType="multipart/form-data" key={text}>
      <input type="hidden" name="jobId" value={jobId} />
      <Task summary={<GivingFields {...{ pools, until, today }} error={errors?.until} />}>
        <FormErrors errors={errors} />
        <div className={classes(style.box, over && style.over)} {...drop}>
          <TextArea
            name="list"
            label={words('people')}
            help={lists('box_help')}
            error={errors?.list}
            defaultValue={text}
            rows={12}
            autoComplete="off"
            spellCheck={false}
            placeholder={words('list_example')}
            onPaste={previewSoon}
          />
        </div>
        <div className={style.file}>
          <TextField
            ref={file}
            type="file"
            name="file"
            label={lists('file')}
            help={lists('file_help')}
            error={errors?.file}
            accept={accepted}
            onChange={({ currentTarget: { files, form } }) => files?.length && form?.requestSubmit()}
          />
        </div>
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

const bringsFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files')

/** Takes files that are dropped or pasted; text finds its own way into the box. */
function useDrop(take: (files: FileList) => void) {
  const [over, setOver] = useState(false)
  return {
    over,
    onDragOver: (event: DragEvent) => {
      if (!bringsFiles(event)) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false)
      if (!bringsFiles(event)) return
      event.preventDefault()
      take(event.dataTransfer.files)
    },
    onPaste: (event: ClipboardEvent) => {
      const { files } = event.clipboardData
      // A spreadsheet puts a picture of its cells beside their text.
      if (files.length === 0 || event.clipboardData.types.includes('text/plain')) return
      event.preventDefault()
      take(files)
    },
  }
}
