import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, it } from 'node:test'
import { Client, type ClientConfig } from 'pg'
import { attachEmbedded, startEmbedded } from './index.ts'
import { findBinaries, locate } from './binaries.ts'
import { openDataFolder } from './data-folder.ts'
import { isRunning } from './processes.ts'
import { runProgram, testFolder } from './run-program.test-support.ts'
import { fromPasswd, serviceUser } from './service-user.ts'

const AS_ROOT = process.getuid?.() === 0 ? {} : { skip: 'only root can become another user' }
const NOBODY = { uid: 65534, gid: 65534 }

async function ask(config: ClientConfig, statement: string): Promise<Record<string, unknown>> {
  const client = new Client(config)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows[0] ?? {}
  } finally {
    await client.end()
  }
}

const sentence = (words: RegExp) => (error: unknown) =>
  error instanceof Error &&
  error.name === 'StartUpError' &&
  words.test(error.message) &&
  /^[^\n]+\.$/.test(error.message)

describe('The embedded server', () => {
  it('starts, keeps its rows over a stop, and opens no network port', async () => {
    const dataDir = testFolder()
    const first = await startEmbedded({ dataDir })
    await ask(first.owner, 'create table kept as select 42 as answer')
    assert.deepEqual(await ask(first.owner, 'show listen_addresses'), { listen_addresses: '' })
    await first.stop()
    assert.ok(!isRunning(first.pid()))

    const second = await startEmbedded({ dataDir })
    assert.deepEqual(await ask(second.owner, 'select answer from kept'), { answer: 42 })
    await second.stop()
  })

  it('is UTF-8, sorts the same everywhere, checks its pages and is durable, whatever the locale of the machine', async () => {
    const dataDir = testFolder()
    const program = runProgram(dataDir, 'wait', {
      env: { LC_ALL: 'C', LANG: 'C', PGOPTIONS: '-c synchronous_commit=off' },
    })
    await program.hears((line) => line.started !== undefined)
    await program.kill('SIGTERM')

    const server = await startEmbedded({ dataDir })
    const settings = await ask(
      server.app,
      `select current_setting('server_encoding') as encoding, datlocprovider as provider, datlocale as locale,
              current_setting('data_checksums') as checksums, current_setting('fsync') as fsync,
              current_setting('synchronous_commit') as commit, lower('ÀÉ') as lower
         from pg_database where datname = current_database()`,
    )
    assert.deepEqual(settings, {
      encoding: 'UTF8',
      provider: 'b',
      locale: 'C.UTF-8',
      checksums: 'on',
      fsync: 'on',
      commit: 'on',
      lower: 'àé',
    })
    await server.stop()
  })

  it('stays durable when somebody switches durability off with ALTER SYSTEM', async () => {
    const dataDir = testFolder()
    const first = await startEmbedded({ dataDir })
    await ask(first.owner, 'alter system set fsync = off')
    await first.stop()
    const second = await startEmbedded({ dataDir })
    assert.deepEqual(await ask(second.owner, 'show fsync'), { fsync: 'on' })
    await second.stop()
  })

  it('tells a second starter which process holds the data folder', async () => {
    const dataDir = testFolder()
    const server = await startEmbedded({ dataDir })
    await assert.rejects(
      startEmbedded({ dataDir }),
      sentence(new RegExp(`in use by process ${process.pid} \\(troth start\\)`)),
    )
    const other = runProgram(dataDir, 'wait')
    const { failed } = await other.hears((line) => line.failed !== undefined)
    assert.match(failed ?? '', new RegExp(`process ${process.pid} `))
    assert.equal(await other.exitCode(), 1)
    assert.deepEqual(await ask(server.app, 'select 1 as still'), { still: 1 })
    await server.stop()
  })

  it('lets nobody in without a password, and keeps its passwords to itself', async () => {
    const dataDir = testFolder()
    const server = await startEmbedded({ dataDir })
    for (const user of ['troth_owner', 'troth_app', 'postgres']) {
      await assert.rejects(ask(server.appConnection(user, 'guess'), 'select 1'), /password authentication failed/)
    }
    for (const name of ['owner.password', 'app.password'])
      assert.equal(statSync(join(dataDir, name)).mode & 0o777, 0o600)
    await server.stop()
  })

  it('writes nothing that people typed to its log', async () => {
    const dataDir = testFolder()
    const server = await startEmbedded({ dataDir })
    await ask(server.owner, 'create table person (nhs_number text primary key, born date)')
    const client = new Client(server.owner)
    await client.connect()
    await client.query('insert into person values ($1, null)', ['CANARY-1'])
    for (const [statement, value] of [
      ['insert into person values ($1, null)', 'CANARY-1'],
      ["insert into person values ('a', $1::text::date)", 'CANARY-2'],
      [`select $1::text, 'CANARY-3'::int`, 'CANARY-4'],
      [`do $$ begin raise warning 'CANARY-5'; end $$ -- `, undefined],
    ] as const) {
      await client.query(statement, value === undefined ? [] : [value]).catch(() => undefined)
    }
    await client.end()
    await server.stop()
    const logs = readdirSync(join(dataDir, 'postgres-log'))
    assert.ok(logs.some((name) => /^postgresql-.*\.log$/.test(name)))
    for (const name of logs) assert.doesNotMatch(readFileSync(join(dataDir, 'postgres-log', name), 'utf8'), /CANARY/)
  })
})

describe('Attaching to the embedded server', () => {
  it('uses the running instance and leaves it running', async () => {
    const dataDir = testFolder()
    const server = await startEmbedded({ dataDir })
    const command = await attachEmbedded({ dataDir })
    assert.equal(command.attached, true)
    assert.deepEqual(await ask(command.app, 'select current_user as me'), { me: 'troth_app' })
    await command.stop()
    assert.equal(server.state(), 'running')
    assert.deepEqual(await ask(server.app, 'select 1 as still'), { still: 1 })
    await server.stop()
  })

  it('starts it for a command when nothing runs, and stops it after', async () => {
    const dataDir = testFolder()
    const command = await attachEmbedded({ dataDir })
    assert.equal(command.attached, false)
    assert.deepEqual(await ask(command.owner, 'select 1 as works'), { works: 1 })
    await command.stop()
    assert.ok(!existsSync(join(dataDir, 'postgres', 'postmaster.pid')))
  })

  it('shared by two commands, is stopped by the last to leave', async () => {
    const dataDir = testFolder()
    const first = await attachEmbedded({ dataDir })
    const second = await attachEmbedded({ dataDir })
    const client = new Client(second.owner)
    await client.connect()
    await first.stop()
    assert.deepEqual((await client.query('select 1 as still')).rows, [{ still: 1 }])
    await client.end()
    await second.stop()
    assert.ok(!existsSync(join(dataDir, 'postgres', 'postmaster.pid')))
  })
})

describe('A data folder', () => {
  it('with a path too long for a socket gets a short private one, and keeps it', async () => {
    const dataDir = join(testFolder(), 'a'.repeat(60), 'b'.repeat(60))
    mkdirSync(dataDir, { recursive: true, mode: 0o755 })
    const first = await startEmbedded({ dataDir })
    const folder = first.owner.host ?? ''
    assert.ok(Buffer.byteLength(folder) < 60)
    assert.equal(statSync(folder).mode & 0o777, 0o700)
    await first.stop()
    const second = await startEmbedded({ dataDir })
    assert.equal(second.owner.host, folder)
    await second.stop()
    rmSync(folder, { recursive: true })
  })

  it('of another PostgreSQL version is refused in one sentence and left as it was', async () => {
    const dataDir = testFolder()
    const server = await startEmbedded({ dataDir })
    await server.stop()
    for (const version of ['17', '19']) {
      writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), `${version}\n`)
      await assert.rejects(startEmbedded({ dataDir }), sentence(new RegExp(`made by PostgreSQL ${version}`)))
    }
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '18\n')
    await (await startEmbedded({ dataDir })).stop()
  })

  it('copied here by another user is given to PostgreSQL’s user', AS_ROOT, async () => {
    const dataDir = testFolder()
    await (await startEmbedded({ dataDir })).stop()
    execFileSync('chown', ['-R', 'root:root', join(dataDir, 'postgres')])
    await (await startEmbedded({ dataDir })).stop()
    assert.equal(statSync(join(dataDir, 'postgres', 'PG_VERSION')).uid, serviceUser().uid)
  })

  it('whose place is taken by a file is refused in one sentence', async () => {
    const dataDir = testFolder()
    writeFileSync(dataDir, '')
    await assert.rejects(startEmbedded({ dataDir }), sentence(/cannot be used because/))
    await assert.rejects(startEmbedded({ dataDir: join(dataDir, 'deeper') }), sentence(/part of its path is a file/))
  })

  it('with damaged files is refused in one sentence', async () => {
    const dataDir = testFolder()
    await (await startEmbedded({ dataDir })).stop()
    writeFileSync(join(dataDir, 'postgres', 'global', 'pg_control'), 'nonsense')
    await assert.rejects(startEmbedded({ dataDir }), sentence(/does not start \(.*pg_control.*restore a backup/))
  })

  it('of a user who is not root works, and one they may not use is refused in one sentence', AS_ROOT, async () => {
    const dataDir = testFolder(NOBODY)
    const program = runProgram(dataDir, 'wait', NOBODY)
    await program.hears((line) => line.started !== undefined)
    assert.equal(statSync(join(dataDir, 'postgres')).uid, NOBODY.uid)
    assert.equal(statSync(dataDir).mode & 0o777, 0o700)
    await program.kill('SIGTERM')

    const closed = runProgram(join(dirname(testFolder()), 'new'), 'wait', NOBODY)
    const { failed, kind } = await closed.hears((line) => line.failed !== undefined)
    assert.match(
      `${kind}: ${failed}`,
      /^StartUpError: The data folder .* cannot be used because this user may not use it: [^\n]+\.$/,
    )
  })

  it(
    'under a folder that only root may enter keeps PostgreSQL’s files where its user can reach them',
    AS_ROOT,
    async () => {
      const dataDir = join(testFolder(), 'data')
      mkdirSync(dirname(dataDir), { mode: 0o700 })
      const server = await startEmbedded({ dataDir })
      const home = readFileSync(join(dataDir, 'postgres-home'), 'utf8').trim()
      assert.match(home, /^\/var\/lib\/troth\//)
      await ask(server.owner, 'create table kept as select 42 as answer')
      await server.stop()
      const again = await attachEmbedded({ dataDir })
      assert.deepEqual(await ask(again.owner, 'select answer from kept'), { answer: 42 })
      await again.stop()

      rmSync(home, { recursive: true })
      await assert.rejects(startEmbedded({ dataDir }), sentence(/which is not there/))
    },
  )

  it('is served by a copy of the programs when PostgreSQL’s user cannot reach the installed ones', AS_ROOT, () => {
    const closed = join(testFolder(), 'node_modules')
    mkdirSync(dirname(closed), { mode: 0o700 })
    cpSync(findBinaries().folder, closed, { recursive: true, verbatimSymlinks: true })
    const version = `${findBinaries().version}-test-${process.pid}`
    const folder = openDataFolder(testFolder(), serviceUser(), { ...findBinaries(), folder: closed, version })
    try {
      assert.equal(folder.binaries.folder, `/var/lib/troth/postgresql-${version}`)
      const told = execFileSync(folder.binaries.postgres, ['--version'], { ...NOBODY, encoding: 'utf8' })
      assert.match(told, /PostgreSQL/)
    } finally {
      rmSync(folder.binaries.folder, { recursive: true })
    }
  })
})

describe('A machine', () => {
  it('for which there is no PostgreSQL is told to set DATABASE_URL', () => {
    assert.throws(() => locate('win32', 'x64'), sentence(/win32-x64: set DATABASE_URL/))
  })
  it('has its service user read from its passwd file', () => {
    assert.deepEqual(fromPasswd('root:x:0:0::/root:/bin/sh\npostgres:x:101:104:,,:/:/x\n', 'postgres'), {
      name: 'postgres',
      uid: 101,
      gid: 104,
    })
    assert.equal(fromPasswd('root:x:0:0::/root:/bin/sh\n', 'postgres'), undefined)
    assert.equal(fromPasswd('postgres:x:0:0::/root:/bin/sh\n', 'postgres'), undefined)
  })
})
