import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type ClientConfig } from 'pg'
import { serviceUser } from '../../src/core/database/embedded/service-user.ts'
import { stopAtExit } from './stop-at-exit.ts'

/** A server such as an operator gives in DATABASE_URL: `owner` owns the database and is no superuser. */
export type OperatorServer = { superuser: ClientConfig; owner: ClientConfig; app: ClientConfig; stop(): Promise<void> }

const PROGRAMS = '/usr/lib/postgresql/15/bin'

/** Why a test that needs Debian's PostgreSQL 15 is skipped here; undefined when it can run. */
export const WITHOUT_DEBIAN_SERVER = existsSync(join(PROGRAMS, 'postgres'))
  ? undefined
  : 'PostgreSQL 15 is not installed (Debian package postgresql-15)'

/** Starts a throwaway PostgreSQL 15 from Debian's package. `settings` are given on its command line. */
export async function startDebianServer(settings: string[] = []): Promise<OperatorServer> {
  const outer = mkdtempSync('/tmp/troth-o-')
  chmodSync(outer, 0o711)
  const folder = join(outer, 'd')
  const pgdata = join(folder, 'postgres')
  mkdirSync(pgdata, { recursive: true, mode: 0o711 })
  const { uid, gid } = serviceUser()
  const ids = uid === undefined || gid === undefined ? {} : { uid, gid }
  if (ids.uid !== undefined) for (const path of [folder, pgdata]) chownSync(path, ids.uid, ids.gid)
  const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' }
  const made = spawnSync(
    join(PROGRAMS, 'initdb'),
    ['-D', pgdata, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    { ...ids, env, cwd: '/' },
  )
  if (made.status !== 0) throw new Error(made.stderr.toString())
  const child = spawn(
    join(PROGRAMS, 'postgres'),
    ['-D', pgdata, '-k', folder, '-c', 'listen_addresses=', ...settings.flatMap((setting) => ['-c', setting])],
    { ...ids, env, cwd: '/', detached: true, stdio: 'ignore' },
  )
  child.unref()
  const forget = stopAtExit(outer)
  const base = { host: folder, port: 5432, ssl: false, password: 'unused' }
  const superuser = { ...base, user: 'postgres', database: 'troth' }
  await untilItAnswers({ ...superuser, database: 'postgres' })
  await run({ ...superuser, database: 'postgres' }, [
    'create role troth_owner login nosuperuser',
    'create role troth_app login nosuperuser nobypassrls',
    'create database troth owner troth_owner',
  ])
  return {
    superuser,
    owner: { ...superuser, user: 'troth_owner' },
    app: { ...superuser, user: 'troth_app' },
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGINT')
      await ended
      forget()
      rmSync(outer, { recursive: true, force: true })
    },
  }
}

async function untilItAnswers(config: ClientConfig): Promise<void> {
  for (const until = Date.now() + 20_000; ; await sleep(50)) {
    try {
      return await run(config, ['select 1'])
    } catch (error) {
      if (Date.now() > until) throw error
    }
  }
}

async function run(config: ClientConfig, statements: string[]): Promise<void> {
  const client = new Client(config)
  client.on('error', () => undefined)
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
