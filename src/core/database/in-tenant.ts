// The wall between organisations, as seen from the program.
//
// The cast: the *owner* (a database role) migrates and owns every table; the *application* logs in as a role that owns
// nothing and bypasses nothing; every tenant table has forced row-level security whose policy compares tenant_id with the
// setting app.tenant_id. This file is the only place that sets it, and only for one transaction (SET LOCAL), so a pooled
// connection cannot carry one organisation's setting to the next. Reading the setting when nobody set it is an error, so a
// query that goes round this file fails instead of showing every row or none.
import { AsyncLocalStorage } from 'node:async_hooks'
import { CompiledQuery, type DatabaseConnection, type Kysely, type QueryExecutor } from 'kysely'
import type { Context, Platform } from '../context.ts'
import { isUuid } from '../values/uuid.ts'
import { fairShareOf } from './fair-share.ts'
import { openHandle, type Tx } from './transaction.ts'

/** Opens one transaction that can see and change only the current organisation's rows. */
export function inTenant<Tables, Result>(
  ctx: Pick<Context, 'db' | 'tenantId' | 'joined'>,
  work: (tx: Tx<Tables>) => Promise<Result>,
): Promise<Result> {
  if (ctx.joined?.tenantId === ctx.tenantId) return work(ctx.joined.tx as Tx<Tables>)
  return transaction(ctx.db, ctx.tenantId, '', work)
}

/**
 * As `inTenant`, for a request that reads in several steps: `work` gets a platform whose further reads for this organisation
 * join the one transaction, so that a page costs one begin and one commit.
 */
export function inOneTransaction<Result>(
  platform: Platform,
  tenantId: string,
  work: (joined: Platform) => Promise<Result>,
): Promise<Result> {
  return transaction(platform.db, tenantId, '', (tx) => work({ ...platform, joined: { tenantId, tx } }))
}

/**
 * As `inTenant`, but the database itself refuses to write. Work that joins a transaction reads in that one, which can
 * write: there the `Reader` type alone keeps it from doing so.
 */
export function readInTenant<Tables, Result>(
  ctx: Pick<Context, 'db' | 'tenantId' | 'joined'>,
  work: (tx: Tx<Tables>) => Promise<Result>,
): Promise<Result> {
  if (ctx.joined?.tenantId === ctx.tenantId) return work(ctx.joined.tx as Tx<Tables>)
  return transaction(ctx.db, ctx.tenantId, ' read only', work)
}

/** A transaction over platform tables only: no tenant is set, so any touch of a tenant table fails. */
export function onPlatform<Tables, Result>(
  platform: Pick<Context, 'db'>,
  work: (tx: Tx<Tables>) => Promise<Result>,
): Promise<Result> {
  return transaction(platform.db, undefined, '', work)
}

/** The transaction that the running work is inside of, so that it does not wait for a second connection while it holds one. */
const here = new AsyncLocalStorage<{ isOpen: boolean }>()

async function transaction<Tables, Result>(
  db: Kysely<unknown>,
  tenantId: string | undefined,
  mode: '' | ' read only',
  work: (tx: Tx<Tables>) => Promise<Result>,
): Promise<Result> {
  // A validated literal, because only SET LOCAL is carried to the workers of a distributed database, and SET takes no parameters.
  if (tenantId !== undefined && !isUuid(tenantId))
    throw new TypeError('The organisation of a transaction must be a UUID')
  if (here.getStore()?.isOpen) throw new Error(NESTED)
  const setTenant = tenantId === undefined ? '' : `; set local app.tenant_id = '${tenantId}'`
  const executor = db.getExecutor()
  const leave = tenantId === undefined ? undefined : await fairShareOf(db)?.enter(tenantId)
  try {
    return await executor.provideConnection((connection) =>
      bracket(executor, connection, `begin${mode}${setTenant}`, work),
    )
  } finally {
    leave?.()
  }
}

const NESTED =
  'A transaction is already open here: pass its handle on, or read through a joined platform. With two at once, work can wait for connections that only it would free.'

/** Begin travels with the first read, and commit with what was sent last: each saves the wait for an answer. */
async function bracket<Tables, Result>(
  executor: QueryExecutor,
  connection: DatabaseConnection,
  begin: string,
  work: (tx: Tx<Tables>) => Promise<Result>,
): Promise<Result> {
  const run = (statements: string) => connection.executeQuery(CompiledQuery.raw(statements))
  const begun = run(begin)
  const { tx, opened, sent, end } = openHandle<Tables>(executor, connection, begun)
  const place = { isOpen: true }
  const close = () => {
    end()
    place.isOpen = false
  }
  try {
    const result = await here.run(place, () => work(tx))
    await opened
    close()
    // Committing after an error that the work swallowed rolls back in silence; a query before it fails instead.
    await allOf([...sent, run('select; commit')])
    return result
  } catch (error) {
    close()
    // A connection that cannot roll back is not lent again: the pool drops it.
    await run('rollback').catch(() => undefined)
    // Without its begin, a read failed for want of an organisation: what stopped the begin says why.
    await begun
    if (isFollowUp(error)) await allOf(sent)
    throw error
  }
}

/** Waits for all of them, and throws what the first to fail says. */
async function allOf(answers: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(answers)).find((answer) => answer.status === 'rejected')
  if (failed) throw failed.reason as Error
}

/** "Current transaction is aborted": an earlier statement says why. */
const isFollowUp = (error: unknown): boolean => (error as { code?: unknown }).code === '25P02'
