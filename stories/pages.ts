import { apiPages } from './api-pages.ts'
import type { AskedFirst } from './asked-first.ts'
import { askingPages, requestPages } from './asking.ts'
import type { FullTown } from './full-town.ts'
import type { KeptLists } from './kept-lists.ts'
import { movedInPages } from './moved-in.ts'
import { ines, owner } from './town.ts'
import type { Visitor } from './visitor.ts'

/** One page in one state, and who looks at it. */
export interface PageVisit {
  /** As `routes.ts` writes it. */
  readonly route: string
  readonly path: string
  /** An address, or nobody. */
  readonly as?: string
  /** What is special about this visit, when a route has several. */
  readonly state?: string
  /** What the browser has done before, for pages that are a second step; it ends on the page. */
  readonly steps?: (visitor: Visitor) => Promise<void>
  /** 200 when nothing is said. */
  readonly status?: number
}

/** Addresses that show nothing by themselves: they act, lead elsewhere or give a file. */
export const notPages: ReadonlySet<string> = new Set([
  '/o/:organization/people/file',
  '/o/:organization/t/:team/people/file',
  '/vendor/keys/backup',
  '/vendor/mail/:letter/html',
  '/o/:organization/jobs/:job/report.csv',
  '/o/:organization/t/:team/jobs/:job/report.csv',
  '/o/:organization/codes/file',
  '/o/:organization/activity/file',
  '/o/:organization/licenses/v/:view',
  '/o/:organization/t/:team/licenses/v/:view',
  '/o/:organization/licenses/export/file',
  '/o/:organization/t/:team/licenses/export/file',
  '/o/:organization/reports/:report/file',
  '/o/:organization/t/:team/reports/:report/file',
  '/o/:organization/t/:team/activity/file',
  '/o/:organization/t/:team/codes/file',
  '/me/licenses/:organization/:license/code.txt',
])

/** Every page of the console, empty and full, with long names and other scripts. */
export function pagesOf(town: FullTown): readonly PageVisit[] {
  return [
    { route: '/*', path: '/nowhere', status: 404 },
    // Their codes are good for ten minutes.
    ...connectPages(town),
    ...shopPages(town),
    ...signInPages(town),
    ...invitationPages(town),
    ...askingPages(town.asking.whole),
    ...assignmentPages(town),
    ...keepPages(town),
    ...ownPages(town),
    ...vendorPages(town),
    ...devPages(town),
    ...organizationPages(town),
    ...teamPages(town),
    ...movedInPages(town.movedIn, owner),
  ]
}

const nobody = 'nobody.yet@kelso.example'

function shopPages({ orders, claim, lateClaim }: FullTown): PageVisit[] {
  return [
    { route: '/', path: '/' },
    { route: '/setup', path: '/setup', state: 'finished' },
    { route: '/buy', path: '/buy' },
    { route: '/buy/:product', path: '/buy/loomwright' },
    { route: '/checkout', path: '/checkout?product=loomwright&quantity=25&term=year' },
    { route: '/order/:token', path: orders.waiting.path, state: 'waiting' },
    { route: '/order/:token', path: orders.done.path, state: 'done' },
    { route: '/claim/:token', path: claim },
    { route: '/claim/:token', path: lateClaim, state: 'run out' },
    {
      ...{ route: '/claim/:token/code', path: claim },
      steps: async (visitor) => {
        await visitor.open(claim)
        await visitor.press('Send the code')
        await visitor.arrives(/code/i)
      },
    },
  ]
}

function signInPages({ signIn, offer }: FullTown): PageVisit[] {
  return [
    { route: '/signin', path: '/signin' },
    { route: '/signin', path: '/signin', state: 'signed in', as: ines },
    {
      ...{ route: '/signin/code', path: '/signin' },
      steps: async (visitor) => {
        await visitor.open('/signin')
        await visitor.fill('Your e-mail address', nobody)
        await visitor.press('Send code')
        await visitor.arrives('Type the code from your mail')
      },
    },
    { route: '/signin/:token', path: signIn },
    { route: '/signin/:token', path: '/signin/00000000000000000000000000', state: 'unknown' },
    { route: '/signout', path: '/signout', as: ines },
    { route: '/language', path: '/language' },
    { route: '/role/:organization/:offer', path: offer },
    { route: '/role/:organization/:offer', path: offer, state: 'wrong account', as: ines },
    { route: '/role/:organization/:offer', path: offer, state: 'yours', as: 'noor@harrowvale.example' },
  ]
}

function connectPages({ products, person }: FullTown): PageVisit[] {
  const page = (state: string, code: string, as = person, status = 200) => ({
    ...{ route: '/activate', path: code ? `/activate?code=${code}` : '/activate', as, state, status },
  })
  return [
    page('to be typed', ''),
    page('unknown', 'BBBB-BBBB', person, 404),
    page('to be chosen', products.chosen),
    page('offered', products.offered, 'li.ming@harrowvale.example'),
    page('no license', products.offered, nobody),
    page('connected', products.connected),
    page('denied', products.denied),
    page('answered by somebody else', products.denied, nobody, 409),
    {
      ...page('all machines in use', products.full),
      steps: async (visitor) => {
        await visitor.open(`/activate?code=${products.full}`)
        await visitor.press('Connect Loomwright')
        await visitor.sees('Machines that use this license')
      },
    },
  ]
}

function invitationPages({ links, person }: FullTown): PageVisit[] {
  const route = '/i/:token'
  return [
    { route, path: links.open.path },
    { route, path: links.open.path, state: 'signed in', as: 'li.ming@harrowvale.example' },
    { route, path: links.narrow.path, state: 'wrong account', as: 'li.ming@harrowvale.example' },
    { route, path: links.full.path, state: 'used up' },
    { route, path: links.paused.path, state: 'paused' },
    { route, path: links.replaced.path, state: 'replaced' },
    { route, path: '/i/short', state: 'cut', status: 404 },
    { route: '/i/:token/yours', path: `${links.open.path}/yours`, as: person },
    { route: '/i/:token/ask', path: `${links.full.path}/ask` },
    {
      ...{ route: '/i/:token/choose', path: links.open.path, as: 'li.ming@harrowvale.example' },
      steps: async (visitor) => {
        await visitor.open(links.open.path)
        await visitor.press('Take it for another address')
        await visitor.fill('Your work e-mail', 'other@harrowvale.example')
        await visitor.press('Send code')
        await visitor.sees(/typed another/)
      },
    },
    {
      ...{ route: '/i/:token/code', path: links.open.path },
      steps: async (visitor) => {
        await visitor.open(links.open.path)
        await visitor.fill('Your work e-mail', 'code.please@harrowvale.example')
        await visitor.press('Send code')
        await visitor.arrives('Type the code from your mail')
      },
    },
  ]
}

function assignmentPages({ assigned }: FullTown): PageVisit[] {
  return [
    { route: '/a/:door', path: assigned },
    { route: '/a/:door', path: assigned, state: 'wrong account', as: ines },
    { route: '/a/:door', path: '/a/00000000000000000000000000', state: 'unknown', status: 404 },
    {
      ...{ route: '/a/:door/code', path: assigned },
      steps: async (visitor) => {
        await visitor.open(assigned)
        await visitor.press('Send code')
        await visitor.arrives('Type the code from your mail')
      },
    },
  ]
}

function keepPages({ asked }: FullTown): PageVisit[] {
  const route = '/keep/:door'
  return [
    { route, path: asked.whole.door },
    {
      ...{ route, path: asked.team.door, state: 'answered' },
      steps: async (visitor) => {
        await visitor.open(asked.team.door)
        await visitor.press(/^Yes, keep it/)
        await visitor.sees('You keep it.')
      },
    },
    { route, path: '/keep/00000000000000000000000000', state: 'unknown', status: 404 },
  ]
}

/** Everything about people and leavers, for all of an organization or one of its teams. */
function peoplePages({ personId }: AskedFirst, page: Visit): PageVisit[] {
  const one = `/people/${personId}`
  return [
    page('/people'),
    page('/people', '/people?q=nobody+like+this', 'no match'),
    page('/people', '/people?status=never&idle=30&outside=ours&domain=harrowvale.example', 'filtered'),
    page('/people/leavers'),
    {
      ...page('/people/leavers', '/people/leavers', 'list read'),
      steps: async (visitor) => {
        await visitor.open(page('/people/leavers').path)
        await visitor.fill('Paste who leaves', 'person.3@harrowvale.example, nobody@kelso.example')
        await visitor.press('Show what they hold')
        await visitor.sees(/not known here:/)
      },
    },
    page('/people/:person', one),
    page('/people/:person/reassign', `${one}/reassign`),
  ]
}

function ownPages({ person, busy, license, codes, lost }: FullTown): PageVisit[] {
  const code = (as: string, id: string, state: string) => ({
    ...{ route: '/me/licenses/:organization/:license/code', as, state },
    path: `/me/licenses/${busy.organizationId}/${id}/code`,
  })
  return [
    code(person, license, 'held'),
    code(codes.asking.as, codes.asking.license, 'asked'),
    code(codes.silent.as, codes.silent.license, 'to be asked for'),
    { route: '/me', path: '/me', as: person },
    { route: '/me', path: '/me', as: nobody, state: 'empty' },
    {
      ...{ route: '/me/licenses/:organization/:license', as: person },
      path: `/me/licenses/${busy.organizationId}/${license}`,
    },
    {
      ...{ route: '/me/ask/:organization/:license', as: lost.as },
      path: `/me/ask/${busy.organizationId}/${lost.license}`,
    },
    { route: '/me/sessions', path: '/me/sessions', as: person },
    { route: '/me/profile', path: '/me/profile', as: person },
    { route: '/me/delete-account', path: '/me/delete-account', as: person },
    { route: '/me/delete-account', path: '/me/delete-account', as: ines, state: 'last administrator' },
  ]
}

function vendorPages({ orders, busy, letter, key }: FullTown): PageVisit[] {
  const page = (route: string, path = route, state = '') => ({
    ...{ route: `/vendor${route}`, path: `/vendor${path}`, as: owner, state },
  })
  return [
    page(''),
    page('/orders'),
    page('/orders', '/orders?q=nothing+like+this', 'no match'),
    page('/orders/:order', `/orders/${orders.waiting.id}`, 'waiting'),
    page('/orders/:order', `/orders/${orders.done.id}`, 'done'),
    page('/sell'),
    page('/sell', `/sell?to=${busy.organizationId}`, 'to a customer'),
    page('/customers'),
    page('/customers/:customer', `/customers/${busy.organizationId}`),
    page('/products'),
    page('/products/new'),
    page('/products/new', '/products/new?kind=pack', 'pack'),
    page('/products/:product', '/products/LOOM'),
    page('/products/:product', '/products/ALL', 'pack'),
    page('/mail'),
    page('/mail', '/mail?state=failed', 'no match'),
    page('/mail/:letter', `/mail/${letter}`),
    page('/staff'),
    page('/keys'),
    page('/keys', '/keys?refused=passphrases_differ', 'refused'),
    page('/keys/rotate'),
    page('/keys/retire/:key', `/keys/retire/${key}`),
    page('/keys/offline'),
    page('/settings'),
  ]
}

function devPages({ license }: FullTown): PageVisit[] {
  const page = (route: string, path = route, state = '') => ({
    ...{ route: `/dev${route}`, path: `/dev${path}`, as: owner, state },
  })
  return [
    page(''),
    page('', '?product=FERR', 'no release'),
    page('/log'),
    page('/log', '/log?answer=revoked', 'no match'),
    page('/codes'),
    {
      ...page('/codes', '/codes', 'broken'),
      steps: async (visitor) => {
        await visitor.open('/dev/codes')
        await visitor.fill('Activation code', 'eyJhbGciOiJFZERTQSIs–')
        await visitor.press('Look into the code')
        await visitor.sees('Not reached')
      },
    },
    page('/simulator'),
    page(
      '/simulator',
      `/simulator?license=${license}&kind=online&revoked=2027-01-10&day=2027-01-12`,
      'revoked',
    ),
    page('/simulator', '/simulator?start=soon', 'impossible'),
  ]
}

function organizationPages(town: FullTown): PageVisit[] {
  const { busy, fresh, license } = town
  const page = (route: string, path = route, state = '') => ({
    ...{ route: `/o/:organization${route}`, path: `/o/${busy.slug}${path}`, as: ines, state },
  })
  const untouched = (route: string) => ({
    ...{
      route: `/o/:organization${route}`,
      path: `/o/${fresh.slug}${route}`,
      as: fresh.admin,
      state: 'first run',
    },
  })
  return [
    ...workPages(town, page),
    ...peoplePages(town.asked.whole, page),
    ...listPages(town.lists.whole, page),
    ...requestPages(town.asking.whole, page),
    page('/orders'),
    page('/settings'),
    ...pagesOfTeams(town, page),
    ...apiPages(town.tokens.whole, page),
    page('/licenses', '/licenses?status=invited&waiting=60&select=all', 'chosen'),
    page('/licenses', '/licenses?q=nobody+like+this', 'no match'),
    page('/licenses', '/licenses?strange=1&status=connected', 'strange filter'),
    page('/licenses', `/licenses?open=${license}`, 'open'),
    page(
      '/licenses',
      '/licenses?status=idle&never=14&renews=2030-01-01&domain=harrowvale.example',
      'filtered',
    ),
    allColumns(page('/licenses', '/licenses?status=free', 'all columns')),
    ...[
      '',
      '/licenses',
      '/jobs',
      '/people',
      '/people/leavers',
      '/links',
      '/links/new',
      '/teams',
      '/assign',
      '/codes',
      '/code-requests',
      '/requests',
      '/reports',
      '/activity',
      '/api',
    ].map(untouched),
  ]
}

/** Every column there is, and the box they are chosen in. */
function allColumns(visit: PageVisit): PageVisit {
  return {
    ...visit,
    steps: async (visitor) => {
      await visitor.open(visit.path)
      await visitor.page.getByText('Columns', { exact: true }).click()
      for (const box of await visitor.page.getByRole('checkbox', { name: /^(?!Select)/ }).all())
        await box.check()
      await visitor.press('Show these')
      await visitor.sees('Code issued')
      await visitor.page.getByText('Columns', { exact: true }).click()
    },
  }
}

function pagesOfTeams({ busy, longTeam, emptyTeam, mobileTeam }: FullTown, page: Visit): PageVisit[] {
  const merge = (into = '') => `/teams/${longTeam}/merge${into}`
  return [
    page('/teams'),
    page('/teams', '/teams?q=nothing+like+this', 'no match'),
    page('/teams/new'),
    page('/teams/:number', `/teams/${busy.teamId}`),
    page('/teams/:number', `/teams/${longTeam}`, 'long name'),
    page('/teams/:number', `/teams/${emptyTeam}`, 'empty'),
    page('/teams/:number/merge', merge()),
    page('/teams/:number/merge', merge(`?into=${mobileTeam}`), 'reviewed'),
    {
      ...page('/teams/:number', `/teams/${emptyTeam}`, 'refused'),
      steps: async (visitor) => {
        await visitor.open(`/o/${busy.slug}/teams/${emptyTeam}`)
        await visitor.fill('How many', 'a few')
        await visitor.press('Add seats')
        await visitor.sees('One entry needs a look.')
      },
    },
  ]
}

function teamPages(town: FullTown): PageVisit[] {
  const { busy, mobileTeam, teamAdmin } = town
  const own = {
    ...town,
    links: { ...town.links, open: town.teamLink, full: town.teamLink },
    jobs: town.teamJobs,
    codeRequests: {
      open: town.codeRequests.team,
      denied: town.codeRequests.team,
      team: town.codeRequests.team,
    },
  }
  const page: Visit = (route, path = route, state = '') => ({
    ...{ route: `/o/:organization/t/:team${route}`, path: `/o/${busy.slug}/t/${mobileTeam}${path}` },
    ...{ as: teamAdmin, state },
  })
  return [
    ...workPages(own, page),
    ...requestPages(town.asking.team, page),
    ...peoplePages(town.asked.team, page),
    ...listPages(town.lists.team, page),
    page('/team'),
    ...apiPages(town.tokens.team, page),
  ]
}

type Visit = (route: string, path?: string, state?: string) => PageVisit

/** Lists that were begun. */
function listPages(lists: KeptLists, page: Visit): PageVisit[] {
  const route = '/assign/list/:file'
  return [
    page(route, lists.asking, 'asking'),
    page(route, lists.choosing, 'choosing'),
    page(route, `${lists.choosing}?show=ready`, 'one group'),
    page(route, lists.unread, 'unread'),
  ]
}

/** What organization and team have alike. */
function workPages({ jobs, links, codeRequests }: FullTown, page: Visit): PageVisit[] {
  return [
    page(''),
    page('/licenses'),
    page('/licenses/export'),
    page('/licenses/export', '/licenses/export?q=nobody+like+this', 'nothing'),
    page('/assign'),
    page('/assign', '/assign?sample=1', 'sample'),
    page('/assign/one'),
    page('/reports'),
    page('/reports/:report', '/reports/seats?period=30'),
    page('/reports/:report', '/reports/idle?idle=1', 'idle'),
    page('/activity'),
    page('/activity', '/activity?q=nobody+like+this', 'no match'),
    page('/remind'),
    page('/remind', '/remind?q=nobody+like+this', 'nobody'),
    page('/letters'),
    page('/letters', '/letters?done=off_own&letter=daily_digest', 'switched'),
    page('/jobs'),
    page('/jobs/:job', `/jobs/${jobs.assign}`, 'assign'),
    page('/jobs/:job', `/jobs/${jobs.revoke}`, 'revoke'),
    page('/jobs/:job', `/jobs/${jobs.move}`, 'move'),
    page('/move'),
    page('/move', '/move?q=nobody+like+this', 'nothing chosen'),
    page('/codes'),
    page('/codes', '/codes?q=nobody+like+this', 'nobody'),
    page('/code-requests'),
    page('/code-requests/:request', `/code-requests/${codeRequests.open}`),
    page('/code-requests/:request', `/code-requests/${codeRequests.denied}`, 'answered'),
    page('/links'),
    page('/links/new'),
    page('/links/:link', `/links/${links.open.id}`),
    page('/links/:link', `/links/${links.full.id}`, 'used up'),
    page('/links/:link/edit', `/links/${links.open.id}/edit`),
    page('/admins'),
  ]
}
