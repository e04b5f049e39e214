import nodemailer from 'nodemailer'
import type { RenderedLetter } from './render-letter.ts'

/** A letter with its envelope, as it goes out. */
export interface OutgoingLetter extends RenderedLetter {
  readonly from: { readonly name: string; readonly address: string }
  readonly to: { readonly name: string; readonly address: string }
  readonly replyTo: string
}

/** Hands letters to a mail server. */
export interface Carrier {
  send(letter: OutgoingLetter): Promise<void>
  close(): void
}

export interface SmtpSettings {
  readonly url: string
  /** How long a server may be silent before it counts as gone. */
  readonly silenceMs?: number
}

/** Opens a pool of connections to the mail server; every wait in it has an end. */
export function smtpCarrier({ url, silenceMs = 20_000 }: SmtpSettings): Carrier {
  const waits = { connectionTimeout: silenceMs, greetingTimeout: silenceMs, socketTimeout: silenceMs }
  const pool = nodemailer.createTransport({ url, pool: true, maxConnections: 5, maxMessages: 200, ...waits })
  return {
    async send({ subject, text, html, headers, file, from, to, replyTo }) {
      const { 'Message-ID': messageId, ...others } = headers
      await pool.sendMail({
        from,
        to: to.name ? to : to.address,
        replyTo,
        subject,
        text: mailLines(text),
        html: mailLines(html),
        headers: others,
        ...(messageId ? { messageId } : {}),
        ...(file && {
          attachments: [
            { filename: file.name, content: file.text, contentType: 'text/plain; charset=utf-8' },
          ],
        }),
        textEncoding: hasLongLink(html) ? 'base64' : 'quoted-printable',
        disableFileAccess: true,
        disableUrlAccess: true,
      })
    },
    close: () => pool.close(),
  }
}

/**
 * Quoted-printable can be read by eye, but breaks a line after 76 columns, and some mail programs copy a link as far as
 * the break. A link that does not fit, with the attribute around it, is sent in an encoding that breaks nothing.
 */
function hasLongLink(html: string): boolean {
  const longest = 76 - 'href=3D""'.length
  return (html.match(/https?:\/\/[^\s"<>]+/g) ?? []).some((link) => link.length > longest)
}

/** The quoted-printable encoder knows a line's end only by both its characters, and breaks where it sees none. */
function mailLines(text: string): string {
  return text.replace(/\r?\n/g, '\r\n')
}

/** Whether the server has refused this letter for good. Trouble with the connection or the sign-in is ours, and passes. */
export function isFinal(fault: unknown): boolean {
  const { responseCode, command } = (fault ?? {}) as { responseCode?: number; command?: string }
  const aboutLetter = command === 'RCPT TO' || command === 'DATA'
  return aboutLetter && responseCode !== undefined && responseCode >= 500 && responseCode < 600
}

/** What went wrong, in one line for the mail page. */
export function faultLine(fault: unknown): string {
  const { message, response } = (fault ?? {}) as { message?: string; response?: string }
  return (response ?? message ?? 'unknown fault').replace(/\s+/g, ' ')
}
