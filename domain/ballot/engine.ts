import { fromText } from './bytes'
import { verifyEd25519 } from './ed25519'
import { rsaPublic, verifyPss } from './rsa'

/** The checks that cost time. The pure ones below run anywhere; a server passes faster ones that answer the same. */
export interface Engine {
  verifyEd25519(pub: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean
  /** RSASSA-PSS, SHA-384, salt 48; the modulus as it stands in the manifest. */
  verifyPss(modulus: string, message: Uint8Array, signature: Uint8Array): boolean
  /** value^65537 mod n; null for a value of another length or not below n. */
  rsaPublic(modulus: string, value: Uint8Array): Uint8Array | null
}

export const pureEngine: Engine = {
  verifyEd25519,
  verifyPss: (modulus, message, signature) => verifyPss(fromText(modulus), message, signature),
  rsaPublic: (modulus, value) => rsaPublic(fromText(modulus), value),
}
