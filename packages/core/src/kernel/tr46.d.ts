declare module 'tr46' {
  export interface ToAsciiOptions {
    checkHyphens?: boolean
    checkBidi?: boolean
    checkJoiners?: boolean
    useSTD3ASCIIRules?: boolean
    verifyDNSLength?: boolean
    transitionalProcessing?: boolean
  }
  export function toASCII(domain: string, options?: ToAsciiOptions): string | null
  export function toUnicode(domain: string, options?: ToAsciiOptions): { domain: string; error: boolean }
}
