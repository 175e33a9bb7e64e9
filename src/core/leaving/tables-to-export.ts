import { SEALED_CLASSES, type DataClass } from '../database/data-map.ts'
import { heldData } from '../database/held-data.ts'

/** A table as it is exported. */
export interface TableToExport {
  readonly name: string
  readonly columns: readonly string[]
  readonly sealed: Readonly<Record<string, DataClass>>
  /** Passwords, keys and tokens: they let people in here, and mean nothing elsewhere. */
  readonly leftOut: readonly string[]
}

/** The trail is exported as its log, which proves it. */
export const IN_THE_LOG = [
  'core.audit_event',
  'core.audit_subject',
  'core.audit_payload',
  'core.audit_log',
  'core.audit_leaf',
  'core.audit_subtree',
  'core.audit_checkpoint',
]
const WHY_NOT: Readonly<Record<string, string>> = {
  'core.subject_key': 'in keys, closed with the passphrase',
  ...Object.fromEntries(IN_THE_LOG.map((name) => [name, 'in log, with the proof'])),
}
const SHORT_LIVED = ['session', 'one-week']

/** Every table of an organisation by the data maps, and those that are not exported with the reason. */
export function tablesToExport(): {
  readonly tables: readonly TableToExport[]
  readonly leftOut: readonly { readonly name: string; readonly why: string }[]
} {
  const held = [...heldData()].filter(([, { class: kind }]) => kind === 'tenant').sort(([a], [b]) => (a < b ? -1 : 1))
  const whyNot = ([name, { retention }]: (typeof held)[number]): string | undefined =>
    WHY_NOT[name] ?? (SHORT_LIVED.includes(retention) ? 'kept for days only' : undefined)
  return {
    tables: held
      .filter((table) => whyNot(table) === undefined)
      .map(([name, { columns }]) => {
        const all = Object.entries(columns)
        return {
          name,
          columns: all.filter(([, dataClass]) => dataClass !== 'credential').map(([column]) => column),
          sealed: Object.fromEntries(all.filter(([, dataClass]) => isSealed(dataClass))),
          leftOut: all.filter(([, dataClass]) => dataClass === 'credential').map(([column]) => column),
        }
      }),
    leftOut: held.flatMap((table) => {
      const why = whyNot(table)
      return why === undefined ? [] : [{ name: table[0], why }]
    }),
  }
}

const isSealed = (dataClass: DataClass): boolean => (SEALED_CLASSES as readonly string[]).includes(dataClass)
