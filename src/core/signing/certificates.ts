import 'reflect-metadata'
import { createPrivateKey, webcrypto, type KeyObject } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import type { Signer } from './verify.ts'

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
// The library's types are those of a browser; Node's own Web Crypto is the same thing under other names.
x509.cryptoProvider.set(webcrypto as never)

/** A new key and what is certified about it. The private key is PKCS #8, in clear: seal it before anything else. */
export interface NewKey {
  readonly privateKey: Buffer
  readonly certificate: string
  /** In hexadecimal, as certificates print it. */
  readonly serial: string
}

interface Period {
  readonly from: Date
  readonly until: Date
}

/** An organisation's own authority: it certifies the keys of those who sign there, and nothing else. */
export async function newAuthority(organisation: string, random: Buffer, { from, until }: Period): Promise<NewKey> {
  const keys = await newKeys()
  const serial = serialOf(random)
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial,
    name: new x509.Name([{ CN: [`${organisation} signing authority`] }, { O: [organisation] }]),
    notBefore: from,
    notAfter: until,
    signingAlgorithm: ALGORITHM,
    keys: keys as never,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.digitalSignature, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey as never),
    ],
  })
  return { privateKey: await exported(keys), certificate: certificate.toString('pem'), serial }
}

/** A key for someone who signs, certified by their organisation's authority. */
export async function newSigner(
  authority: { readonly privateKey: Buffer; readonly certificate: string },
  signer: Signer,
  random: Buffer,
  { from, until }: Period,
): Promise<NewKey> {
  const keys = await newKeys()
  const issuer = new x509.X509Certificate(authority.certificate)
  const serial = serialOf(random)
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial,
    subject: new x509.Name([
      { CN: [signer.name] },
      { O: [signer.organisation] },
      { '2.5.4.5': [{ printableString: signer.registration }] },
    ]),
    issuer: issuer.subject,
    notBefore: from,
    notAfter: until,
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey as never,
    signingKey: (await webcrypto.subtle.importKey('pkcs8', Uint8Array.from(authority.privateKey), ALGORITHM, false, [
      'sign',
    ])) as never,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation, true),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
    ],
  })
  return { privateKey: await exported(keys), certificate: certificate.toString('pem'), serial }
}

/** A private key as node:crypto signs with it. */
export const keyOf = (pkcs8: Buffer): KeyObject => createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })

const newKeys = () => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])

const exported = async ({ privateKey }: { privateKey: webcrypto.CryptoKey }): Promise<Buffer> =>
  Buffer.from(await webcrypto.subtle.exportKey('pkcs8', privateKey))

/** RFC 5280 wants a positive number of at most 20 bytes: 16 random ones after a first that is neither 0 nor negative. */
const serialOf = (random: Buffer): string =>
  Buffer.concat([Buffer.from([0x40]), random.subarray(0, 15)]).toString('hex')
