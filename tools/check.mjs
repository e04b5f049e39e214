import { ensureNode, ensurePackages, say } from './runtime.mjs'
import { law, runChecks, runStep } from './steps.mjs'

const node = ensureNode()
ensurePackages(node)
const failed = runChecks(node)
if (!runStep(node, law)) failed.push(law.name)
say(failed.length === 0 ? 'everything is in order' : `failed: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
