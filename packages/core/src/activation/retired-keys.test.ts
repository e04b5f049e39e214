import { describe, expect, test } from 'vitest'
import { noticePayload, openNotice } from './retired-keys.ts'

const root = `rootroot${'A'.repeat(35)}`
const header = { alg: 'EdDSA', typ: 'claviger-retired', kid: 'rootroot' }
const signature = 'A'.repeat(86)
const notice = {
  madeAt: 1_750_000_000,
  keys: new Map([
    ['kidkid01', 1_740_000_000],
    ['kidkid02', 1_745_000_000],
  ]),
}

const encoded = (text: string) => btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
const noticeText = (payload: string, changes: object = {}) =>
  `${encoded(JSON.stringify({ ...header, ...changes }))}.${encoded(payload)}.${signature}`
const open = (text: string) => openNotice(text, [root])

test('a notice is read as it was written, and asks for the signature of its root', () => {
  const text = noticeText(noticePayload(notice))
  const { seal, ...read } = open(` ${text}\n`) ?? {}
  expect(read).toEqual(notice)
  expect(seal).toMatchObject({ publicKey: root, of: 'notice', signature: new Uint8Array(64) })
  expect(new TextDecoder().decode(seal?.signed)).toBe(text.slice(0, text.lastIndexOf('.')))
})

describe('it is none', () => {
  test.each([
    ['of another root', noticeText(noticePayload(notice), { kid: 'others00' })],
    ['of another type', noticeText(noticePayload(notice), { typ: 'claviger-key' })],
    ['with another algorithm', noticeText(noticePayload(notice), { alg: 'none' })],
    ['with more in its header', noticeText(noticePayload(notice), { crit: [] })],
    ['without a moment', noticeText('{"keys":{}}')],
    ['without keys', noticeText('{"iat":1}')],
    ['with a moment in words', noticeText('{"iat":1,"keys":{"kidkid01":"yesterday"}}')],
    ['that is no JSON', noticeText('{')],
    ['that is null', noticeText('null')],
    ['with a short signature', noticeText(noticePayload(notice)).slice(0, -1)],
    ['with a fourth part', `${noticeText(noticePayload(notice))}.AAAA`],
    ['in three words', 'not.a.notice'],
    ['without anything', ''],
  ])('%s', (_, text) => {
    expect(open(text)).toBeUndefined()
  })
})
