import { type RouteConfig, type RouteConfigEntry, route } from '@react-router/dev/routes'

/** The pages of an organization; the same pages, locked to one team, lie below `/t/:team`. */
const organizationPages = (_scope: 'organization' | 'team'): RouteConfigEntry[] => []

const vendorPages: RouteConfigEntry[] = []

const personPages: RouteConfigEntry[] = []

const doors: RouteConfigEntry[] = []

/** Every address of the console, one line a screen. */
export default [
  ...doors,
  route('vendor', 'catalog/vendor-layout.tsx', vendorPages),
  route('me', 'teams/me-layout.tsx', personPages),
  route('o/:organization', 'teams/organization-layout.tsx', organizationPages('organization')),
  route(
    'o/:organization/t/:team',
    'teams/organization-layout.tsx',
    { id: 'team/teams/organization-layout' },
    organizationPages('team'),
  ),
  route('*', 'not-found.tsx'),
] satisfies RouteConfig
