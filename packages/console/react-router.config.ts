import type { Config } from '@react-router/dev/config'

export default {
  ssr: true,
  appDirectory: 'app',
  // The list of addresses is short and public; asking for it piece by piece costs a round trip a page.
  routeDiscovery: { mode: 'initial' },
} satisfies Config
