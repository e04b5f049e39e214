import { html } from 'hono/html'
import type { Block, Letter, LetterPlace, LetterWords } from './letter.ts'

type Html = ReturnType<typeof html>

const paper = '#f6f4ee'
const surface = '#fffefb'
const ink = '#1d2321'
const softInk = '#4c544f'
const line = '#dad5c8'
const accent = '#0b6660'
const sans = 'font-family:Arial,Helvetica,sans-serif'
const text = `${sans};font-size:16px;line-height:24px;color:${ink}`
/** Running text may hold an address longer than a phone is wide. */
const running = `${text};overflow-wrap:anywhere`
const seatCells = 50

/**
 * Sets a letter in its frame. Mail programs decide the means: one column of nested tables, every style inline,
 * padding on cells only, a square button, no pictures.
 */
export async function letterHtml(
  letter: Letter,
  w: LetterWords,
  { publicOrigin, vendor }: LetterPlace,
): Promise<string> {
  const page = await html`<!doctype html>
<html lang="${w.locale}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${letter.subject}</title>
</head>
<body style="margin:0;padding:0;background-color:${paper};color-scheme:light dark">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${letter.preheader}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${paper}">
<tr>
<td align="center" style="padding:28px 12px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" bgcolor="${surface}" style="width:100%;max-width:600px;border:1px solid ${line}">
${row(html`<p style="margin:0;${sans};font-size:13px;line-height:18px;color:${softInk}">${vendor.name}</p>`, '20px 28px 0')}
${row(html`<h1 style="margin:0;font-family:Georgia,serif;font-size:24px;line-height:32px;font-weight:normal;color:${ink}">${letter.title}</h1>`, '8px 28px 8px')}
${letter.blocks.map((block) => row(blockHtml(block, publicOrigin), '8px 28px'))}
${letter.action ? row(button(letter.action.label, publicOrigin + letter.action.path, w), '16px 28px 8px') : ''}
${row(html`<p style="margin:0;border-top:1px solid ${line};padding-top:16px;${sans};font-size:13px;line-height:20px;color:${softInk}">${letter.why}${letter.switches ? html`<br>${w('frame_switch')}<br>${link(publicOrigin + letter.switches)}` : ''}</p>`, '20px 28px 24px')}
</table>
</td>
</tr>
</table>
</body>
</html>
`
  return page.toString()
}

function row(content: Html, padding: string): Html {
  return html`<tr><td style="padding:${padding}">${content}</td></tr>
`
}

function blockHtml(block: Block, publicOrigin: string): Html {
  switch (block.kind) {
    case 'paragraph':
      return html`<p style="margin:0;${running}">${block.text}</p>`
    case 'steps':
      return table(block.steps.map((step, index) => stepRow(step, index + 1, publicOrigin)))
    case 'facts':
      return table(block.rows.map(factRow))
    case 'code':
      return html`<p style="margin:0;font-family:Consolas,Menlo,monospace;font-size:28px;line-height:40px;letter-spacing:1px;color:${ink}">${spacedCode(block.text)}</p>`
    case 'document':
      return html`<pre style="margin:0;padding:12px;background:#f4f1ea;border:1px solid ${line};font-family:Consolas,Menlo,monospace;font-size:12px;line-height:18px;color:${ink};white-space:pre-wrap;word-break:break-all">${flowing(block.text)}</pre>`
    case 'seats':
      return html`${seatStrip(block.taken, block.total)}<p style="margin:0;${sans};font-size:13px;line-height:24px;color:${softInk}">${block.caption}</p>`
    case 'quote':
      return html`<p style="margin:0;border-left:3px solid ${line};padding-left:12px;${running}">${block.text}</p>`
  }
}

/** Lines cut for plain text would leave stubs in a narrower column: below its own first line the document flows. */
function flowing(document: string): string {
  const [line = '', ...rest] = document.split('\n')
  return `${line}\n${rest.join('')}`
}

function table(rows: readonly Html[]): Html {
  return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0">${rows}</table>`
}

function stepRow(step: { text: string; path?: string }, number: number, publicOrigin: string): Html {
  const url = step.path && publicOrigin + step.path
  return html`<tr><td valign="top" style="padding:4px 12px 4px 0;${text}">${number}.</td><td style="padding:4px 0;${running}">${step.text}${
    url ? html`<br>${link(url)}` : ''
  }</td></tr>`
}

function factRow([label, value]: readonly [string, string]): Html {
  return html`<tr><td valign="top" style="padding:2px 20px 2px 0;${sans};font-size:14px;line-height:22px;color:${softInk}">${label}</td><td style="padding:2px 0;${text};line-height:22px">${value}</td></tr>`
}

/** The gap in the middle is drawn, not typed: copying yields six digits. */
function spacedCode(digits: string): Html {
  return html`<span style="padding-right:12px">${digits.slice(0, 3)}</span>${digits.slice(3)}`
}

/** A row of colored cells survives blocked pictures; beyond fifty seats a cell stands for several. */
function seatStrip(taken: number, total: number): Html {
  const cells = Math.min(total, seatCells)
  const filled = Math.round((taken / total) * cells)
  const cell = (index: number) =>
    html`<td width="8" height="16" bgcolor="${index < filled ? accent : line}" style="width:8px;height:16px;font-size:1px;line-height:1px">&nbsp;</td><td width="3" style="width:3px;font-size:1px">&nbsp;</td>`
  return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>${Array.from({ length: cells }, (_, index) => cell(index))}</tr></table>`
}

function button(label: string, url: string, w: LetterWords): Html {
  return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td bgcolor="${accent}" align="center" style="padding:12px 24px"><a
href="${url}"
style="${sans};font-size:16px;line-height:24px;font-weight:bold;color:#ffffff;text-decoration:none">${label}</a></td></tr></table>
<p style="margin:12px 0 0;${sans};font-size:13px;line-height:20px;color:${softInk}">${w('frame_link')}<br>${link(url)}</p>`
}

/** The address stands at the start of its own lines, where no encoding has a reason to break it. */
function link(url: string): Html {
  return html`<a
href="${url}"
style="color:${accent};word-break:break-all">
${url}
</a>`
}
