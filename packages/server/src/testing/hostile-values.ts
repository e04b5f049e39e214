import fc from 'fast-check'

/** What a JSON Schema of the API's document may say. */
export interface JsonSchema {
  readonly $ref?: string
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly items?: JsonSchema
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
}

/** Values of the world under test, by the name of the field or parameter they belong in. */
export type KnownValues = Readonly<Record<string, readonly unknown[]>>

const oddTexts = [
  ...[
    '',
    ' ',
    '   ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\udc00x',
    '\u200b',
    '\ufeff',
    '\u202eabc',
    'İstanbul',
    '😀',
  ],
  ...[
    "'",
    '"',
    '\\',
    '%',
    '_',
    '%00',
    "'; drop table license; --",
    '../../etc/passwd',
    '<script>',
    '#{7*7}',
    'null',
  ],
  ...['undefined', 'NaN', '__proto__', 'constructor', '-1', '0', '1e3', '0x10', '2147483648', '9'.repeat(40)],
  ...[
    'a'.repeat(300),
    'ä'.repeat(2000),
    '\r\nX-Injected: yes',
    'a@b@c.example',
    `${'a'.repeat(90)}@example.org`,
  ],
]

/** Texts nobody asked for. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...oddTexts) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
)

const deep = (depth: number) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as unknown

/** Anything JSON can say, odd corners first. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -0,
    -1,
    0.5,
    5e-324,
    1.79e308,
    2 ** 31,
    -(2 ** 31) - 1,
    2 ** 53,
  ),
  fc.constantFrom<unknown>([], {}, [null], [[]], [{}], deep(500), { toString: 1 }, { length: 3 }),
  fc.jsonValue({ maxDepth: 3 }),
)

/** Values a schema allows; those the world knows where there are some. */
export function allowedBy(
  schema: JsonSchema,
  {
    known,
    schemas,
    name = '',
  }: {
    readonly known: KnownValues
    readonly schemas: Readonly<Record<string, JsonSchema>>
    readonly name?: string
  },
): fc.Arbitrary<unknown> {
  const own = known[name]
  if (own && own.length > 0 && schema.type !== 'array')
    return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...own) }, { weight: 1, arbitrary: plainly() })
  return plainly()

  function plainly(): fc.Arbitrary<unknown> {
    const within = { known, schemas }
    if (schema.$ref) return allowedBy(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, { ...within, name })
    if (schema.const !== undefined) return fc.constant(schema.const)
    if (schema.enum) return fc.constantFrom(...schema.enum)
    const choices = schema.anyOf ?? schema.oneOf
    if (choices) return fc.oneof(...choices.map((one) => allowedBy(one, { ...within, name })))
    switch (schema.type) {
      case 'integer':
        return fc.maxSafeInteger().map((n) => clamped(n, schema))
      case 'number':
        return fc.double({ noNaN: true, noDefaultInfinity: true })
      case 'boolean':
        return fc.boolean()
      case 'array':
        return fc.array(allowedBy(schema.items ?? {}, { ...within, name }), {
          minLength: schema.minItems ?? 0,
          maxLength: Math.min(schema.maxItems ?? 4, 4),
        })
      case 'object':
        return objectOf(schema, within)
      case 'string':
        return textOf(schema)
      default:
        return hostileValue
    }
  }
}

function objectOf(
  { properties = {}, required = [] }: JsonSchema,
  within: { readonly known: KnownValues; readonly schemas: Readonly<Record<string, JsonSchema>> },
): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties).map(([name, one]) => [name, allowedBy(one, { ...within, name })])
  return fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: [...required],
  })
}

function textOf({ format, minLength = 0, maxLength = 30 }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid()
  if (format === 'date') return fc.date({ noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10))
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((day) => day.toISOString())
  return fc.string({ minLength, maxLength: Math.min(maxLength, 30) })
}

function clamped(n: number, { minimum = -(2 ** 31), maximum = 2 ** 31 - 1 }: JsonSchema): number {
  return minimum + (Math.abs(n) % (maximum - minimum + 1))
}

/** The same value with one place of it spoiled: replaced, or gone. */
export function almost(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(values, fc.nat(), hostileValue, fc.boolean())
    .map(([value, place, odd, gone]) => spoiled(value, place, gone ? undefined : odd))
}

function spoiled(value: unknown, place: number, odd: unknown): unknown {
  if (typeof value !== 'object' || value === null) return odd
  const names = Object.keys(value)
  const name = names[place % (names.length + 1)]
  if (name === undefined) return { ...value, more: odd }
  const inner = spoiled((value as Record<string, unknown>)[name], Math.floor(place / (names.length + 1)), odd)
  return Array.isArray(value)
    ? value.map((one, at) => (String(at) === name ? inner : one))
    : { ...value, [name]: inner }
}
