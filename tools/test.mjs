import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBrowser } from './browser.mjs'
import { ensureAll } from './runtime.mjs'
import { runChecks, runStep } from './steps.mjs'

const node = ensureAll()
ensureBrowser()
const failedChecks = runChecks(node)
const { passed, failed, skipped, whole } = runTests()

const lost = failed + failedChecks.length + (whole || failed > 0 ? 0 : 1)
if (failedChecks.length > 0) console.log(`\nFailed before any test: ${failedChecks.join(', ')}`)
console.log(`\n${passed} passed, ${lost} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = lost === 0 && passed > 0 ? 0 : 1

/** Runs every project of vitest and counts, from its own report and not from what it prints. */
function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'claviger-report-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const args = [join('node_modules', 'vitest', 'vitest.mjs'), 'run', ...reporters, ...process.argv.slice(2)]
  const whole = runStep(node, { name: 'tests', args })
  try {
    const counts = JSON.parse(readFileSync(report, 'utf8'))
    const skipped = counts.numPendingTests + counts.numTodoTests
    return { passed: counts.numPassedTests, failed: counts.numFailedTests, skipped, whole }
  } catch {
    return { passed: 0, failed: 0, skipped: 0, whole: false }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
