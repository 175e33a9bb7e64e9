import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { attachEmbedded } from '../../src/core/database/embedded/index.ts'
import { testFolder } from '../../src/core/database/embedded/run-program.test-support.ts'
import { freePort, postmasterOf, runTroth, startTroth, stopTroth, type RunningTroth } from './troth.ts'
import { visitor } from './visitor.ts'

interface Ended {
  readonly code: number | NodeJS.Signals
  readonly out: string
  readonly err: string
}

async function command(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  const troth = runTroth(args, { env })
  const code = await troth.ended
  return { code, out: troth.out(), err: troth.err() }
}

async function asOwner<Result>(dataDir: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const server = await attachEmbedded({ dataDir, purpose: 'test' })
  const client = new Client(server.owner)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
    await server.stop()
  }
}

describe('Help', () => {
  const COMMANDS = [
    'start',
    'migrate',
    'seed',
    'create-admin',
    'create-user',
    'import',
    'backup',
    'verify-backup',
    'restore',
  ]
  it('lists every command', async () => {
    const { code, out } = await command(['--help'], {})
    assert.equal(code, 0)
    for (const name of COMMANDS) assert.match(out, new RegExp(`^  ${name} `, 'm'))
  })
  it('is given for each of them without opening anything', async () => {
    for (const name of COMMANDS) {
      const { code, out } = await command([name, '--help'], { PORT: 'not a port' })
      assert.equal(code, 0, name)
      assert.match(out, new RegExp(`^Usage: troth ${name}`), name)
    }
  })
  it('a command that does not exist is refused', async () => {
    const { code, err } = await command(['strat'], {})
    assert.notEqual(code, 0)
    assert.match(err, /unknown command 'strat'/)
  })
})

describe('An empty instance for real use', () => {
  const dataDir = testFolder()
  let env: Record<string, string>
  let troth: RunningTroth
  before(async () => {
    const port = String(await freePort())
    env = { TROTH_DATA_DIR: dataDir, PORT: port }
    const early = await command(['create-admin', 'a@b.example', '--name', 'A', '--organisation', 'riverside'], env)
    assert.equal(early.code, 1)
    assert.match(early.err, /^Nothing has been started on this database yet: run "troth start" first/)
    troth = await startTroth(['--no-demo'], { env })
  })
  after(() => stopTroth(troth))

  it('has no made-up people, no simulators, and says that e-mail is not set up', async () => {
    assert.equal((await visitor(troth.url).get('/staff/sign-in/as'))?.status, 404)
    // Pages are served before the workers, and what is said comes after both.
    for (let wait = 0; wait < 200 && troth.out() === ''; wait += 1) await sleep(50)
    assert.match(troth.out(), /E-mail is not set up: set SMTP_URL/)
    assert.doesNotMatch(troth.out(), /password/i)
  })
  it('gets its first administrator, whose link works', async () => {
    const made = await command(
      [
        ...['create-admin', 'claire@riverside.example', '--name', 'Claire Whitfield', '--organisation', 'riverside'],
        ...['--organisation-name', 'Riverside NHS Trust', '--kind', 'nhs-trust'],
      ],
      env,
    )
    assert.equal(made.code, 0, made.err)
    const link = /https?:\/\/\S+/.exec(made.out)?.[0]
    assert.ok(link)
    const page = await visitor(troth.url).get(new URL(link).pathname)
    assert.equal(page?.status, 200)
    assert.match(page.html, /password/i)
  })
  it('gets members of staff, and says what is missing for one', async () => {
    const doctor = ['create-user', 'h@riverside.example', '--name', 'Dr Helen Marsh', '--organisation', 'riverside']
    const without = await command([...doctor, '--role', 'doctor'], env)
    assert.deepEqual([without.code, without.err.trim().split('\n').length], [1, 1])
    assert.match(without.err, /needs a professional registration/)
    const made = await command([...doctor, '--role', 'doctor', '--registration', 'gmc:9000001'], env)
    assert.equal(made.code, 0, made.err)
    const elsewhere = await command([...doctor.slice(0, -1), 'nowhere', '--role', 'nurse'], env)
    assert.match(elsewhere.err, /^There is no organisation "nowhere"\.\n$/)
  })
  it('refuses seeds', async () => {
    const off = await command(['seed'], { ...env, TROTH_DEMO: 'off' })
    assert.match(off.err, /^TROTH_DEMO is off/)
    const on = await command(['seed'], env)
    assert.equal(on.code, 1)
    assert.match(on.err, /for real use and a demonstration would add/)
  })
  it('takes a file of patients: a preview first, then once', async () => {
    const file = join(dirname(dataDir), 'patients.csv')
    writeFileSync(
      file,
      'NHS number,First name,Last name,Date of birth\n999 000 0018,Ada,Moss,1980-02-01\n,Ben,Reed,nonsense\n',
    )
    const args = ['import', 'patients', file, '--organisation', 'riverside', '--report', dirname(dataDir)]
    const preview = await command([...args, '--preview'], env)
    assert.match(preview.out, /would be added/, preview.err)
    const applied = await command(args, env)
    assert.equal(applied.code, 3, 'some rows are left to look at')
    assert.match(applied.out, /1 patient added, 0 changed/)
    const again = await command(args, env)
    assert.equal(again.code, 1)
    assert.match(again.err, /already brought in.*--again/)
  })
})

describe('A backup of a running program', () => {
  const dataDir = testFolder()
  const restoredDir = testFolder()
  const file = join(dirname(dataDir), 'a.backup')
  let env: Record<string, string>
  before(async () => {
    env = { TROTH_DATA_DIR: dataDir, PORT: String(await freePort()), SIMULATOR_PORT: String(await freePort()) }
  })

  it('is made and proved; one that is not proved ends with 2', async () => {
    const troth = await startTroth([], { env })
    const someone = visitor(troth.url)
    await someone.signInAs('Claire Whitfield')
    await asOwner(dataDir, waitingWork)
    const proved = await command(['backup', file], env)
    assert.equal(proved.code, 0, proved.err)
    assert.match(proved.out, /Verified: every table came out/)
    const unproved = await command(['backup', `${file}.2`, '--no-verify'], env)
    assert.equal(unproved.code, 2)
    assert.match(unproved.err, /NOT been verified/)
    assert.equal(await stopTroth(troth), 0)
  })

  it('is restored with everyone signed out, and nothing sent a second time', async () => {
    mkdirSync(restoredDir)
    const elsewhere = { ...env, TROTH_DATA_DIR: restoredDir }
    const withoutKey = await command(['restore', file], elsewhere)
    assert.match(withoutKey.err, /^The key file .* is missing/)
    copyFileSync(join(dataDir, 'keys.json'), join(restoredDir, 'keys.json'))
    const restored = await command(['restore', file], elsewhere)
    assert.equal(restored.code, 0, restored.err)
    assert.match(restored.out, /Everyone has to sign in again/)
    assert.match(restored.out, /Held, because it may have been done since: [1-9]\d* jobs .* [1-9]\d* e-mails/)

    await asOwner(restoredDir, async (client) => {
      const one = async (query: string): Promise<number> =>
        Number((await client.query<{ count: string }>(query)).rows[0]?.count)
      assert.equal(await one('select count(*) from core.session'), 0)
      assert.equal(await one(`select count(*) from core.outgoing_email where state in ('queued', 'sending')`), 0)
      assert.ok((await one(`select count(*) from core.outgoing_email where problem = 'restored'`)) > 0)
      assert.equal(
        await one(
          `select count(*) from pgboss.job where name <> 'core.dead' and state in ('created', 'retry', 'active')`,
        ),
        0,
      )
      assert.ok((await one(`select count(*) from pgboss.job where name = 'core.dead' and source_name is not null`)) > 0)
      assert.ok((await one('select count(*) from core.audit_event')) > 0)
      assert.equal(
        await one('select count(*) from core.audit_event where xid >= pg_snapshot_xmin(pg_current_snapshot())'),
        0,
        'every event was committed on this server',
      )
    })
    const troth = await startTroth([], { env: elsewhere })
    const someone = visitor(troth.url)
    await someone.signInAs('Claire Whitfield')
    assert.equal((await someone.get('/staff'))?.status, 200)
    assert.equal(await stopTroth(troth), 0)
  })

  it('is not restored over a database that is there', async () => {
    const over = await command(['restore', file], env)
    assert.equal(over.code, 1)
    assert.match(over.err, /already has a database and is not overwritten/)
    assert.ok(existsSync(join(dataDir, 'postgres')))
    assert.equal(postmasterOf(dataDir), undefined)
    assert.ok(readFileSync(file).length > 0)
  })
})

/** An e-mail and a job that wait for a later time, so that the backup finds them waiting. */
async function waitingWork(client: Client): Promise<void> {
  const { rows } = await client.query<{ tenant_id: string }>(
    `select tenant_id from core.tenant where slug = 'riverside'`,
  )
  const tenantId = rows[0]?.tenant_id
  const emailId = randomUUID()
  await client.query(
    `insert into core.outgoing_email (tenant_id, email_id, subject_id, template, sealed, state, queued_at)
     values ($1, $2, $1, 'test', '\\x00', 'queued', now())`,
    [tenantId, emailId],
  )
  await client.query(
    `insert into pgboss.job (name, data, start_after) values ('core.sweep-short-lived', $1, now() + interval '1 day')`,
    [JSON.stringify({ tenantId })],
  )
}
