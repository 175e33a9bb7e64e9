import { open } from '../encryption/seal.ts'
import { isUuid } from '../values/uuid.ts'
import type { SealedValue } from './manifest.ts'

/** The keys of an organisation, by class and subject. */
export type KeysByClass = ReadonlyMap<string, ReadonlyMap<string, Buffer>>

type Row = Readonly<Record<string, unknown>>

/**
 * Finds under which key and for which row a value was sealed: under one of the identifiers of its row, or the organisation.
 * Sealing is authenticated, so what opens is what was meant. Undefined when no key fits: it was destroyed.
 */
export function howSealed(
  keys: KeysByClass,
  at: { readonly tenantId: string; readonly table: string; readonly column: string; readonly class: string },
  row: Row,
  sealed: Buffer,
): Pick<SealedValue, 'subject' | 'rowId'> & { readonly clear: Buffer | undefined } {
  const ids = [...new Set(Object.values(row).filter((value) => typeof value === 'string' && isUuid(value)))] as string[]
  for (const subject of new Set([...ids, at.tenantId])) {
    const key = keys.get(at.class)?.get(subject)
    if (!key) continue
    for (const rowId of ids) {
      try {
        const clear = open(key, { tenantId: at.tenantId, table: at.table, column: at.column, rowId }, sealed)
        return { subject, rowId, clear }
      } catch {
        // Another of the identifiers, then.
      }
    }
  }
  return { subject: null, rowId: null, clear: undefined }
}
