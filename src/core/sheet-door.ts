/** A second place, outside the database, for what must be readable on the day when the program is not. */
export interface SheetDoor {
  /** Writes a whole file under a name, or throws: a file of that name is the old one or the new one, never a part. */
  put(name: string, bytes: Uint8Array): Promise<void>
  /** Keeps the last so many files whose names begin so, by name, and removes the others. */
  keepLast(prefix: string, most: number): Promise<void>
}
