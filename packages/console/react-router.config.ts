import type { Config } from '@react-router/dev/config'

export default {
  ssr: true,
  appDirectory: 'app',
  // A page brings the addresses it leads to, not all there are: the list has grown to a twentieth of all scripts.
  routeDiscovery: { mode: 'lazy' },
} satisfies Config
