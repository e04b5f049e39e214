import { searchKey } from '../kernel/text.ts'
import { type Separator, splitCells, strongestSeparator } from './people-cuts.ts'

/** What a column holds. */
export type ColumnRole = 'address' | 'name' | 'first' | 'last' | 'team'

/** A column as headed by its owner; null means it is not read, and a preview can say so. */
export interface Column {
  readonly heading: string
  readonly role: ColumnRole | null
}

/** A heading row and how the rows under it are cut. */
export interface Heading {
  readonly separator: Separator | undefined
  readonly columns: readonly Column[]
}

const longestHeading = 60

const known: Record<ColumnRole, string> = {
  address: `email|mail|email address|mail address|work email|business email|primary email|company email|user email|email id
    |user principal name|upn|e-mail-adresse|mailadresse|emailadresse|dienstliche e-mail|adresse e-mail|adresse mail
    |adresse electronique|courriel|mel|correo|correo electronico|direccion de correo|direccion de correo electronico
    |endereco de e-mail|endereco de email|correio eletronico|indirizzo e-mail|indirizzo email|posta elettronica
    |indirizzo di posta elettronica|e-mailadres|mailadres|メール|メールアドレス|eメール|電子メール|电子邮件|电子邮箱|邮箱|邮件|邮箱地址
    |電子郵件|이메일|adres e-mail|e-post|epost|e-postadress|sähköposti|электронная почта|почта`,
  name: `name|full name|display name|person|employee|user|contact|vollständiger name|anzeigename|mitarbeiter|nom complet
    |nom et prenom|prenom et nom|nombre completo|nombre y apellidos|nome completo|nome e cognome|volledige naam|naam
    |氏名|名前|お名前|姓名|이름|имя`,
  first: `first name|first|given name|forename|vorname|rufname|prenom|nombre|nombre de pila|primeiro nome|nome|nome proprio
    |voornaam|名|ファーストネーム|名字`,
  last: `last name|last|surname|family name|nachname|familienname|zuname|nom|nom de famille|apellido|apellidos|sobrenome
    |apelido|ultimo nome|cognome|achternaam|familienaam|姓|苗字|姓氏`,
  team: 'team|team name|group|gruppe|équipe|groupe|equipo|grupo|equipe|equipa|squadra|gruppo|ploeg|チーム|グループ|团队|團隊|小组|팀',
}

const roles = new Map(
  (Object.keys(known) as ColumnRole[]).flatMap((role) =>
    known[role].split('|').map((heading): [string, ColumnRole] => [headingKey(heading), role]),
  ),
)

/** Recognizes a heading row by an address column, or by two columns it knows; whole headings only, in any order. */
export function readHeading(line: string): Heading | undefined {
  if (line.length > 40 * longestHeading) return undefined
  const separator = strongestSeparator(line)
  const cells = separator ? splitCells(line, separator) : [line.trim()]
  const found = cells.map((cell) => (cell.length > longestHeading ? undefined : roleOf(cell)))
  const recognized = found.filter((role) => role !== undefined).length
  if (!found.includes('address') && recognized < 2) return undefined
  return { separator, columns: cells.map((heading, index) => ({ heading, role: uniqueRole(found, index) })) }
}

function roleOf(cell: string): ColumnRole | undefined {
  const key = headingKey(cell)
  return roles.get(key) ?? roles.get(key.replace(/[12]$/, ''))
}

/** Several address columns are tried in turn; of any other kind the first counts. */
function uniqueRole(found: readonly (ColumnRole | undefined)[], index: number): ColumnRole | null {
  const role = found[index] ?? null
  return role === 'address' || (role !== null && found.indexOf(role) === index) ? role : null
}

/** Case, accents, blanks and _ - . make no difference between headings. */
function headingKey(heading: string): string {
  return searchKey(heading).replace(/[^\p{L}\p{N}]/gu, '')
}
