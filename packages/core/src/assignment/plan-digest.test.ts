import { expect, test } from 'vitest'
import { type DigestNews, digestOf } from './plan-digest.ts'

const quiet: DigestNews = {
  ...{ links: [], requests: [], codeRequests: [], jobs: [], lettersFailed: [], answers: [] },
}
const link = {
  ...{ invitationId: 'one', link: 'Autumn', product: 'Loomwright', cap: 25, count: 2, taken: 9 },
  people: [{ person: 'Noor El-Sayed' }, { person: 'Jürgen Voß' }],
}
const busy: DigestNews = {
  links: [
    { ...link, teamId: 1 },
    { ...link, teamId: 2 },
  ],
  requests: [
    { teamId: 1, count: 3, recent: 1 },
    { teamId: 2, count: 4, recent: 0 },
  ],
  codeRequests: [{ teamId: 2, count: 1, recent: 1 }],
  jobs: [
    { teamId: null, jobId: 'all', done: 9, left: 1, stopped: false },
    { teamId: 1, jobId: 'one', done: 4, left: 2, stopped: true },
  ],
  lettersFailed: [{ teamId: 2, count: 5 }],
  answers: [
    { teamId: 1, kept: 3, givenBack: 1, freed: 0 },
    { teamId: 2, kept: 1, givenBack: 0, freed: 2 },
  ],
}

test('whoever administers everything is told everything, added up', () => {
  expect(digestOf(busy, 'all')).toEqual({
    ...{ links: busy.links, jobs: busy.jobs, requests: 7, codeRequests: 1, lettersFailed: 5 },
    ...{ kept: 4, givenBack: 1, freed: 2 },
  })
})

test('whoever administers one team is told of that one, and not of what concerns all', () => {
  expect(digestOf(busy, [1])).toEqual({
    ...{ links: [busy.links[0]], jobs: [busy.jobs[1]], requests: 3, codeRequests: 0, lettersFailed: 0 },
    ...{ kept: 3, givenBack: 1, freed: 0 },
  })
})

test('nothing is said where nothing happened, nor of questions alone that have waited for weeks', () => {
  expect(digestOf(quiet, 'all')).toBe(null)
  expect(digestOf(busy, [3])).toBe(null)
  expect(digestOf({ ...quiet, requests: [{ teamId: 1, count: 9, recent: 0 }] }, 'all')).toBe(null)
  expect(digestOf({ ...quiet, requests: [{ teamId: 1, count: 9, recent: 1 }] }, 'all')).toMatchObject({
    requests: 9,
  })
})
