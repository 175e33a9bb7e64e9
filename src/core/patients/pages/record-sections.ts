import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import type { VNode } from 'preact'
import { allows } from '../../policy/enforce.ts'
import type { Policy } from '../../policy/policy.ts'
import type { RecordSubject } from '../record-subject.ts'

/** A part of every patient's record that belongs to another noun. */
export interface RecordSection<Own> {
  readonly policy: Policy<RecordSubject>
  /** Smaller first. */
  readonly order: number
  /** Reads what it shows; `recordIds` are those of the person, so that a merge loses none. */
  readonly load: (tx: Reader<never>, ctx: Context, recordIds: readonly string[]) => Promise<Own>
  readonly View: (props: { readonly own: Own }) => VNode
}

const register: RecordSection<unknown>[] = []

/** Adds a part to every patient's record, read and shown for those who may see it. */
export function recordSection<Own>(section: RecordSection<Own>): void {
  register.push(section as RecordSection<unknown>)
}

/** The parts of a record for someone, ready to be shown. */
export async function loadSections(
  tx: Reader<never>,
  ctx: Context,
  subject: RecordSubject,
  recordIds: readonly string[],
): Promise<readonly VNode[]> {
  const shown: VNode[] = []
  for (const { policy, load, View } of register.toSorted((one, other) => one.order - other.order)) {
    if (allows(policy, ctx, subject)) shown.push(View({ own: await load(tx, ctx, recordIds) }))
  }
  return shown
}
