import { Form } from 'react-router'
import { type ActResult, resultOf } from '../act.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { ShownOwnCode } from './own-code.server.ts'

interface AskForCodeProps {
  own: ShownOwnCode
  requestId: string
  result: ActResult | undefined
}

/** Where codes are handed out on request: the question, what became of it, and who answers. */
export function AskForCode(props: AskForCodeProps) {
  const { own, result } = props
  if (own.request?.state === 'open')
    return <Waiting own={own} request={own.request} focus={result?.act === 'ask'} />
  return (
    <>
      {own.request?.state === 'denied' && <Denied request={own.request} />}
      <AskForm {...props} />
    </>
  )
}

type Request = NonNullable<ShownOwnCode['request']>

function Waiting({ own, request, focus }: { own: ShownOwnCode; request: Request; focus: boolean }) {
  const words = useWords('activation')
  const format = useFormat()
  const date = format.dateTime(request.askedAt)
  const people = format.list(own.answerers)
  return (
    <Banner tone="info" focus={focus}>
      <p>{people === '' ? words('ask_open_nobody', { date }) : words('ask_open', { date, people })}</p>
      <p>{words('ask_yours', { reason: request.reason })}</p>
    </Banner>
  )
}

function Denied({ request: { answeredBy, note } }: { request: Request }) {
  const words = useWords('activation')
  return (
    <Banner tone="warn">
      <p>{words('ask_denied', { by: answeredBy ?? '' })}</p>
      {note !== '' && <p>{words('ask_note', { note })}</p>}
    </Banner>
  )
}

function AskForm({ own, requestId, result }: AskForCodeProps) {
  const words = useWords('activation')
  const format = useFormat()
  const refused = resultOf(result, 'ask')
  const errors = useFieldErrors(refused?.refusal)
  const people = format.list(own.answerers)
  return (
    <Form method="post">
      <p>{words('ask_what', { organization: own.organization })}</p>
      <FormErrors errors={errors} />
      <input type="hidden" name="id" value={requestId} />
      <TextArea
        name="reason"
        label={words('ask_reason')}
        help={words('ask_reason_help')}
        error={errors?.reason}
        defaultValue={refused?.typed.reason}
        dir="auto"
      />
      <p>{words('cannot_call_back')}</p>
      <Button variant="primary" name="act" value="ask">
        {words(own.request ? 'ask_again' : 'ask_button')}
      </Button>
      {people !== '' && <p>{words('ask_who', { people })}</p>}
    </Form>
  )
}
