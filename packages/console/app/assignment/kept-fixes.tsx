import type { Fix } from './assign-form.ts'
import type { PreviewLine } from './assign-preview.server.ts'

interface KeptFixesProps {
  fixes: readonly (Fix & { readonly line: number })[]
  /** Rows that have fields of their own on the page. */
  shown: readonly PreviewLine[]
}

/** Fixes made before, sent along so that they hold. */
export function KeptFixes({ fixes, shown }: KeptFixesProps) {
  const inSight = new Set(shown.map((line) => line.line))
  return fixes
    .filter((fix) => !inSight.has(fix.line))
    .map((fix) => (
      <span key={fix.line} hidden>
        <input type="hidden" name={`raw.${fix.line}`} value={fix.raw} />
        {fix.address !== '' && <input type="hidden" name={`fix.${fix.line}`} value={fix.address} />}
        {fix.anyway && <input type="hidden" name={`anyway.${fix.line}`} value="1" />}
      </span>
    ))
}
