import { existsSync, readFileSync, rmSync } from 'node:fs'
import { Client, type ClientConfig } from 'pg'
import { z } from 'zod'
import type { Platform } from '../context.ts'
import { readInTenant } from '../database/in-tenant.ts'
import { writeDurably } from '../durable-files.ts'
import { StartUpError } from '../errors.ts'
import { findNewestCheckpoint } from '../ledger/queries.ts'
import { catchUp } from '../ledger/sequencer.ts'
import { destroyRows } from './destroy.ts'
import { asTenant, countRows } from './tenant-rows.ts'
import { verifyExport } from './verify-export.ts'

const begun = z.object({
  format: z.literal('troth-destruction/1'),
  organisation: z.object({ tenantId: z.uuid(), shortName: z.string(), name: z.string() }),
  closedAt: z.iso.datetime(),
  begunAt: z.iso.datetime(),
  because: z.union([z.object({ export: z.string(), exportedAt: z.string() }), z.object({ waiver: z.string() })]),
  rows: z.record(z.string(), z.number()),
  lastCheckpoint: z.string().nullable(),
  logKey: z.string().nullable(),
})
type Begun = z.infer<typeof begun>

/** What is destroyed and what stays, for whoever answers for it. */
export type Certificate = Begun & { readonly endedAt: string; readonly left: readonly string[] }

export interface DeleteOptions {
  readonly organisation: { readonly tenantId: string; readonly slug: string; readonly closedAt: Date | null }
  readonly owner: ClientConfig
  /** An export that was just made, or the written reason why there is none. */
  readonly because: { readonly export: string } | { readonly waiver: string }
  /** The new file that says what was destroyed. */
  readonly certificate: string
  readonly onTable?: (name: string, rows: number) => void
}

type Doors = Pick<Platform, 'db' | 'keys' | 'clock'>

/** What would be deleted, table by table; nothing is changed. */
export const rowsToDelete = (owner: ClientConfig, tenantId: string): Promise<Record<string, number>> =>
  withOwner(owner, (client) => countRows(client, tenantId))

/** The name that has to be typed to have the organisation deleted. */
export const nameOf = (owner: ClientConfig, tenantId: string): Promise<string | undefined> =>
  withOwner(owner, (client) =>
    asTenant(client, tenantId, async () => {
      const { rows } = await client.query<{ name: string }>('select name from core.organisation where tenant_id = $1', [
        tenantId,
      ])
      return rows[0]?.name
    }),
  )

/**
 * Deletes a closed organisation for good and writes the certificate. What is decided is written beside the certificate before
 * the first key is destroyed, so that a killed deletion is gone on with, on the same grounds. Throws `StartUpError` when it
 * may not begin.
 */
export async function deleteTenant(platform: Doors, options: DeleteOptions): Promise<Certificate> {
  const { certificate, owner, organisation } = options
  if (existsSync(certificate)) throw new StartUpError(`${certificate} already exists and is not overwritten.`)
  const notes = `${certificate}.begun`
  const decided = existsSync(notes) ? readNotes(notes, organisation.tenantId) : await decide(platform, options)
  writeDurably(notes, `${JSON.stringify(decided, undefined, 2)}\n`)
  await withOwner(owner, async (client) => {
    await destroyRows(client, organisation.tenantId, options.onTable)
    const left = await countRows(client, organisation.tenantId)
    if (Object.keys(left).length > 0)
      throw new Error(`Rows came back while they were deleted, in ${Object.keys(left).join(', ')}: run it again`)
  })
  const done: Certificate = { ...decided, endedAt: platform.clock.now().toISOString(), left: LEFT }
  writeDurably(certificate, `${JSON.stringify(done, undefined, 2)}\n`)
  rmSync(notes)
  return done
}

const LEFT = [
  'What other organisations were sent stays theirs, with the name of the sender.',
  'Backups that were made before hold the rows until they are destroyed; sealed values in them can be opened with the key file and the keys of the backup.',
  'Deleted rows can be read from the files of the database until it has written over them: vacuum, and the turnover of its write-ahead log.',
]

async function decide(platform: Doors, options: DeleteOptions): Promise<Begun> {
  const { organisation, because, owner } = options
  const { tenantId, slug, closedAt } = organisation
  if (!closedAt) throw new StartUpError(`${slug} has not been closed: only an organisation that has closed is deleted.`)
  if ('waiver' in because && because.waiver.trim().length < 20)
    throw new StartUpError('The waiver must say who decided that no export is needed, and why (20 characters or more).')
  await catchUp(platform, tenantId)
  const rows = await rowsToDelete(owner, tenantId)
  const newest = await readInTenant({ db: platform.db, tenantId }, (tx) => findNewestCheckpoint(tx as never, tenantId))
  return {
    format: 'troth-destruction/1',
    organisation: { tenantId, shortName: slug, name: (await nameOf(owner, tenantId)) ?? slug },
    closedAt: closedAt.toISOString(),
    begunAt: platform.clock.now().toISOString(),
    because: 'waiver' in because ? because : await provedExport(because.export, organisation, rows, newest?.note),
    rows,
    lastCheckpoint: newest?.note ?? null,
    logKey: newest?.verifierKey ?? null,
  }
}

/** The export must be whole, of this organisation, made after it closed, and hold all that there still is. */
async function provedExport(
  file: string,
  { tenantId, slug, closedAt }: DeleteOptions['organisation'],
  rows: Readonly<Record<string, number>>,
  newest: string | undefined,
) {
  const { problems, manifest, log } = await verifyExport(file)
  const again = `make a new one with "troth export-tenant ${slug} <file>"`
  if (!manifest || !log || problems.length > 0)
    throw new StartUpError(`${file} is not a good export (${problems[0]}): ${again}.`)
  if (manifest.organisation.tenantId !== tenantId)
    throw new StartUpError(`${file} is of another organisation: ${again}.`)
  if (new Date(manifest.exportedAt) < closedAt!)
    throw new StartUpError(`${file} was made before ${slug} closed: ${again}.`)
  const differs = manifest.tables.find((table) => table.rows !== (rows[table.name] ?? 0))
  const [, size = '0', root] = newest?.split('\n') ?? []
  const isSameLog = manifest.log.entries === Number(size) && log.root.toString('base64') === root
  if (differs || !isSameLog)
    throw new StartUpError(
      `Something has changed since ${file} was made (${differs?.name ?? 'the audit log'}): ${again}.`,
    )
  return { export: file, exportedAt: manifest.exportedAt }
}

function readNotes(file: string, tenantId: string): Begun {
  const notes = begun.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (notes.success && notes.data.organisation.tenantId === tenantId) return notes.data
  throw new StartUpError(`${file} is about another deletion: name another certificate.`)
}

async function withOwner<Result>(owner: ClientConfig, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ ...owner, application_name: 'troth-delete', statement_timeout: 0, query_timeout: 0 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}
