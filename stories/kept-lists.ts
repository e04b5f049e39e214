import { randomUUID } from 'node:crypto'
import type { House } from './house.ts'
import { type Customer, planOf } from './town.ts'

/** Lists somebody has begun and not handed out: one that asks much of them, one to choose from, one nobody can read. */
export type KeptLists = Readonly<Record<'asking' | 'choosing' | 'unread', string>>

const asking = [
  'Voller Name;E-Mail;Abteilung;Kostenstelle für die Verrechnung im Konzern;Gültig bis;Team;E-Mail;admin',
  'Maximiliane Freifrau von und zu Hohenstaufen-Wolkenkuckucksheim;max.2@harrowvale.example;Weberei;4711;12/01/2027;Färberei Süd;;yes',
  '例示 太郎;taro@例え.example;織;4711;;Färberei Süd;taro@example.org;',
  'مثال;mithal.2@harrowvale.example;نسيج;;tomorrow;;;',
  'Nobody;info@harrowvale.example;;;;;;',
  'Slip;slip@harrowvael.example;;;;;;',
].join('\r\n')

const crowd = Array.from({ length: 60 }, (_, index) => `crowd.${index + 1}@harrowvale.example`).join('\n')

/** Keeps the lists for this person, on the pages of the whole organization or of one team. */
export async function keepLists(
  { app, actor }: House,
  { organizationId, slug }: Customer,
  as: string,
  teamId?: number,
): Promise<KeptLists> {
  const who = await actor(as)
  const path = `/o/${slug}${teamId === undefined ? '' : `/t/${teamId}`}`
  const keep = async (name: string, text: string, fixes: object = {}) => {
    const list = { organizationId, teamId, id: randomUUID() }
    const content = new TextEncoder().encode(text)
    planOf(await app.operations.keepPeopleFile(who, { ...list, name, content }))
    planOf(await app.operations.changePeopleFile(who, { ...list, fixes }))
    return `${path}/assign/list/${list.id}`.slice(path.length)
  }
  return {
    asking: await keep('Neue Weberinnen und Weber, Stand März, endgültig (3).csv', asking),
    choosing: await keep('', crowd, { choosing: true, out: [2, 5] }),
    unread: await keep('old.xls', '<html><body>Not a workbook</body></html>'),
  }
}
