import { Form, Link } from 'react-router'
import { notShown } from '../answers.ts'
import { HandOutProgress } from '../licenses/pictures/hand-out-progress.tsx'
import { Banner, UndoLine } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Section, Stack } from '../ui/task.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/link-page'
import { revokeTicked, textOf, undo } from './acts.server.ts'
import { JobBanner } from './job-banner.tsx'
import { loadJobResult } from './job-result.server.ts'
import { actOnLink } from './link-acts.server.ts'
import { LinkAddress } from './link-address.tsx'
import { LinkAsked } from './link-asked.tsx'
import { linkShown, loadLinkProgress } from './link-page.server.ts'
import { LinkRefused } from './link-refused.tsx'
import { LinkTakers } from './link-takers.tsx'
import { placeOf } from './place.server.ts'

export const handle = { words: 'pictures' }

export async function loader(args: Route.LoaderArgs) {
  const here = await placeOf(args)
  const { app, actor, place, scope, publicOrigin } = here
  const params = args.url.searchParams
  const found = await app.views.invitationPage(actor, { ...scope, id: args.params.link, publicOrigin })
  if (!found.ok) throw notShown(found.refusal)
  return {
    ...{
      home: place.home,
      mayOrder: place.mayOrder,
      made: params.has('made'),
      restored: params.has('restored'),
    },
    link: linkShown(found.plan, here),
    progress: await loadLinkProgress(here, found.plan),
    job: await loadJobResult(here, params.get('job')),
    jobId: crypto.randomUUID(),
  }
}

export async function action(args: Route.ActionArgs) {
  const here = await placeOf(args)
  const form = await args.request.formData()
  const act = textOf(form, 'act')
  if (act === 'revoke') return revokeTicked(here, args.url, form)
  if (act === 'undo') return undo(here, args.url, form)
  const { organizationId } = here.scope
  return actOnLink(here, args.url, act, { organizationId, id: args.params.link })
}

/** One link: its address to hand on, who came by it, who asked, and how to stop it. */
export default function LinkPage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('assignment')
  const { home, link, job, jobId, made, restored } = loaderData
  const title = link.name || words('unnamed_link', { product: link.product.name })
  return (
    <>
      <PageHead
        title={title}
        summary={<LinkSentence link={link} />}
        back={<Link to={`${home}/links`}>{words('links')}</Link>}
        actions={link.mayManage && <LinkActs link={link} home={home} />}
      />
      <Stack>
        <LinkRefused refusal={actionData?.refusal} {...loaderData} />
        {job && <JobBanner job={job} home={home} />}
        {made && !link.undoUntil && <Banner tone="ok">{words('link_made')}</Banner>}
        {restored && !link.undoUntil && <Banner tone="ok">{words('link_restored')}</Banner>}
        {link.undoUntil && (
          <Banner
            tone="ok"
            actions={link.mayManage && <UndoLine until={link.undoUntil} fields={{ act: 'undo_replace' }} />}
          >
            {words('link_replaced')}
          </Banner>
        )}
        {link.refusal && <LinkRefused refusal={link.refusal} quiet {...loaderData} />}
        <LinkAddress link={link} />
      </Stack>
      <LinkTakers link={link} jobId={jobId} />
      {loaderData.progress && (
        <Section title={words('link_progress')}>
          <HandOutProgress progress={loaderData.progress} ways={{}} ofLink />
        </Section>
      )}
      <LinkAsked link={link} home={home} />
    </>
  )
}

type ShownLink = Route.ComponentProps['loaderData']['link']

function LinkSentence({ link }: { link: ShownLink }) {
  const words = useWords('assignment')
  const format = useFormat()
  const { product, team, endsOn } = link
  const date = endsOn ? format.date(endsOn, 'long') : ''
  const domains = format.list(link.domains)
  const anybody = link.domains.length === 0
  const who = anybody
    ? words(endsOn ? 'anybody_until' : 'anybody_always', { date })
    : words(endsOn ? 'domains_until' : 'domains_always', { domains, date })
  const gives = words('link_gives', { product: product.name, team: team.name })
  const asks = link.asksFirst ? words('link_asks_first') : link.restAsks && words('link_rest_asks')
  return [gives, who, asks, link.offered && words('link_offered')].filter(Boolean).join(' ')
}

/** Softest first; the address dies only by "Replace link". */
function LinkActs({ link, home }: { link: ShownLink; home: string }) {
  const words = useWords('assignment')
  const pause = link.pausedAt ? 'resume' : 'pause'
  return (
    <>
      <Form method="post" preventScrollReset>
        <Button name="act" value={pause}>
          {words(pause)}
        </Button>
      </Form>
      <Form method="post" preventScrollReset>
        <Button name="act" value="replace">
          {words('replace_link')}
        </Button>
      </Form>
      <LinkButton to={`${home}/links/${link.id}/edit`} variant="quiet">
        {words('edit')}
      </LinkButton>
    </>
  )
}
