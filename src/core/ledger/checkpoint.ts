// A checkpoint in the form that any tool of transparency logs reads: C2SP tlog-checkpoint, signed-note and tlog-cosignature.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto'

/** A log and the key that speaks for it. */
export interface LogKey {
  /** The name of the log: no spaces, no plus sign. */
  readonly origin: string
  /** 32 bytes, Ed25519. */
  readonly publicKey: Buffer
}

/** What a checkpoint says. */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Buffer
}

/** Kinds of signature: one of the log over the text, and one with the time at which it was made. */
const PLAIN = 1
const DATED = 4
/** What comes before the 32 bytes of an Ed25519 key in the usual forms for public and private keys (RFC 8410). */
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')

/** A new key: both halves as 32 bytes. */
export function newLogKey(): { readonly publicKey: Buffer; readonly privateKey: Buffer } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).subarray(PUBLIC_PREFIX.length),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(PRIVATE_PREFIX.length),
  }
}

export const privateKeyOf = (bytes: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, bytes]), format: 'der', type: 'pkcs8' })

/** The public half of a private key, as 32 bytes. */
export const publicHalfOf = (key: KeyObject): Buffer =>
  createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(PUBLIC_PREFIX.length)

const publicKeyOf = (bytes: Buffer): KeyObject =>
  createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, bytes]), format: 'der', type: 'spki' })

/** The key in one line, as verifiers take it: `origin+hash+key`. */
export const verifierKey = ({ origin, publicKey }: LogKey): string =>
  `${origin}+${keyHash(origin, publicKey, PLAIN).toString('hex')}+${Buffer.concat([Buffer.of(PLAIN), publicKey]).toString('base64')}`

const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`

/** Signs a checkpoint at an instant, which the second signature holds in seconds. */
export function signCheckpoint(
  checkpoint: Checkpoint,
  { key, at }: { readonly key: KeyObject; readonly at: Date },
): string {
  const publicKey = publicHalfOf(key)
  const text = checkpointText(checkpoint)
  const seconds = Math.floor(at.getTime() / 1000)
  const time = Buffer.alloc(8)
  time.writeBigUInt64BE(BigInt(seconds))
  const line = (kind: number, signature: Buffer): string =>
    `— ${checkpoint.origin} ${Buffer.concat([keyHash(checkpoint.origin, publicKey, kind), signature]).toString('base64')}\n`
  return [
    `${text}\n`,
    line(PLAIN, sign(null, Buffer.from(text), key)),
    line(DATED, Buffer.concat([time, sign(null, datedText(text, seconds), key)])),
  ].join('')
}

/** A checkpoint whose signatures both hold, and when it was signed; otherwise what is wrong with it. */
export function openCheckpoint(
  note: string,
  { origin, publicKey }: LogKey,
): (Checkpoint & { readonly signedAt: Date }) | { readonly problem: string } {
  const [text, signatures] = [note.slice(0, note.indexOf('\n\n') + 1), note.slice(note.indexOf('\n\n') + 2)]
  const [name, size = '', root = '', ...more] = text.split('\n')
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || !/^[A-Za-z0-9+/]{43}=$/.test(root) || more.join('') !== '')
    return { problem: 'it is not written like a checkpoint' }
  if (name !== origin) return { problem: 'it is of another log' }
  const key = publicKeyOf(publicKey)
  const signatureOf = (kind: number): Buffer | undefined => {
    const wanted = keyHash(origin, publicKey, kind)
    return signatures
      .split('\n')
      .filter((line) => line.startsWith(`— ${origin} `))
      .map((line) => Buffer.from(line.slice(`— ${origin} `.length), 'base64'))
      .find((bytes) => bytes.subarray(0, 4).equals(wanted))
      ?.subarray(4)
  }
  const [plain, dated] = [signatureOf(PLAIN), signatureOf(DATED)]
  if (!plain || !dated || dated.length !== 72) return { problem: 'it is not signed with the key of this log' }
  const seconds = Number(dated.readBigUInt64BE(0))
  const holds =
    verify(null, Buffer.from(text), key, plain) && verify(null, datedText(text, seconds), key, dated.subarray(8))
  if (!holds) return { problem: 'its signature does not hold' }
  return { origin, size: Number(size), root: Buffer.from(root, 'base64'), signedAt: new Date(seconds * 1000) }
}

const datedText = (text: string, seconds: number): Buffer => Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`)

const keyHash = (origin: string, publicKey: Buffer, kind: number): Buffer =>
  createHash('sha256').update(`${origin}\n`).update(Buffer.of(kind)).update(publicKey).digest().subarray(0, 4)
