import type { ClientBase } from 'pg'
import { describeSchema } from './describe-schema.ts'

const HEAD = `-- The whole schema, written from a freshly migrated database: read it in the diff, never edit it.
set check_function_bodies = off;`

/** The schema as SQL that can be read, compared and run. The same schema always gives the same text. */
export async function dumpSchema(client: ClientBase): Promise<string> {
  const objects = await describeSchema(client)
  return `${[HEAD, ...objects.map(({ statements }) => statements.join('\n'))].join('\n\n')}\n`
}
