import { reactRouter } from '@react-router/dev/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [reactRouter()],
  // One self-contained server file: production React whatever NODE_ENV says, and one module to load at start.
  ssr: { noExternal: true },
  environments: { ssr: { define: { 'process.env.NODE_ENV': JSON.stringify('production') } } },
  build: { assetsInlineLimit: 0 },
})
