import { createHash, createPublicKey, verify, type Hash } from 'node:crypto'
import { z } from 'zod'
import { open } from '../encryption/seal.ts'
import { faultWords } from '../ledger/verify/fault.ts'
import { LogCheck, type CheckedLog, type LogEntry } from '../ledger/verify/check-log.ts'
import { readArchive, type Part } from './archive.ts'
import { keyBox, type KeyBox } from './key-box.ts'
import { logLine } from './log-lines.ts'
import { keyLock, manifest, NAMES, sealedValue, type Manifest } from './manifest.ts'

/** What is true of an export. It is good when there are no problems. */
export interface ExportVerdict {
  readonly problems: readonly string[]
  readonly manifest?: Manifest
  readonly log?: CheckedLog
  /** Sealed values that were opened; none without a passphrase. */
  readonly opened: number
}

export interface VerifyExportOptions {
  readonly passphrase?: string
  /** Checkpoints of the log that somebody kept outside. */
  readonly kept?: readonly string[]
}

const MOST_PROBLEMS = 200
const keyLine = z.object({ subject: z.string(), class: z.string(), key: z.string() })

/** Proves an export by itself: no database, no key file. Throws `StartUpError` only for a file that is no export at all. */
export async function verifyExport(path: string, options: VerifyExportOptions = {}): Promise<ExportVerdict> {
  const said = await findManifest(path)
  if (!said) return { problems: ['It has no manifest, or one that cannot be read: it is not whole'], opened: 0 }
  const check = new ExportCheck(said, options)
  for await (const part of readArchive(path)) await check.take(part)
  return check.end()
}

/** The manifest is the last part, and says what the others must be. */
async function findManifest(path: string): Promise<Manifest | undefined> {
  let text: string | undefined
  for await (const { name, bytes } of readArchive(path)) if (name === NAMES.manifest) text = bytes.toString()
  try {
    return manifest.parse(JSON.parse(text ?? ''))
  } catch {
    return undefined
  }
}

class ExportCheck {
  readonly #said: Manifest
  readonly #options: VerifyExportOptions
  readonly #problems: string[] = []
  readonly #counted = new Map<string, { rows: number; hash: Hash }>()
  readonly #log: LogCheck
  readonly #keys = new Map<string, Buffer>()
  #box: KeyBox | undefined
  #opened = 0
  #entries = 0
  #manifest: Buffer | undefined
  #signature: string | undefined

  constructor(said: Manifest, options: VerifyExportOptions) {
    this.#said = said
    this.#options = options
    const key = { origin: said.log.origin, publicKey: Buffer.from(said.log.publicKey, 'base64') }
    this.#log = new LogCheck(key, options.kept)
  }

  async take({ name, bytes }: Part): Promise<void> {
    if (name === NAMES.manifest) this.#manifest = bytes
    else if (name === NAMES.signature) this.#signature = bytes.toString()
    else if (name === 'keys/lock.json') await this.#takeLock(bytes)
    else if (name.endsWith('.jsonl')) this.#takeLines(name.slice(0, name.lastIndexOf('/')), bytes)
    else if (name !== NAMES.readMe) this.#problem(`${name} does not belong to it`)
  }

  async #takeLock(bytes: Buffer): Promise<void> {
    const { passphrase } = this.#options
    if (passphrase === undefined) return
    const lock = keyLock.parse(JSON.parse(bytes.toString()))
    this.#box = await keyBox(this.#said.organisation.tenantId, lock, passphrase)
  }

  #takeLines(name: string, bytes: Buffer): void {
    const counted = this.#counted.get(name) ?? { rows: 0, hash: createHash('sha256') }
    this.#counted.set(name, counted)
    counted.hash.update(bytes)
    for (const line of bytes.toString().split('\n').slice(0, -1)) {
      counted.rows += 1
      try {
        this.#takeLine(name, JSON.parse(line))
      } catch {
        this.#problem(`Line ${counted.rows} of ${name} cannot be read, or its sealed value cannot be opened`)
      }
    }
  }

  #takeLine(name: string, line: unknown): void {
    if (name === NAMES.log) return this.#takeLog(logLine.parse(line))
    if (name === NAMES.keys) {
      const { subject, class: keyClass, key } = keyLine.parse(line)
      if (this.#box) this.#keys.set(`${keyClass} ${subject}`, this.#box.open(subject, keyClass, key))
      return
    }
    if (!this.#box) return
    for (const [column, value] of Object.entries(line as Record<string, unknown>)) {
      const sealed = sealedValue.safeParse(value)
      if (sealed.success && sealed.data.subject !== null && sealed.data.rowId !== null) {
        const { subject, rowId, class: keyClass } = sealed.data
        this.#open(sealed.data.sealed, { subject, rowId, keyClass, table: name.slice('tables/'.length), column })
      }
    }
  }

  #takeLog(line: z.infer<typeof logLine>): void {
    if ('checkpoint' in line) {
      const { checkpoint: note, size, root } = line
      return this.#log.checkpoint({ note, size, root: Buffer.from(root, 'hex') })
    }
    const event = 'waiting' in line ? line.waiting : line.event
    const values = this.#valuesOf(line.values, event)
    if ('waiting' in line) {
      if (values === 'changed')
        this.#problem(`The sealed values of event ${event.eventId} are not those it was committed to`)
      return
    }
    this.#entries += 1
    const hash = Buffer.from(line.hash, 'hex')
    this.#log.take({
      entries: [{ position: line.position, eventId: event.eventId, hash, event, values }],
      checkpoints: [],
    })
  }

  /** Values whose key was destroyed say nothing, and nothing is lost by it that anyone could prove. */
  #valuesOf(
    values: { readonly sealed: string; readonly subject: string } | undefined,
    { eventId, commitment }: { readonly eventId: string; readonly commitment: string | null },
  ): LogEntry['values'] {
    if (!values || !this.#keys.has(`audit-payload ${values.subject}`)) return 'not opened'
    const place = { keyClass: 'audit-payload', table: 'core.audit_payload', column: 'sealed' }
    try {
      const clear = this.#open(values.sealed, { ...place, subject: values.subject, rowId: eventId })
      return createHash('sha256').update(clear).digest('hex') === commitment ? 'fit' : 'changed'
    } catch {
      return 'changed'
    }
  }

  #open(
    sealed: string,
    { subject, rowId, keyClass, table, column }: Record<'subject' | 'rowId' | 'keyClass' | 'table' | 'column', string>,
  ): Buffer {
    const key = this.#keys.get(`${keyClass} ${subject}`)
    if (!key) throw new Error('There is no key')
    const place = { tenantId: this.#said.organisation.tenantId, table, column, rowId }
    const clear = open(key, place, Buffer.from(sealed, 'base64'))
    this.#opened += 1
    return clear
  }

  end(): ExportVerdict {
    const { tables, keys, log } = this.#said
    const expected = new Map<string, { readonly rows: number; readonly sha256: string }>([
      ...tables.map(({ name, ...counted }) => [`tables/${name}`, counted] as const),
      [NAMES.keys, keys],
      [NAMES.log, log],
    ])
    for (const [name, { rows, sha256 }] of expected) {
      const found = this.#counted.get(name) ?? { rows: 0, hash: createHash('sha256') }
      if (found.rows !== rows) this.#problem(`${name} has ${found.rows} rows, and the manifest says ${rows}`)
      else if (found.hash.digest('hex') !== sha256)
        this.#problem(`${name} is not what the manifest says: it was changed`)
    }
    for (const name of this.#counted.keys()) if (!expected.has(name)) this.#problem(`${name} is not in the manifest`)
    if (!this.#isSigned()) this.#problem('The manifest is not signed with the key of the log')
    if (this.#entries !== log.entries)
      this.#problem(`The log has ${this.#entries} entries, and the manifest says ${log.entries}`)
    const checked = this.#log.end()
    for (const fault of checked.faults) this.#problem(faultWords(fault))
    return { problems: this.#problems, manifest: this.#said, log: checked, opened: this.#opened }
  }

  #isSigned(): boolean {
    const prefix = Buffer.from('302a300506032b6570032100', 'hex')
    try {
      const der = Buffer.concat([prefix, Buffer.from(this.#said.log.publicKey, 'base64')])
      const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
      return verify(null, this.#manifest!, key, Buffer.from(this.#signature ?? '', 'base64'))
    } catch {
      return false
    }
  }

  #problem(says: string): void {
    if (this.#problems.length < MOST_PROBLEMS) this.#problems.push(says)
  }
}
