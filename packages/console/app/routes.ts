import { index, type RouteConfig, type RouteConfigEntry, route } from '@react-router/dev/routes'

/** The pages of an organization; the same pages, locked to one team, lie below `/t/:team`. */
function organizationPages(scope: 'organization' | 'team'): RouteConfigEntry[] {
  // The id tells the pages of both scopes apart and names the catalogs of words they speak.
  const own = (file: string) => ({
    id: `${scope}/licenses/assignment/activation/${file.replace(/\.tsx?$/, '')}`,
  })
  const page = (path: string, file: string) => route(path, file, own(file))
  const list = (path: string, file: string) =>
    route(path, `assignment/${file}.tsx`, { id: `${scope}/lists/licenses/assignment/activation/${file}` })
  return [
    index('licenses/home-page.tsx', own('licenses/home-page.tsx')),
    page('licenses', 'licenses/licenses-page.tsx'),
    page('licenses/v/:view', 'licenses/view-address.ts'),
    page('licenses/export', 'licenses/export-page.tsx'),
    page('licenses/export/file', 'licenses/export-file.ts'),
    page('activity', 'licenses/activity-page.tsx'),
    page('activity/file', 'licenses/activity-file.ts'),
    page('reports', 'licenses/reports-page.tsx'),
    page('reports/:report', 'licenses/report-page.tsx'),
    page('reports/:report/file', 'licenses/report-file.ts'),
    list('assign', 'assign-page'),
    list('assign/list/:file', 'assign-list-page'),
    page('assign/one', 'assignment/assign-one-page.tsx'),
    page('jobs', 'assignment/jobs-page.tsx'),
    page('jobs/:job', 'assignment/job-page.tsx'),
    page('jobs/:job/report.csv', 'assignment/job-report-csv.ts'),
    page('codes', 'activation/codes-page.tsx'),
    page('codes/file', 'activation/codes-file.ts'),
    page('code-requests', 'activation/code-requests-page.tsx'),
    page('code-requests/:request', 'activation/code-request-page.tsx'),
    ...peoplePages(scope),
    ...requestPages(scope),
    page('move', 'assignment/move-page.tsx'),
    page('links', 'assignment/links-page.tsx'),
    page('links/new', 'assignment/link-new-page.tsx'),
    page('links/:link', 'assignment/link-page.tsx'),
    page('links/:link/edit', 'assignment/link-edit-page.tsx'),
    route('admins', 'teams/administrators.tsx', { id: `${scope}/teams/administrators` }),
    route('remind', 'assignment/remind-page.tsx', { id: `${scope}/letters/assignment/remind-page` }),
    route('letters', 'assignment/letters-page.tsx', { id: `${scope}/letters/assignment/letters-page` }),
    ...teamPages(scope),
    ...apiPages(scope),
    ...(scope === 'organization'
      ? [
          route('orders', 'purchasing/organization-orders.tsx'),
          route('settings', 'activation/settings-page.tsx'),
        ]
      : []),
  ]
}

/** Who asks for a license. */
function requestPages(scope: 'organization' | 'team'): RouteConfigEntry[] {
  const page = (path: string, file: string) =>
    route(path, `assignment/${file}.tsx`, { id: `${scope}/requests/licenses/assignment/activation/${file}` })
  return [page('requests', 'requests-page'), page('requests/:request', 'request-page')]
}

/** Who has what, one person, and who no longer needs it. */
function peoplePages(scope: 'organization' | 'team'): RouteConfigEntry[] {
  const page = (path: string, file: string) =>
    route(path, `assignment/${file}`, {
      id: `${scope}/people/licenses/assignment/activation/activity/pictures/${file.replace(/\.tsx?$/, '')}`,
    })
  return [
    page('people', 'people-page.tsx'),
    page('people/file', 'people-file.ts'),
    page('people/leavers', 'leavers-page.tsx'),
    page('people/:person', 'person-page.tsx'),
    page('people/:person/reassign', 'person-reassign-page.tsx'),
  ]
}

/** What programs may do in an organization or team, and the tokens they do it with. */
function apiPages(scope: 'organization' | 'team'): RouteConfigEntry[] {
  const page = (path: string, file: string) =>
    route(path, `teams/${file}.tsx`, { id: `${scope}/tokens/${file}` })
  return [
    page('api', 'api-page'),
    page('api/new', 'token-new-page'),
    page('api/:token/rotate', 'token-rotate-page'),
    page('api/:token/revoke', 'token-revoke-page'),
  ]
}

/** All teams and one of them on the organization's pages; on a team's own pages, that team. */
function teamPages(scope: 'organization' | 'team'): RouteConfigEntry[] {
  const page = (path: string, file: string) =>
    route(path, `teams/${file}.tsx`, { id: `${scope}/teams/licenses/assignment/${file}` })
  if (scope === 'team') return [page('team', 'team-page')]
  return [
    page('teams', 'teams-page'),
    page('teams/new', 'team-new-page'),
    page('teams/:number', 'team-page'),
    page('teams/:number/merge', 'team-merge-page'),
  ]
}

const vendorPages: RouteConfigEntry[] = [
  // Its table of orders speaks the words of purchasing.
  index('catalog/vendor-home.tsx', { id: 'purchasing/catalog/vendor-home' }),
  route('orders', 'purchasing/vendor-orders.tsx'),
  route('orders/:order', 'purchasing/vendor-order.tsx'),
  route('sell', 'purchasing/vendor-sell.tsx'),
  route('customers', 'teams/vendor-customers.tsx'),
  route('customers/:customer', 'teams/vendor-customer.tsx'),
  route('products', 'catalog/vendor-products.tsx'),
  route('products/new', 'catalog/vendor-product-new.tsx'),
  route('products/:product', 'catalog/vendor-product.tsx'),
  route('mail', 'catalog/vendor-mail.tsx'),
  route('mail/:letter', 'catalog/vendor-letter.tsx'),
  route('mail/:letter/html', 'catalog/letter-html.ts'),
  route('staff', 'catalog/vendor-staff.tsx'),
  route('keys', 'activation/keys-page.tsx', { id: 'keys/activation/keys-page' }),
  route('keys/backup', 'activation/keys-backup.ts'),
  route('keys/rotate', 'activation/keys-rotate.tsx', { id: 'keys/activation/keys-rotate' }),
  route('keys/retire/:key', 'activation/keys-retire.tsx', { id: 'keys/activation/keys-retire' }),
  route('keys/offline', 'activation/keys-offline.tsx', { id: 'keys/activation/keys-offline' }),
  route('settings', 'catalog/vendor-settings.tsx'),
]

const devPages: RouteConfigEntry[] = [
  index('dev/first-check.tsx'),
  route('log', 'dev/log-page.tsx'),
  route('codes', 'dev/codes-page.tsx'),
  route('simulator', 'dev/simulator-page.tsx'),
]

const personPages: RouteConfigEntry[] = [
  index('assignment/me-licenses.tsx'),
  route('licenses/:organization/:license', 'assignment/me-license.tsx', {
    id: 'licenses/activation/assignment/me-license',
  }),
  route('ask/:organization/:license', 'assignment/me-ask-back.tsx'),
  route('licenses/:organization/:license/code', 'activation/own-code-page.tsx'),
  route('licenses/:organization/:license/code.txt', 'activation/own-code-file.ts'),
  route('sessions', 'teams/me-sessions.tsx'),
  route('profile', 'teams/me-profile.tsx'),
  route('delete-account', 'assignment/me-delete-account.tsx'),
]

const doors: RouteConfigEntry[] = [
  index('doors/front.tsx'),
  route('setup', 'catalog/setup.tsx'),
  route('buy', 'doors/shop.tsx'),
  route('buy/:product', 'doors/shop-product.tsx'),
  route('checkout', 'doors/checkout.tsx'),
  route('order/:token', 'doors/order.tsx'),
  route('claim/:token', 'doors/claim.tsx'),
  route('claim/:token/code', 'doors/claim-code.tsx'),
  route('signin', 'doors/sign-in.tsx'),
  route('signin/code', 'doors/sign-in-code.tsx'),
  route('signin/:token', 'doors/sign-in-link.tsx'),
  route('signout', 'doors/sign-out.tsx'),
  route('language', 'doors/language.tsx'),
  route('i/:token', 'doors/invitation.tsx'),
  route('i/:token/choose', 'doors/invitation-choose.tsx'),
  route('i/:token/code', 'doors/invitation-code.tsx'),
  route('i/:token/yours', 'doors/invitation-yours.tsx'),
  route('i/:token/ask', 'doors/invitation-ask.tsx'),
  route('i/:token/asked', 'doors/invitation-asked.tsx'),
  route('activate', 'doors/activate.tsx'),
  route('a/:door', 'doors/assignment.tsx'),
  route('a/:door/code', 'doors/assignment-code.tsx'),
  route('keep/:door', 'doors/keep.tsx'),
  route('role/:organization/:offer', 'doors/role-offer.tsx'),
]

/** Every address of the console, one line a screen. */
export default [
  ...doors,
  route('vendor', 'catalog/vendor-layout.tsx', vendorPages),
  route('dev', 'dev/dev-layout.tsx', devPages),
  route('me', 'teams/me-layout.tsx', personPages),
  // The frame around each page speaks common words only, so its id names no catalog.
  route(
    'o/:organization',
    'teams/organization-layout.tsx',
    { id: 'frame-of-organization' },
    organizationPages('organization'),
  ),
  route(
    'o/:organization/t/:team',
    'teams/organization-layout.tsx',
    { id: 'frame-of-team' },
    organizationPages('team'),
  ),
  route('*', 'not-found.tsx'),
] satisfies RouteConfig
