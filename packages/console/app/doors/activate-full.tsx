import { Form } from 'react-router'
import { Button } from '../ui/button.tsx'
import { Section, Stack } from '../ui/task.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { FullLicense } from './activate.server.ts'

/** The machines that use up a license, each with the way to sign it out. */
export function ActivateFull({ full: { organizationId, machines } }: { full: FullLicense }) {
  const words = useWords('doors')
  const format = useFormat()
  return (
    <Section title={words('connect_full_title')}>
      <Stack>
        {machines.map(({ activationId, name, system, product, lastSeenAt }) => (
          <Form method="post" key={activationId}>
            <input type="hidden" name="organization" value={organizationId} />
            <input type="hidden" name="machine" value={activationId} />
            <p>
              {words.rich(
                'connect_full_machine',
                {
                  machine: name || words('connect_unnamed'),
                  system,
                  product,
                  seen: format.relative(lastSeenAt),
                },
                { b: <bdi /> },
              )}
            </p>
            <Button name="act" value="sign_out">
              {words('connect_sign_out', { machine: name || words('connect_unnamed') })}
            </Button>
          </Form>
        ))}
      </Stack>
    </Section>
  )
}
