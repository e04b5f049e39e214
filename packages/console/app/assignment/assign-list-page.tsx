import { Link, useNavigation } from 'react-router'
import { refused } from '../answers.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Stack } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/assign-list-page'
import { ForgetList } from './forget-list.tsx'
import { actOnList } from './list-acts.server.ts'
import { ListPreview } from './list-preview.tsx'
import { ListReading } from './list-reading.tsx'
import { listAddress, previewOfList, readingShown, rowsPerPage, ticksOfList } from './list-view.server.ts'
import { type Here, mustBeAllowed, placeOf } from './place.server.ts'
import { poolsShown } from './pool.server.ts'
import { poolValue } from './pool.ts'
import { askedBy, type OwnList, ownList, planOfList } from './read-list.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const here = await placeOf(args)
  await mustBeAllowed(here, 'licenses.assign')
  const { home, mayOrder, today } = here.place
  const list = await ownList(here, args.params.file)
  return {
    ...{ home, mayOrder, today, jobId: crypto.randomUUID() },
    encodings: here.app.files.encodings,
    ...{ name: list.file.name, until: list.choices.until, ...(await seenBy(here, list, args.url)) },
  }
}

/** What the list comes to, or why it comes to nothing. */
async function seenBy(here: Here, list: OwnList, url: URL) {
  const asked = await askedBy(here, list)
  if (!asked.ok) return { refusal: asked.refusal, seen: null }
  const plan = await planOfList(here, asked.plan, list.fixes)
  if (!plan.ok) return { refusal: plan.refusal, seen: null }
  const address = listAddress(url.searchParams)
  const { fixes } = list
  const seen = {
    ...{ ...address, rowsPerPage },
    reading: readingShown(asked.plan, list),
    preview: previewOfList(asked.plan, fixes, plan.plan, address),
    ticks: fixes.choosing ? ticksOfList(asked.plan, fixes, plan.plan, address) : null,
    pools: { ...poolsShown(here.place, new URLSearchParams()), pool: poolValue(asked.plan.pool) },
  }
  return { refusal: null, seen }
}

export async function action(args: Route.ActionArgs) {
  const here = await placeOf(args)
  const list = await ownList(here, args.params.file)
  const led = await actOnList(here, list, await args.request.formData())
  if (!led.ok) return refused(led.refusal)
  throw led.plan
}

/** A list under an address of its own: how it was read, what would happen, and the button that does it. */
export default function AssignListPage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('assignment')
  const lists = useWords('lists')
  const { home, name, seen } = loaderData
  const busy = useNavigation().formData?.get('act') === 'assign'
  const refusal = actionData?.refusal ?? loaderData.refusal
  return (
    <>
      <PageHead
        title={name === '' ? lists('pasted_list') : <bdi>{name}</bdi>}
        thing={name}
        summary={lists('list_summary')}
        back={<Link to={`${home}/assign`}>{words('assign_title')}</Link>}
      />
      <Stack>
        <Refused refusal={refusal ?? undefined} />
        {seen && <ListReading reading={seen.reading} encodings={loaderData.encodings} />}
        {seen && !seen.reading.unsettled.sheet && (
          <ListPreview {...loaderData} {...{ seen, busy }} refusal={refusal ?? undefined} />
        )}
        <ForgetList />
      </Stack>
    </>
  )
}
