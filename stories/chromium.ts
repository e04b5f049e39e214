import { type Browser, chromium } from 'playwright-core'

const executablePath = '/usr/bin/chromium'

/** Opens Debian's Chromium with a fresh profile that can reach this machine and nothing else. */
export function openChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--font-render-hinting=none',
      '--host-resolver-rules=MAP localhost 127.0.0.1, MAP * ~NOTFOUND',
    ],
  })
}
