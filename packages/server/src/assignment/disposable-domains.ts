import kept from 'disposable-email-domains-js/dist/dict/disposable_email_blocklist.json' with { type: 'json' }

/** Throw-away mailboxes people have met and the kept list does not know yet. */
const added = ['dockleafs.com', 'sunsabla.com']

/** On the kept list, but reserved for examples: nobody has a mailbox there, and every manual writes to one. */
const spared = ['example.com', 'example.net', 'example.org']

const domains: ReadonlySet<string> = new Set([...kept, ...added].filter((domain) => !spared.includes(domain)))

/** Whether mailboxes at this domain, or at one it belongs to, are made to be thrown away. */
export function isDisposable(domain: string): boolean {
  const labels = domain.split('.')
  return labels.some((_, from) => domains.has(labels.slice(from).join('.')))
}
