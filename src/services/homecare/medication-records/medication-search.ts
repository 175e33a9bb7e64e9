/** Half-open, as searches by time are. */
export interface Changed {
  readonly from?: Date
  readonly before?: Date
}

/** What another system asks for. Every list must match, by any one of its values. */
export interface MedicationSearch {
  readonly ids?: readonly (readonly string[])[] | undefined
  readonly patientIds?: readonly (readonly string[])[] | undefined
  readonly statuses?: readonly (readonly string[])[] | undefined
  readonly updated?: readonly (readonly Changed[])[] | undefined
}

/** One thing in a row: an item of a prescription, a pack of a delivery. It is known by the row and its number there. */
export const partId = (rowId: string, number: number): string => `${rowId}.${number}`

/** The row and the number in the identifier of a part. */
export function readPartId(id: string): { readonly rowId: string; readonly number: number } | undefined {
  const [, rowId, number] = /^([0-9a-f-]{36})\.([1-9]\d{0,2})$/.exec(id) ?? []
  return rowId === undefined ? undefined : { rowId, number: Number(number) }
}
