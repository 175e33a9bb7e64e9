import { z } from 'zod'

export const FORMAT = 'troth-export/1'
export const NAMES = {
  manifest: 'manifest.json',
  signature: 'manifest.sig',
  readMe: 'README.txt',
  keys: 'keys',
  log: 'log',
} as const

const part = z.object({ rows: z.number(), sha256: z.string() })

/** What an export says of itself: its last part but the signature. */
export const manifest = z.object({
  format: z.literal(FORMAT),
  organisation: z.object({ tenantId: z.uuid(), shortName: z.string() }),
  exportedAt: z.iso.datetime(),
  /** Migrations that the database had: which schema the tables are of. */
  schema: z.array(z.string()),
  tables: z.array(part.extend({ name: z.string(), columns: z.array(z.string()), leftOut: z.array(z.string()) })),
  /** Tables that are not in it, and why. */
  tablesLeftOut: z.array(z.object({ name: z.string(), why: z.string() })),
  keys: part,
  /** Values whose key was destroyed, or that nothing opens: erased, as far as anyone can tell. */
  valuesWithoutKey: z.number(),
  log: part.extend({ origin: z.string(), publicKey: z.string(), entries: z.number(), waiting: z.number() }),
})
export type Manifest = z.infer<typeof manifest>

/** How the keys are closed: one key for all of them, and how it is worked out from the passphrase. */
export const keyLock = z.object({
  scrypt: z.object({ N: z.number().max(2 ** 20), r: z.number().max(32), p: z.number().max(16), salt: z.string() }),
})
export type KeyLock = z.infer<typeof keyLock>

/** A sealed value, with everything that opens it but its key. */
export const sealedValue = z.object({
  sealed: z.string(),
  subject: z.string().nullable(),
  class: z.string(),
  rowId: z.string().nullable(),
})
export type SealedValue = z.infer<typeof sealedValue>
