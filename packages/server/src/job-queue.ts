import { anonymous } from '@claviger/core/teams/actor'
import { actorOfBearer } from './access/bearer.ts'
import { jobWorks } from './application.ts'
import { carryOnJob, giveUpLine } from './assignment/carry-on-job.ts'
import { type JobTurn, putOff, takeTurn } from './assignment/job-turn-store.ts'
import { type Doors, writer } from './db/unit-of-work.ts'
import type { JobQueue } from './jobs/run-jobs.ts'

/** The jobs of a database: each chunk for whom its job is, with the rights of that moment. */
export function openJobQueue(doors: Doors): JobQueue<JobTurn> {
  const { db, clock } = doors
  const write = writer(doors)
  // Who is no more may nothing; the lines that are left say so.
  const actorOf = async ({ bearer }: JobTurn) => (await actorOfBearer(db, bearer)) ?? anonymous
  return {
    take: () => takeTurn(db, clock()),
    putOff: (turn, seconds) => putOff(db, turn, clock(), seconds),
    carryOn: async (turn, most) => {
      const { organizationId, id: jobId } = turn
      await write(await actorOf(turn), (tx) =>
        carryOnJob(tx, { organizationId, jobId, most, works: jobWorks }),
      )
    },
    giveUpLine: async (turn) => {
      const { organizationId, id: jobId } = turn
      await write(await actorOf(turn), (tx) => giveUpLine(tx, { organizationId, jobId }))
    },
  }
}
