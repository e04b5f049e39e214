import type { Decision, Refusal } from '@claviger/core/kernel/decision'
import { system } from '@claviger/core/teams/actor'
import type { Application } from './application.ts'
import type { Round } from './rounds.ts'

/** What falls due by the clock, each a bounded number at a time. */
export function roundsOf({ operations: by }: Application): readonly Round[] {
  return [
    round(
      'reminders',
      () => by.sendReminders(system, {}),
      (done) => done.reminded,
    ),
    round(
      'digests',
      () => by.sendDigests(system, {}),
      (done) => done.digests,
    ),
    round(
      'questions',
      () => by.settleKeepQuestions(system, {}),
      (done) => done.settled,
    ),
    round(
      'days reached',
      () => by.freeOnDay(system, {}),
      (done) => done.freed,
    ),
    round(
      'what ends soon',
      () => by.remindOfEnds(system, {}),
      (done) => done.reminded,
    ),
  ]
}

function round<Plan>(
  name: string,
  turn: () => Promise<Decision<Plan, Refusal>>,
  count: (done: Plan) => number,
): Round {
  const counted = async () => {
    const done = await turn()
    return done.ok ? count(done.plan) : 0
  }
  return { name, turn: counted }
}
