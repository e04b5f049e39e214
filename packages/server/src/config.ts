import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** What the operator may set; every setting is optional. */
export interface Config {
  readonly port: number
  readonly host: string
  /** The origin people reach us under, when it is not the listener's own. */
  readonly publicUrl: string | undefined
  /** Absolute. */
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  readonly smtpUrl: string | undefined
  readonly mailFrom: string | undefined
  /** Opens and seals files of kept keys where nobody is there to type it. */
  readonly passphrase: string | undefined
  /** What the API answers to a license given: 200 with an empty body, as most clients know it, or 204. */
  readonly apiAssignStatus: 200 | 204
  readonly logLevel: LogLevel
}

/** One setting as the operator reads about it. */
export interface Setting {
  readonly name: string
  /** Empty when there is none. */
  readonly fallback: string
  readonly sentence: string
  /** Its value may hold a password. */
  readonly secret?: true
}

/** A wrong setting: which one, and the fix in words. */
export interface SettingProblem {
  readonly name: string
  readonly fix: string
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** Every setting there is; `claviger doctor` and the guide print this list. */
export const settings: readonly Setting[] = [
  { name: 'PORT', fallback: '4700', sentence: 'The port to listen on.' },
  { name: 'HOST', fallback: '127.0.0.1', sentence: 'The address to listen on; 0.0.0.0 is every one.' },
  {
    name: 'PUBLIC_URL',
    fallback: '',
    sentence: 'The address people open, used in every link that is mailed.',
  },
  {
    name: 'DATA_DIR',
    fallback: './data',
    sentence: 'The folder of the embedded database; a relative path starts at the project.',
  },
  {
    name: 'DATABASE_URL',
    fallback: '',
    sentence: 'A PostgreSQL server (15 or newer) to use instead of the embedded one.',
    secret: true,
  },
  {
    name: 'SMTP_URL',
    fallback: '',
    sentence: 'The mail server; without one every letter is read at /vendor/mail.',
    secret: true,
  },
  {
    name: 'MAIL_FROM',
    fallback: '',
    sentence: 'The sender of every letter, as "Name <address>" or an address.',
  },
  {
    name: 'CLAVIGER_PASSPHRASE',
    fallback: '',
    sentence: 'Opens and seals files of kept keys for `claviger keys`; without it you are asked.',
    secret: true,
  },
  {
    name: 'API_ASSIGN_STATUS',
    fallback: '200',
    sentence: 'What the account API answers to a license given: 200 or 204, both without a body.',
  },
  { name: 'LOG_LEVEL', fallback: 'info', sentence: `How much is logged: ${logLevels.join(', ')}.` },
]

const project = fileURLToPath(new URL('../../..', import.meta.url))

const port = 'Write a whole number from 0 to 65535, such as PORT=4700.'
const publicUrl = 'Write scheme and host only, such as PUBLIC_URL=https://licenses.example.com'
const databaseUrl = 'Write it as postgres://user:password@host:5432/database'
const smtpUrl = 'Write it as smtp://user:password@host:587, or smtps://… for TLS from the start.'
const mailFrom = 'Write an address, or a name and an address: MAIL_FROM="Licenses <licenses@example.com>"'

const schema = z
  .object({
    PORT: optional(
      z
        .string()
        .regex(/^\d{1,5}$/, port)
        .transform(Number)
        .pipe(z.number().max(65_535, port)),
    ),
    HOST: optional(z.string().regex(/^[\w.:-]+$/, 'Write a host name or an address, such as HOST=0.0.0.0')),
    PUBLIC_URL: optional(z.string().transform((text, check) => originOf(text) ?? reject(check, publicUrl))),
    DATA_DIR: optional(z.string().refine((path) => !path.includes('\0'), 'Write the path of a folder.')),
    DATABASE_URL: optional(z.string().refine(isUrlOf('postgres:', 'postgresql:'), databaseUrl)),
    SMTP_URL: optional(z.string().refine(isUrlOf('smtp:', 'smtps:'), smtpUrl)),
    MAIL_FROM: optional(
      z.string().regex(/^([^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, mailFrom),
    ),
    CLAVIGER_PASSPHRASE: z.preprocess(
      (text) => (text === '' ? undefined : text),
      z
        .string()
        .refine((text) => !text.includes('\0'), 'Write the passphrase as it was typed.')
        .optional(),
    ),
    API_ASSIGN_STATUS: optional(z.enum(['200', '204'], 'Choose 200 or 204.')),
    LOG_LEVEL: optional(z.enum(logLevels, `Choose one of ${logLevels.join(', ')}.`)),
  })
  .transform(
    (read): Config => ({
      port: read.PORT ?? 4700,
      host: read.HOST ?? '127.0.0.1',
      publicUrl: read.PUBLIC_URL,
      dataDir: resolve(project, read.DATA_DIR ?? './data'),
      databaseUrl: read.DATABASE_URL,
      smtpUrl: read.SMTP_URL,
      mailFrom: read.MAIL_FROM,
      passphrase: read.CLAVIGER_PASSPHRASE,
      apiAssignStatus: read.API_ASSIGN_STATUS === '204' ? 204 : 200,
      logLevel: read.LOG_LEVEL ?? 'info',
    }),
  )

/** Reads the settings from these variables, or lists everything that is wrong with them. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
): { ok: true; config: Config } | { ok: false; problems: readonly SettingProblem[] } {
  const read = schema.safeParse(env)
  if (read.success) return { ok: true, config: read.data }
  const problems = read.error.issues.map((issue) => ({ name: String(issue.path[0]), fix: issue.message }))
  return { ok: false, problems }
}

/** Answers this process's environment; nothing else reads it. */
export function environment(): Readonly<Record<string, string | undefined>> {
  return process.env
}

/** Words wrong settings for the operator, one line each. */
export function explainProblems(problems: readonly SettingProblem[]): string {
  return problems.map(({ name, fix }) => `The setting ${name} is wrong. ${fix}`).join('\n')
}

/** Answers the configuration of the demo installation, which has a data folder of its own. */
export function demoConfig(config: Config): Config {
  return { ...config, dataDir: join(config.dataDir, 'demo'), smtpUrl: undefined }
}

/** An empty variable is what `NAME= npm start` and many a compose file mean by "not set". */
function optional<Read>(kind: z.ZodType<Read, string>) {
  return z.preprocess(
    (text) => (typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined),
    kind.optional(),
  )
}

function originOf(text: string): string | undefined {
  const url = URL.parse(text)
  if (!url || !['http:', 'https:'].includes(url.protocol)) return undefined
  const bare = url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password
  return bare ? url.origin : undefined
}

function isUrlOf(...schemes: string[]) {
  return (text: string) => {
    const url = URL.parse(text)
    return url !== null && schemes.includes(url.protocol)
  }
}

function reject(check: z.core.$RefinementCtx, message: string): never {
  check.addIssue({ code: 'custom', message })
  return z.NEVER
}
