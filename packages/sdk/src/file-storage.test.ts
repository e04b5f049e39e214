import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fileStorage } from './node.ts'
import { openStateBook } from './state-book.ts'
import { testProduct } from './testing/test-product.ts'
import { licenseOf } from './testing/test-vendor.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claviger-storage-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const file = () => join(folder, 'product-LOOM.json')
const open = () => testProduct().open({ storage: fileStorage(folder) })
const isWindows = process.platform === 'win32'

describe('the license on a machine', () => {
  test('outlives the program, in a file that only its owner may read', async () => {
    await open().enter(licenseOf())
    expect((await open().status()).runs).toBe(true)
    if (!isWindows) expect(statSync(file()).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['product-LOOM.json'])
  })

  test.each(['', '{', 'null', '[1]', '{"form":1,"seen":"soon","code":7,"trouble":3}', '\u0000\u0000'])(
    'that was damaged (%j) costs what was in it, never the start of the product',
    async (damaged) => {
      writeFileSync(file(), damaged)
      expect((await open().status()).source).toBeNull()
      expect((await open().enter(licenseOf())).runs).toBe(true)
      expect((await open().status()).runs).toBe(true)
    },
  )

  test('that was damaged is put aside before it is replaced', async () => {
    await open().enter(licenseOf())
    const half = readFileSync(file(), 'utf8').slice(0, 500)
    writeFileSync(file(), half)
    await open().enter(licenseOf())
    expect(readFileSync(join(folder, 'product-LOOM-damaged.json'), 'utf8')).toBe(half)
  })

  test('that cannot be read is not written over', async () => {
    const fault = Object.assign(new Error('not allowed'), { code: 'EACCES' })
    const written: string[] = []
    const storage = {
      read: () => Promise.reject(fault),
      write: async (name: string) => void written.push(name),
    }
    const license = testProduct().open({ storage })
    expect(await license.enter(licenseOf())).toMatchObject({ runs: true, storage: { reason: 'EACCES' } })
    expect((await license.status()).runs).toBe(true)
    expect(written).toEqual([])
  })

  test('in a folder that nobody may write is read all the same', async () => {
    await open().enter(licenseOf())
    const denied = Object.assign(new Error('read-only'), { code: 'EROFS' })
    const storage = { ...fileStorage(folder), write: () => Promise.reject(denied) }
    expect(await testProduct().open({ storage }).status()).toMatchObject({ runs: true, storage: undefined })
  })
})

describe('processes that share a storage', () => {
  test('never take a change from one another', async () => {
    const worker = fileURLToPath(new URL('testing/counting-process.ts', import.meta.url))
    const each = 25
    const workers = Array.from({ length: 4 }, () => fork(worker, [folder, String(each)]))
    const codes = await Promise.all(workers.map(async (one) => (await once(one, 'exit'))[0]))
    expect(codes).toEqual([0, 0, 0, 0])
    const { seen } = await openStateBook(fileStorage(folder), 'counted').read()
    expect(seen).toBe(4 * each)
    expect(readdirSync(folder)).toEqual(['counted.json'])
  }, 30_000)

  test('go on after one that ended in the middle of a change', async () => {
    const lock = `${file()}.lock`
    writeFileSync(lock, '')
    const long = new Date(Date.now() - 60_000)
    utimesSync(lock, long, long)
    expect((await open().enter(licenseOf())).runs).toBe(true)
    expect(readdirSync(folder)).toEqual(['product-LOOM.json'])
  })
})
