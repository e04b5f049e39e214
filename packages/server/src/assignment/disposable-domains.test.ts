import { expect, test } from 'vitest'
import { isDisposable } from './disposable-domains.ts'

test.each(['mailinator.com', 'dockleafs.com', 'sunsabla.com', 'inbox.mailinator.com', 'yopmail.com'])(
  '%s is a domain of throw-away mailboxes',
  (domain) => {
    expect(isDisposable(domain)).toBe(true)
  },
)

test.each([
  ...['gmail.com', 'outlook.com', 'icloud.com', 'proton.me', 'qq.com', 'web.de', 'duck.com', 'mozmail.com'],
  ...[
    'fresec.com',
    'jetbrains-test.com',
    'harrowvale.example',
    'example.com',
    'mailinator.example',
    'com',
    '',
  ],
])('%j is not', (domain) => {
  expect(isDisposable(domain)).toBe(false)
})
