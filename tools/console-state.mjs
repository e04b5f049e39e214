import { consoleState } from './runtime.mjs'

console.log(consoleState())
