import type { DataClass, RetentionRule, TableClass } from './data-map.ts'

/** One table as its data map describes it. */
export interface HeldTable {
  readonly class: TableClass
  readonly retention: RetentionRule
  readonly columns: Readonly<Record<string, DataClass>>
}

const held = new Map<string, HeldTable>()

/** Enters data maps in the program's list; `src/data-maps.ts` does it once for every noun. */
export function declareDataMaps(...maps: readonly Readonly<Record<string, HeldTable>>[]): void {
  for (const [table, description] of maps.flatMap((map) => Object.entries(map))) {
    if (held.has(table)) throw new Error(`${table} is in two data maps`)
    held.set(table, description)
  }
}

/** Every table that the program keeps, by name. */
export const heldData = (): ReadonlyMap<string, HeldTable> => held
