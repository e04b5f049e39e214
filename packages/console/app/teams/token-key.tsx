import { Link } from 'react-router'
import { Banner } from '../ui/banner.tsx'
import { CopyField } from '../ui/copy-field.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Task } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import { type Api, FirstCall } from './first-call.tsx'

interface TokenKeyProps {
  name: string
  /** Null where the same form has drawn it before. */
  token: string | null
  api: Api
  enabled: boolean
  /** The page of the tokens. */
  back: string
  /** Where the token is given another key. */
  rotate: string
}

/** The one page on which a key is shown: nothing keeps it but the reader. */
export function TokenKey({ name, token, api, enabled, back, rotate }: TokenKeyProps) {
  const words = useWords('tokens')
  return (
    <Task>
      <PageHead title={<bdi>{name}</bdi>} thing={name} back={<Link to={back}>{words('title')}</Link>} />
      {token ? (
        <>
          <Banner tone="ok" focus>
            {words('key_now')}
          </Banner>
          <CopyField label={words('key')} value={token} help={words('key_help')} />
          {!enabled && <Banner tone="warn">{words('key_while_off')}</Banner>}
          <p>{words('first_call_what')}</p>
          <FirstCall api={api} />
        </>
      ) : (
        <Banner tone="info" focus actions={<Link to={rotate}>{words('rotate')}</Link>}>
          {words('key_before')}
        </Banner>
      )}
      <p>
        <Link to={back}>{words('back')}</Link>
      </p>
    </Task>
  )
}
