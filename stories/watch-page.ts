import type { BrowserContext, ConsoleMessage, Response } from 'playwright-core'

/** Notes everything that goes wrong in these pages without anybody seeing it on the screen. */
export function watchPages(context: BrowserContext, origin: string): readonly string[] {
  const faults: string[] = []
  context.on('console', (message) => {
    const fault = faultIn(message)
    if (fault) faults.push(fault)
  })
  context.on('weberror', (error) => faults.push(`thrown on ${error.page()?.url()}: ${error.error().message}`))
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (url.origin !== origin && url.protocol !== 'data:') faults.push(`asked ${url.href}`)
  })
  context.on('response', (response) => {
    if (isFault(response))
      faults.push(`${response.status()} ${response.request().method()} ${response.url()}`)
  })
  return faults
}

/** A refused form answers 4xx, which Chromium calls an error; what a page failed to load is seen by its answer. */
function faultIn(message: ConsoleMessage): string | null {
  const text = message.text()
  if (message.type() !== 'error' || text.startsWith('Failed to load resource')) return null
  return `console of ${message.page()?.url()}: ${text}`
}

function isFault(response: Response): boolean {
  const part = !['document', 'fetch', 'xhr'].includes(response.request().resourceType())
  return response.status() >= (part ? 400 : 500)
}
