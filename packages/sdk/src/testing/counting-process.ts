import { fileStorage } from '../file-storage.ts'
import { openStateBook } from '../state-book.ts'

const [folder = '', times = ''] = process.argv.slice(2)
const book = openStateBook(fileStorage(folder), 'counted')
for (let time = 0; time < Number(times); time++)
  await book.change(({ seen = 0, ...state }) => ({ ...state, seen: seen + 1 }))
