import { readAddress } from '@claviger/core/kernel/email'
import { operator } from '@claviger/core/teams/actor'
import type { Application } from '../packages/server/src/application.ts'

/** A letter as its reader sees it. */
export interface Letter {
  readonly kind: string
  /** `withdrawn`: nobody gets it. */
  readonly state: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** The letters of the house, whether they have left or not, newest first. */
export interface Mailbox {
  letters(to: string): Promise<Letter[]>
  /** The digits of the newest code mailed to this address. */
  code(to: string): Promise<string>
  /** The path of the newest mailed link of this form. */
  link(to: string, form: RegExp): Promise<string>
}

/** Reads letters through the application's own mail page. */
export function openMailbox(app: Application): Mailbox {
  const letters = async (to: string): Promise<Letter[]> => {
    const read = readAddress(to)
    const search = read.ok ? read.plan.mailTo : to
    const page = await app.views.mailPage(operator, { state: null, search, from: '' })
    if (!page.ok) throw new Error(page.refusal.code)
    return Promise.all(page.plan.rows.map((row) => readLetter(app, row)))
  }
  const find = async (to: string, form: RegExp): Promise<RegExpExecArray> => {
    const mailed = await letters(to)
    for (const letter of mailed) {
      const found = form.exec(`${letter.subject}\n${letter.text}`)
      if (found) return found
    }
    throw new Error(
      `no ${form} among the letters to ${to}: ${mailed.map(({ subject }) => subject).join(' · ')}`,
    )
  }
  return {
    letters,
    code: async (to) => (await find(to, /^(\d{3}) ?(\d{3})\b/)).slice(1).join(''),
    link: async (to, form) =>
      (await find(to, new RegExp(String.raw`https?://[^\s/]+(${form.source})`)))[1] ?? '',
  }
}

type Row = Omit<Letter, 'text' | 'html'> & { readonly id: string }

async function readLetter(app: Application, { id, kind, state, to, subject }: Row): Promise<Letter> {
  const letter = await app.views.letterPage(operator, { letterId: id })
  if (!letter.ok) throw new Error(letter.refusal.code)
  const { text, html } = letter.plan
  return { kind, state, to, subject, text, html }
}
