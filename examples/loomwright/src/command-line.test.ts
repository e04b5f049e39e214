import { expect, test } from 'vitest'
import { Misuse, readCommand } from './command-line.ts'
import { weave } from './weave.ts'

test.each([
  ['', { kind: 'help' }],
  ['weave', { kind: 'weave', rows: 8 }],
  ['weave 3', { kind: 'weave', rows: 3 }],
  ['license', { kind: 'license' }],
  ['activate', { kind: 'connect' }],
  ['activate --code code.txt', { kind: 'enter', file: 'code.txt' }],
  ['activate --code -', { kind: 'enter', file: null }],
  ['release', { kind: 'release' }],
])('"loomwright %s" is understood', (typed, command) => {
  expect(readCommand(typed.split(' ').filter(Boolean))).toEqual(command)
})

test.each([
  'spin',
  'weave many',
  'weave 0',
  'weave 3 4',
  'activate --code',
  'activate --cod x',
  'license --code x',
])('"loomwright %s" is answered with what can be typed', (typed) =>
  expect(() => readCommand(typed.split(' '))).toThrow(Misuse),
)

test('a twill moves by one thread a row and turns back after each repeat', () => {
  expect(weave(8, 6).split('\n')).toEqual([
    ' ░▒▓ ░▒▓',
    '░▒▓ ░▒▓ ',
    '▒▓ ░▒▓ ░',
    '▓ ░▒▓ ░▒',
    ' ░▒▓ ░▒▓',
    '▓ ░▒▓ ░▒',
  ])
})
