import { compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose'

/** What a license document says, once the root has signed for the key and the key for the document. */
export async function readGenuine(jws: string, rootKey: string): Promise<Record<string, unknown>> {
  const { kid, key } = decodeProtectedHeader(jws)
  const statement = await payloadOf(String(key), rootKey, 'claviger-key')
  const document = await payloadOf(jws, String(statement.x), 'claviger-license')
  if (kid !== String(statement.x).slice(0, 8)) throw new Error('it names another key')
  if (Number(document.iat) < Number(statement.iat)) throw new Error('it is older than its key')
  return document
}

async function payloadOf(jws: string, x: string, typ: string): Promise<Record<string, unknown>> {
  const jwk: JWK = { kty: 'OKP', crv: 'Ed25519', x }
  const read = await compactVerify(jws, await importJWK(jwk, 'EdDSA'), { algorithms: ['EdDSA'] })
  if (read.protectedHeader.typ !== typ) throw new Error(`it is not a ${typ}`)
  return JSON.parse(new TextDecoder().decode(read.payload))
}
