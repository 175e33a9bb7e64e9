import type { z } from 'zod'
import type { CoreTables } from '../command.ts'
import type { Context } from '../context.ts'
import type { Tx } from '../database/transaction.ts'
import type { Purpose } from '../policy/purposes.ts'
import type { Basis, Envelope, Ground } from './disclosure.ts'

/** One kind of thing that an organisation can send to another, declared by the service whose record it comes from. */
export interface DisclosureKind<Content = unknown, Tables = unknown> {
  /** Dotted, past tense: `homecare.prescription-signed`. */
  readonly name: string
  /** In words, for the pages: "Signed prescription". */
  readonly title: string
  /** Why it is sent, in a sentence: printed beside the recipient on the register. */
  readonly why: string
  readonly purpose: Purpose
  readonly basis: Basis
  readonly ground: Ground
  /** Checked when it is sent and again when it arrives: the two sides may run different versions. */
  readonly content: z.ZodType<Content>
  /** Where a later one replaces an earlier one: the identifier of what both are about. An older one that arrives late is not applied. */
  readonly newestOf?: (content: Content) => string
  /**
   * Puts it into the recipient's record, in the recipient's own transaction, which happens exactly once. Commands called
   * with `ctx` join that transaction. Returns the recipient's patients that it is about, for the audit trail.
   */
  readonly apply: (
    tx: Tx<Tables & CoreTables>,
    ctx: Context,
    content: Content,
    envelope: Envelope,
  ) => Promise<{ readonly subjects: readonly string[] }>
}

const register = new Map<string, DisclosureKind>()

/** Declares a kind of disclosure. A name can be used once. */
export function disclosure<Content, Tables = unknown>(
  kind: DisclosureKind<Content, Tables>,
): DisclosureKind<Content, Tables> {
  if (register.has(kind.name)) throw new Error(`Disclosure ${kind.name} is declared twice`)
  register.set(kind.name, kind as unknown as DisclosureKind)
  return kind
}

export const allDisclosureKinds = (): readonly DisclosureKind[] =>
  [...register.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'))

export const findDisclosureKind = (name: string): DisclosureKind | undefined => register.get(name)
