import { first } from './fixed-keys.ts'
import { asked, document, type Vector, type VectorFile } from './vector.ts'

function of(name: string, person: string, licensee = 'Harrow & Vale', title = 'Loomwright'): Vector {
  const text = first.sign(document({ person, licensee, title }))
  return { name, text, asked: asked(), verdict: { kind: 'valid', person, licensee, title } }
}

/** Names as people have them. */
export const people: VectorFile = {
  about: 'Names in the scripts of the world, and where somebody has none.',
  vectors: [
    of('an umlaut and a sharp s', 'Jürgen Voß'),
    of('Cyrillic', 'Анна Иванова', 'Ткацкая фабрика'),
    of('Greek', 'Ειρήνη Παπαδοπούλου'),
    of('Arabic, written from the right', 'مثال الاسم', 'شركة المثال'),
    of('Chinese', '例示花子', '例示織機株式会社', '織機'),
    of('letters outside the basic plane', '𠮷野家 🧵'),
    of('an accent as a sign of its own', 'Ines Okafor\u0301'),
    of('quotation marks and a backslash', 'Ines "the loom" O\\Kafor'),
    of('an address in the place of a name', 'ines.okafor@harrowvale.example'),
    of('somebody who is the customer', 'Ines Okafor', 'Ines Okafor'),
    of('sixty letters', 'Maximiliane Freifrau von und zu Hohenstaufen-Wolkenkuckuckshm'.slice(0, 60)),
  ],
}
