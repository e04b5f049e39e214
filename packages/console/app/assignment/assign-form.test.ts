import { describe, expect, test } from 'vitest'
import { readAssignForm, readList } from './assign-form.ts'

function formOf(fields: readonly (readonly [name: string, value: string])[]): FormData {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  return form
}

const rowsOf = (...fields: readonly (readonly [string, string])[]) =>
  readList(readAssignForm(formOf(fields)), []).rows

describe('a pasted list with fixes', () => {
  test('rows are counted from 1 whatever lines they stand on, and keep the line for the eye', () => {
    const rows = rowsOf([
      'list',
      '\nines@harrowvale.example; pekka@harrowvale.example\n\nnoor@harrowvale.example',
    ])
    expect(rows.map(({ line, textLine }) => [line, textLine])).toEqual([
      [1, 2],
      [2, 2],
      [3, 4],
    ])
  })

  test('a suggestion that was pressed takes the place of what was pasted', () => {
    const [row] = rowsOf(
      ['list', 'j.voss@harrowvael.example'],
      ['raw.1', 'j.voss@harrowvael.example'],
      ['fix.1', 'j.voss@harrowvale.example'],
    )
    expect(row?.address?.key).toBe('j.voss@harrowvale.example')
  })

  test('a pressed suggestion wins over the field beside it', () => {
    const [row] = rowsOf(
      ['list', 't.wieczorek@'],
      ['raw.1', 't.wieczorek@'],
      ['edit.1', 'somebody@harrowvale.example'],
      ['fix.1', 't.wieczorek@harrowvale.example'],
    )
    expect(row?.address?.key).toBe('t.wieczorek@harrowvale.example')
  })

  test('an untouched field changes nothing', () => {
    const [row] = rowsOf(['list', 't.wieczorek@'], ['raw.1', 't.wieczorek@'], ['edit.1', 't.wieczorek@'])
    expect(row).toMatchObject({ address: null, problem: { code: 'address_without_domain' } })
  })

  test('an edit that is no address either says what is wrong with it', () => {
    const [row] = rowsOf(['list', 'pekka'], ['raw.1', 'pekka'], ['edit.1', '@harrowvale.example'])
    expect(row).toMatchObject({ address: null, problem: { code: 'address_without_local' } })
  })

  test('"Assign anyway" holds for the row it was pressed on and no other', () => {
    const rows = rowsOf(
      ['list', 'info@harrowvale.example\noffice@harrowvale.example'],
      ['raw.1', 'info@harrowvale.example'],
      ['anyway.1', '1'],
    )
    expect(rows.map((row) => row.anyway)).toEqual([true, false])
  })

  test('a fix is not used once its line says something else', () => {
    const [row] = rowsOf(
      ['list', 'noor@harrowvale.example'],
      ['raw.1', 'j.voss@harrowvael.example'],
      ['fix.1', 'j.voss@harrowvale.example'],
      ['anyway.1', '1'],
    )
    expect(row).toMatchObject({ anyway: false, address: { key: 'noor@harrowvale.example' } })
  })

  test('a form without a list has no rows', () => {
    expect(rowsOf()).toEqual([])
  })
})
