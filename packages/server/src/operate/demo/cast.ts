/** Somebody of the demo company, as an administrator would type them. */
export interface DemoPerson {
  readonly name: string
  readonly address: string
}

export const owner: DemoPerson = { name: 'Maud Fenwick', address: 'maud@fenwick.example' }
export const ines: DemoPerson = { name: 'Ines Okafor', address: 'ines.okafor@harrowvale.example' }
export const pekka: DemoPerson = { name: 'Pekka Lahtinen', address: 'pekka.l@harrowvale.example' }
export const tomasz: DemoPerson = { name: 'Tomasz Wieczorek', address: 't.wieczorek@harrowvale.example' }
export const juergen: DemoPerson = { name: 'Jürgen Voß', address: 'j.voss@harrowvale.example' }
export const saoirse: DemoPerson = { name: 'Saoirse Ní Bhriain', address: 'saoirse@harrowvale.example' }
export const moira: DemoPerson = { name: 'Moira Kelso', address: 'moira@kelsobindery.example' }

const others: readonly DemoPerson[] = [
  pekka,
  tomasz,
  juergen,
  { name: 'Noor El-Sayed', address: 'noor@harrowvale.example' },
  { name: 'Lí Ming', address: 'li.ming@harrowvale.example' },
  { name: 'Amaya Etxeberria', address: 'amaya@harrowvale.example' },
  saoirse,
  { name: 'Seun Adébáyò', address: 'seun@harrowvale.example' },
  { name: '田中 さくら', address: 'sakura.tanaka@harrowvale.example' },
  { name: 'محمد الحسن', address: 'm.alhassan@harrowvale.example' },
  {
    name: 'Maximiliane-Theodora von Hohenlohe-Waldenburg-Schillingsfürst',
    address: 'maximiliane-theodora.hohenlohe@harrowvale.example',
  },
]

const firstNames =
  'Anna Bram Chiara Dmitri Elif Farid Greta Hugo Ida Jonas Kavya Luca Marta Nils Olga Priya Quentin Rosa Sven Tara Uwe Vera Wim Yuki Zoë'
const lastNames =
  'Adler Brandt Costa Dubois Eriksen Fischer Garcia Hansen Ivanova Jansen Kowalski Lindqvist Moreau Novak Ortiz Petrov Quist Rossi Silva Takács Ueda Vidal Weber Xavier Young Zeman'

/** The 119 people of Harrow & Vale besides Ines Okafor, always the same. */
export const colleagues: readonly DemoPerson[] = [...others, ...invented(119 - others.length)]

/** Kelso Bindery's few. */
export const binders: readonly DemoPerson[] = invented(6, 7).map(({ name, address }) => ({
  name,
  address: address.replace('harrowvale', 'kelsobindery'),
}))

function invented(count: number, offset = 0): DemoPerson[] {
  const first = firstNames.split(' ')
  const last = lastNames.split(' ')
  return Array.from({ length: count }, (_, index) => {
    const given = first[(index + offset) % first.length] ?? ''
    const family = last[(index * 7 + offset + Math.floor(index / first.length)) % last.length] ?? ''
    return { name: `${given} ${family}`, address: `${plain(given)}.${plain(family)}@harrowvale.example` }
  })
}

function plain(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
