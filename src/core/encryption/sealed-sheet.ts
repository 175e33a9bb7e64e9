import { fromBase32, toBase32 } from './key-file/base32.ts'
import type { KeyRing } from './key-ring.ts'
import { open, seal } from './seal.ts'

const HEAD = /^TROTH-SHEET 1 ([0-9a-f-]{36}) (\d{4}-\d{2}-\d{2})\n/
const place = (tenantId: string, forOn: string) => ({
  tenantId,
  table: 'homecare.run_out_sheet',
  column: 'file',
  rowId: forOn,
})

/** The key of one organisation's sheets. It follows from the key file alone, and opens nothing else. */
export const sheetKey = (keys: Pick<KeyRing, 'blindIndex'>, tenantId: string): Buffer =>
  keys.blindIndex('run-out-sheet', tenantId)

/** A document sealed for those who hold the key of the organisation's sheets. Its first line says whose and for which day. */
export function sealSheet(key: Buffer, sheet: { tenantId: string; forOn: string; document: Buffer }): Buffer {
  const { tenantId, forOn, document } = sheet
  return Buffer.concat([
    Buffer.from(`TROTH-SHEET 1 ${tenantId} ${forOn}\n`),
    seal(key, place(tenantId, forOn), document),
  ])
}

/** Whose sheet a file is; undefined when it is none. */
export function readSheetHead(file: Buffer): { tenantId: string; forOn: string; length: number } | undefined {
  const match = HEAD.exec(file.subarray(0, 80).toString('latin1'))
  return match ? { tenantId: match[1]!, forOn: match[2]!, length: match[0].length } : undefined
}

/** Opens a sheet without a database or a network. Throws when a byte differs or the key is another organisation's. */
export function openSheet(key: Buffer, file: Buffer): Buffer {
  const head = readSheetHead(file)
  if (!head) throw new Error('This file is not a run-out sheet')
  return open(key, place(head.tenantId, head.forOn), file.subarray(head.length))
}

/** The key as a person keeps it on paper: groups of 4 letters and digits. */
export const writeSheetKey = (key: Buffer): string => toBase32(key).replace(/(.{4})(?=.)/g, '$1 ')

/** Reads it back; undefined when it is not one. */
export function readSheetKey(text: string): Buffer | undefined {
  const key = fromBase32(text.replaceAll(/\s/g, ''))
  return key?.length === 32 ? key : undefined
}
