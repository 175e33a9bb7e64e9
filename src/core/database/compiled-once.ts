import type { CompiledQuery } from 'kysely'
import type { Reader } from './transaction.ts'

/** Stands where a value will stand. */
class Place {
  readonly at: number
  constructor(at: number) {
    this.at = at
  }
}

/**
 * A statement whose text never changes, for what is asked on every request: building it costs more than sending it. `make`
 * is called once, with places for its values, so it may only hand them on.
 */
export function compiledOnce<Tables, Values extends readonly unknown[], Row>(
  make: (db: Reader<Tables>, ...values: Values) => CompiledQuery<Row>,
): (db: Reader<Tables>, ...values: Values) => Promise<Row[]> {
  let known: CompiledQuery<Row> | undefined
  return async (db, ...values) => {
    known ??= make(db, ...(values.map((_, at) => new Place(at)) as unknown as Values))
    const parameters = known.parameters.map((value) => (value instanceof Place ? values[value.at] : value))
    return (await db.getExecutor().executeQuery<Row>({ ...known, parameters })).rows
  }
}
