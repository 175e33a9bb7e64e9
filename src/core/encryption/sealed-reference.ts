import type { Context } from '../context.ts'
import { open, seal } from './seal.ts'

type By = Pick<Context, 'keys' | 'tenantId' | 'actor' | 'clock'>

export type OpenedReference<Content> =
  { readonly content: Content } | { readonly problem: 'ended' | 'not-theirs-or-changed' }

/** Text is padded to a whole number of these, in bytes, so that the length of a reference says little about what is in it. */
const BLOCK = 64

/**
 * What an address may carry in place of words about a person: the content, sealed for one organisation, one account and one
 * use, until it ends. Nothing is stored. `use` names the list, so that a reference to one list opens no other.
 */
export function sealReference(by: By, use: string, content: unknown, hours: number): string {
  const until = by.clock.now().getTime() + hours * 3_600_000
  const text = JSON.stringify({ until, content })
  const padded = text.padEnd(text.length + ((BLOCK - (Buffer.byteLength(text) % BLOCK)) % BLOCK))
  return seal(keyOf(by), placeOf(by, use), padded).toString('base64url')
}

/**
 * Opens what `sealReference` made for the same organisation, account and use. The caller states the type of the content: it
 * is what it sealed itself.
 */
export function openReference<Content>(by: By, use: string, reference: string): OpenedReference<Content> {
  try {
    const clear = open(keyOf(by), placeOf(by, use), bytesOf(reference)).toString('utf8')
    const { until, content } = JSON.parse(clear) as { until: number; content: Content }
    return until >= by.clock.now().getTime() ? { content } : { problem: 'ended' }
  } catch {
    // One answer for everything that does not open: it says nothing about whose it was.
    return { problem: 'not-theirs-or-changed' }
  }
}

/** Node reads base64url loosely: only the one way of writing the same bytes is taken. */
function bytesOf(reference: string): Buffer {
  const bytes = Buffer.from(reference, 'base64url')
  if (bytes.toString('base64url') !== reference) throw new Error('Not a reference')
  return bytes
}

const keyOf = (by: By): Buffer => by.keys.blindIndex('sealed-reference', by.tenantId)

const placeOf = (by: By, use: string) => ({
  tenantId: by.tenantId,
  table: 'reference',
  column: use,
  rowId: `${by.actor.kind} ${by.actor.id}`,
})
