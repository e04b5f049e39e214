import { createAccess } from '../access/access.ts'
import { createApplication } from '../app.ts'
import type { Application } from '../application.ts'
import { readConfig } from '../config.ts'
import { randomIds } from '../db/new-id.ts'
import { writer } from '../db/unit-of-work.ts'
import type { Story } from './story.ts'

/** The application on a story's database and clock, as pages reach it. */
export async function appOf(
  { database, now }: Pick<Story, 'database' | 'now'>,
  settings: Readonly<Record<string, string>> = {},
): Promise<Application> {
  const publicOrigin = 'https://licenses.fenwick.example'
  const read = readConfig({ PUBLIC_URL: publicOrigin, ...settings })
  if (!read.ok) throw new Error('wrong settings')
  const doors = { db: database.db, clock: now, newId: randomIds }
  const access = await createAccess(doors, writer(doors), publicOrigin)
  return createApplication({ config: read.config, doors, access, publicOrigin })
}
