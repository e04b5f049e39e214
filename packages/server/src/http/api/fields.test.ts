import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  dateText,
  flagText,
  lenientInt32,
  lenientOptionalText,
  lenientText,
  lenientTexts,
  pageQuery,
  strictFlag,
  uuidText,
} from './fields.ts'

const refused = 'refused'

/** What a field of this kind is read as, sent as JSON; `undefined` leaves it out. */
function reads(kind: z.ZodType, sent: string | undefined): unknown {
  const read = z.object({ field: kind }).safeParse(sent === undefined ? {} : JSON.parse(`{"field":${sent}}`))
  return read.success ? read.data.field : refused
}

describe('a body of the original is bound as the original binds it', () => {
  test.each([
    [undefined, 0],
    ['null', 0],
    ['0.0', 0],
    ['4.9E-324', 0],
    ['2717496', 2717496],
    ['"2717496"', 2717496],
    ['7.9', 7],
    ['-2147483648', -2147483648],
    ['2147483647', 2147483647],
    ['2147483648', refused],
    ['-2147483649', refused],
    ['1.79E308', refused],
    ['1e999', refused],
    ['"string_id"', refused],
    ['""', refused],
    ['"1e3"', refused],
    ['true', refused],
    ['{}', refused],
    ['[]', refused],
  ])('the team %s is %s', (sent, read) => {
    expect(reads(lenientInt32, sent)).toBe(read)
  })

  test.each([
    [undefined, refused],
    ['null', refused],
    ['""', ''],
    ['123', '123'],
    ['true', 'true'],
    ['"Ada"', 'Ada'],
    ['{}', refused],
    ['["Ada"]', refused],
  ])('the text %s is %j', (sent, read) => {
    expect(reads(lenientText, sent)).toBe(read)
  })

  test.each([
    [undefined, undefined],
    ['null', undefined],
    ['""', ''],
    ['123', '123'],
    ['{}', refused],
  ])('a text that may be missing: %s is %j', (sent, read) => {
    expect(reads(lenientOptionalText, sent)).toBe(read)
  })

  test.each([
    [undefined, refused],
    ['null', refused],
    ['"ABC1234567"', refused],
    ['[null]', refused],
    ['[["ABC1234567"]]', refused],
    ['[]', []],
    ['["ABC1234567",5,true,""]', ['ABC1234567', '5', 'true', '']],
  ])('the list %s is %j', (sent, read) => {
    expect(reads(lenientTexts, sent)).toEqual(read)
  })

  test.each([
    [undefined, false],
    ['null', false],
    ['true', true],
    ['"true"', refused],
    ['1', refused],
    ['{}', refused],
  ])('the flag %s is %s', (sent, read) => {
    expect(reads(strictFlag, sent)).toBe(read)
  })
})

describe('what stands in an address', () => {
  test.each([
    ['1', 1],
    ['007', 7],
    ['0', refused],
    ['-1', refused],
    ['1000000000000', refused],
    ['1.5', refused],
    ['1e3', refused],
    ['', refused],
    ['two', refused],
  ])('page %s is %s', (sent, read) => {
    expect(reads(pageQuery.page, JSON.stringify(sent))).toBe(read)
  })

  test.each([
    ['200', 200],
    ['201', refused],
    ['1000000', refused],
  ])('perPage %s is %s (O-58)', (sent, read) => {
    expect(reads(pageQuery.perPage, JSON.stringify(sent))).toBe(read)
  })

  test('page 1 of 100 entries is meant where nothing is said', () => {
    expect(z.object(pageQuery).parse({})).toEqual({ page: 1, perPage: 100 })
  })

  test.each([
    ['true', true],
    ['True', true],
    ['FALSE', false],
    ['null', undefined],
    ['yes', refused],
    ['', refused],
  ])('the flag %s is %s', (sent, read) => {
    expect(reads(flagText, JSON.stringify(sent))).toBe(read)
  })

  test.each([
    ['2026-02-28', '2026-02-28'],
    ['2026-02-29', refused],
    ['28.02.2026', refused],
    ['2026-02-28T00:00:00Z', refused],
  ])('the day %s is %s', (sent, read) => {
    expect(reads(dateText, JSON.stringify(sent))).toBe(read)
  })

  test('an id may be written in capitals, and nothing else is one', () => {
    const id = '0198d3a2-7c1e-7a3b-8e1d-2f4c5b6a7d8e'
    expect(reads(uuidText, JSON.stringify(id.toUpperCase()))).toBe(id)
    expect(reads(uuidText, '"7"')).toBe(refused)
  })
})
