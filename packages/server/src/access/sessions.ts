import { anonymous } from '@claviger/core/teams/actor'
import type { Access, Visitor } from './access.ts'
import { forgottenSession, sessionHashOf } from './session-cookie.ts'
import type { Entrance } from './settle.ts'
import {
  deleteOtherSessions,
  deleteSession,
  deleteSessionByHash,
  loadHandleOfSession,
  sweep,
  touchSession,
} from './store.ts'
import { sessionsOf, visitorBySession } from './views.ts'

type Sessions =
  | 'actorOf'
  | 'visitorOf'
  | 'renewSession'
  | 'signOut'
  | 'sessions'
  | 'endSession'
  | 'endOtherSessions'

const hour = 60 * 60_000

const nobody: Visitor = { actor: anonymous, locale: null, theme: null }

/** Who carries a session, and its end. */
export function keepingSessions({ doors, identity, secure }: Entrance): Pick<Access, Sessions | 'sweep'> {
  const { db, clock } = doors
  const hashOf = (request: Request) => sessionHashOf(request.headers, secure)
  const visitorOf = async (request: Request) => {
    const hash = hashOf(request)
    const known = hash && (await visitorBySession(db, hash))
    if (!known) return nobody
    const now = new Date()
    if (now.getTime() - known.usedAt.getTime() > hour) await touchSession(db, known.actor.sessionId, now)
    return known
  }
  return {
    visitorOf,
    actorOf: async (request) => (await visitorOf(request)).actor,
    async renewSession(request) {
      const hash = hashOf(request)
      const handle = hash && (await loadHandleOfSession(db, hash))
      if (!handle) return undefined
      const begun = await identity.begin(handle, request.headers)
      await deleteSessionByHash(db, hash)
      return begun.setCookie
    },
    async signOut(request) {
      await deleteSessionByHash(db, hashOf(request))
      return forgottenSession(secure)
    },
    sessions: (actor) => sessionsOf(db, actor),
    endSession: (actor, id) => deleteSession(db, actor.accountId, id),
    endOtherSessions: (actor) => deleteOtherSessions(db, actor.accountId, actor.sessionId),
    sweep: () => sweep(db, clock()),
  }
}
