/** What the first lines of a product need to know. */
export interface SnippetFacts {
  readonly product: string
  readonly release: string
  readonly releasedOn: string
  readonly rootKey: string
  readonly server: string
}

export const installLine = 'npm install @claviger/sdk'

const text = (value: string) => `'${value.replaceAll(/[\\']/g, '\\$&')}'`

/** The lines that connect a copy of the product through the browser and ask whether it may run; they run as they stand. */
export function onlineSnippet({ product, release, releasedOn, rootKey, server }: SnippetFacts): string {
  return `import { createLicense } from '@claviger/sdk'

const license = createLicense({
  product: ${text(product)},
  release: ${text(release)},
  releasedOn: ${text(releasedOn)},
  rootKey: ${text(rootKey)},
  server: ${text(server)},
})

const status = await license.check()
console.log(status.words)

if (!status.runs) {
  const { status: connected } = await license.activate({
    onPrompt: ({ userCode, verificationUri }) => console.log(\`Type \${userCode} at \${verificationUri}\`),
  })
  console.log(connected.words)
}
`
}

/** The lines that judge an activation code without any network; they run as they stand, with a code in its file. */
export function offlineSnippet({ product, release, releasedOn, rootKey }: SnippetFacts): string {
  return `import { readFileSync } from 'node:fs'
import { verifyLicense, wordsOf } from '@claviger/sdk'

const code = readFileSync('code.txt', 'utf8')
const verdict = await verifyLicense(code, {
  product: ${text(product)},
  release: ${text(release)},
  releasedOn: ${text(releasedOn)},
  rootKey: ${text(rootKey)},
})
console.log(verdict.kind, wordsOf(verdict))
`
}
