import { refuse } from '@claviger/core/kernel/decision'
import { SaxesParser } from 'saxes'
import { Unreadable } from './unreadable.ts'

/** What is told of an XML text as it goes by; names come without their prefix. */
export interface XmlListener {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly text?: (text: string) => void
  readonly close?: (name: string) => void
  /** Nothing more is wanted: the rest is looked at no more, though it is still counted. */
  readonly done?: () => boolean
}

/** Reads XML piece by piece. One that declares anything of its own is not read at all: no entity, no outside file. */
export function readXml(pieces: Iterable<Uint8Array>, listener: XmlListener): void {
  const { open, text, close, done = () => false } = listener
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('doctype', () => {
    throw new Unreadable(refuse('file_not_readable'))
  })
  if (open) parser.on('opentag', ({ name, attributes }) => open(bareName(name), attributes))
  if (text) parser.on('text', text)
  if (text) parser.on('cdata', text)
  if (close) parser.on('closetag', ({ name }) => close(bareName(name)))
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for (const piece of pieces) if (!done()) parser.write(decoder.decode(piece, { stream: true }))
  if (done()) return
  parser.write(decoder.decode())
  parser.close()
}

function bareName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
