export { mayRun, type Verdict } from '@claviger/core/activation/verdict'
export { type VerdictLanguage, wordsOf } from '@claviger/core/activation/verdict-words'
export type { VerifyOptions } from './question.ts'
export { verifyLicense } from './verify-async.ts'
