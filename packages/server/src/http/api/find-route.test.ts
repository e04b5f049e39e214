import { expect, test } from 'vitest'
import { type ApiRoute, apiRoute } from './api-route.ts'
import { routeFinder } from './find-route.ts'

const route = (method: ApiRoute['method'], path: string) =>
  apiRoute({
    ...{ method, path, id: `${method} ${path}`, group: 'licenses', summary: '', dropIn: true, answers: {} },
    handle: async () => ({ status: 200 }),
  })

const find = routeFinder([
  route('get', '/customer/licenses/{licenseId}'),
  route('post', '/customer/licenses/assign'),
  route('get', '/customer/teams/{teamId}'),
  route('patch', '/customer/teams/{id}'),
])

const idOf = (method: string, path: string) => {
  const found = find(method, path)
  return found.kind === 'route' ? [found.route.id, found.params] : found
}

test('a parameter is what stands in its place, unescaped', () => {
  expect(idOf('GET', '/customer/licenses/A%2FB')).toEqual([
    'get /customer/licenses/{licenseId}',
    { licenseId: 'A/B' },
  ])
})

test('HEAD is answered where GET is', () => {
  expect(idOf('HEAD', '/customer/teams/7')).toEqual(['get /customer/teams/{teamId}', { teamId: '7' }])
})

test('a word is never read as a parameter, whatever the method', () => {
  expect(idOf('GET', '/customer/licenses/assign')).toEqual({ kind: 'other_method', allow: ['POST'] })
})

test('methods of one address are told together, however its parameter is called', () => {
  expect(idOf('PUT', '/customer/teams/7')).toEqual({
    kind: 'other_method',
    allow: ['GET', 'HEAD', 'PATCH'],
  })
})

test.each(['/', '/customer/teams/', '/customer/teams/7/', '/customer//7', '/Customer/teams/7'])(
  'there is nothing at %s',
  (path) => {
    expect(idOf('GET', path)).toEqual({ kind: 'nothing' })
  },
)

test('two routes at one address do not start', () => {
  expect(() => routeFinder([route('get', '/a/{b}'), route('get', '/a/{c}')])).toThrow('there twice')
})
