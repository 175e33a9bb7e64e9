import type { DataClass } from '../database/data-map.ts'
import type { HeldTable } from '../database/held-data.ts'
import type { Activity } from '../policy/activity.ts'
import type { Party } from './parties.ts'

/** Something that is kept in a browser. */
export interface KeptInBrowser {
  readonly name: string
  readonly purpose: string
  readonly life: string
}

/** A kind of information that can be sent to another organisation. */
export interface Sendable {
  readonly name: string
  readonly title: string
  readonly why: string
  readonly basis: string
  readonly ground: string
}

/** Everything the program declares about data: what the record of processing and the notice are made from. */
export interface Declared {
  readonly activities: readonly Activity[]
  readonly tables: ReadonlyMap<string, HeldTable>
  readonly parties: readonly Party[]
  readonly browser: readonly KeptInBrowser[]
  readonly sendable: readonly Sendable[]
}

/** Whose record or notice it is, and to whom it sends. */
export interface Controller {
  readonly name: string
  readonly odsCode: string | null
  readonly addressLines: readonly string[]
  readonly telephone: string | null
  /** How its data protection officer is reached, as it says itself. */
  readonly dataProtectionContact: string | undefined
  readonly recipients: readonly {
    readonly name: string
    readonly agreement: string
    readonly kinds: readonly string[]
  }[]
}

const OF_NOBODY: readonly DataClass[] = ['opaque', 'administrative', 'technical']
/** Whether a kind of information says something about a person. */
export const aboutPeople = (dataClass: DataClass): boolean => !OF_NOBODY.includes(dataClass)

/** What keeps a record from being whole, one sentence each: a table of no activity or of two, or one that is not there. */
export function gaps({ activities, tables }: Pick<Declared, 'activities' | 'tables'>): readonly string[] {
  const named = activities.flatMap(({ name, tables: own }) => own.map((table) => ({ table, name })))
  const activitiesOf = (table: string) => named.filter((each) => each.table === table)
  return [
    ...[...tables.keys()].flatMap((table) =>
      activitiesOf(table).length === 1
        ? []
        : [
            `${table} is in ${activitiesOf(table).length} activities, not in one (src/core/privacy/activities.ts, or activity.ts of its service)`,
          ],
    ),
    ...named.flatMap(({ table, name }) =>
      tables.has(table) ? [] : [`${name} names ${table}, which the program does not keep`],
    ),
    ...activities.flatMap(({ name, people, basis }) =>
      people.length > 0 && !basis ? [`${name} is about people and has no legal basis`] : [],
    ),
    ...activities.flatMap(({ name, people, tables: own }) =>
      people.length > 0
        ? []
        : own
            .filter((table) => Object.values(tables.get(table)?.columns ?? {}).some(aboutPeople))
            .map((table) => `${name} is about nobody, and ${table} says something about people`),
    ),
  ]
}
