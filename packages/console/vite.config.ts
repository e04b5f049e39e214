import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import { reactRouter } from '@react-router/dev/vite'
import { defineConfig, type Plugin } from 'vite'

const pack = promisify(brotliCompress)

/** Packs what browsers load as small as it goes, once; the server sends it to those who can unpack it. */
const packedFiles: Plugin = {
  name: 'packed-files',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'client',
  async writeBundle({ dir = '' }, bundle) {
    const files = Object.keys(bundle).filter((file) => /\.(js|css|svg)$/.test(file))
    await Promise.all(
      files.map(async (file) =>
        writeFile(join(dir, `${file}.br`), await pack(await readFile(join(dir, file)))),
      ),
    )
  },
}

export default defineConfig({
  plugins: [reactRouter(), packedFiles],
  // One self-contained server file: production React whatever NODE_ENV says, and one module to load at start.
  ssr: { noExternal: true },
  environments: { ssr: { define: { 'process.env.NODE_ENV': JSON.stringify('production') } } },
  build: { assetsInlineLimit: 0 },
})
