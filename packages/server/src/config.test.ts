import { describe, expect, test } from 'vitest'
import { demoConfig, explainProblems, readConfig, settings } from './config.ts'

function config(env: Record<string, string>) {
  const read = readConfig(env)
  if (!read.ok) throw new Error(explainProblems(read.problems))
  return read.config
}

function wrong(env: Record<string, string>) {
  const read = readConfig(env)
  return read.ok ? [] : read.problems.map((problem) => problem.name)
}

describe('settings', () => {
  test('nothing has to be set', () => {
    expect(config({})).toMatchObject({
      port: 4700,
      host: '127.0.0.1',
      publicUrl: undefined,
      apiAssignStatus: 200,
      logLevel: 'info',
    })
    expect(config({}).dataDir).toBe(`${process.cwd()}/data`)
  })

  test('an empty variable counts as not set', () => {
    expect(config({ PORT: '', DATABASE_URL: ' ', PUBLIC_URL: '' })).toEqual(config({}))
  })

  test('a passphrase is kept letter by letter, spaces at its ends too', () => {
    expect(config({ CLAVIGER_PASSPHRASE: ' nine bobbins ' }).passphrase).toBe(' nine bobbins ')
    expect(config({ CLAVIGER_PASSPHRASE: '' }).passphrase).toBeUndefined()
  })

  test('the public address is kept as an origin', () => {
    expect(config({ PUBLIC_URL: 'https://Licenses.Example.com/' }).publicUrl).toBe(
      'https://licenses.example.com',
    )
    expect(config({ PUBLIC_URL: 'http://10.0.0.7:8080' }).publicUrl).toBe('http://10.0.0.7:8080')
  })

  test.each([
    ['PORT', '70000'],
    ['PORT', '47.5'],
    ['PORT', '0x10'],
    ['HOST', 'not a host'],
    ['PUBLIC_URL', 'licenses.example.com'],
    ['PUBLIC_URL', 'https://example.com/licenses'],
    ['PUBLIC_URL', 'https://user:secret@example.com'],
    ['PUBLIC_URL', 'ftp://example.com'],
    ['DATABASE_URL', 'mysql://localhost/claviger'],
    ['DATABASE_URL', 'localhost:5432'],
    ['SMTP_URL', 'mail.example.com'],
    ['MAIL_FROM', 'Licenses'],
    ['MAIL_FROM', 'a@b.example\r\nBcc: x@y.example'],
    ['API_ASSIGN_STATUS', '201'],
    ['LOG_LEVEL', 'loud'],
  ])('a wrong %s is refused: %s', (name, value) => {
    expect(wrong({ [name]: value })).toEqual([name])
  })

  test('the API answers a license given with 204 where that is wanted', () => {
    expect(config({ API_ASSIGN_STATUS: '204' })).toMatchObject({ apiAssignStatus: 204 })
  })

  test('everything that is wrong is listed at once, each with its fix', () => {
    const read = readConfig({ PORT: 'x', LOG_LEVEL: 'y' })
    expect(read.ok ? '' : explainProblems(read.problems)).toBe(
      'The setting PORT is wrong. Write a whole number from 0 to 65535, such as PORT=4700.\n' +
        'The setting LOG_LEVEL is wrong. Choose one of fatal, error, warn, info, debug, trace, silent.',
    )
  })

  test('a wrong value is never repeated, since it may hold a password', () => {
    const read = readConfig({ SMTP_URL: 'mailto:hunter2', DATABASE_URL: 'db:hunter2' })
    expect(JSON.stringify(read)).not.toContain('hunter2')
  })

  test('every setting that is read is also described', () => {
    const broken = Object.fromEntries(settings.map(({ name }) => [name, '\0']))
    expect(wrong(broken)).toEqual(settings.map(({ name }) => name))
  })

  test('the demo lives in a folder of its own', () => {
    expect(demoConfig(config({ DATA_DIR: '/srv/claviger' })).dataDir).toBe('/srv/claviger/demo')
  })
})
