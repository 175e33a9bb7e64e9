import { Client } from 'pg'
import { startEmbedded } from './start.ts'

// A whole small program for the crash tests: it starts the server of the folder it is given, says so, and then writes
// rows one by one, saying each number only when the database has confirmed it.

const [dataDir = '', work = 'wait'] = process.argv.slice(2)
const say = (line: object): boolean => process.stdout.write(`${JSON.stringify(line)}\n`)

try {
  const server = await startEmbedded({ dataDir, purpose: 'test program', onEvent: (event) => say(event) })
  say({ started: server.pid(), adopted: server.adopted })
  process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)))
  setInterval(() => undefined, 60_000)
  if (work === 'write') {
    const client = new Client(server.owner)
    client.on('error', () => undefined)
    await client.connect()
    await client.query('create table if not exists written (n bigint primary key, text text not null)')
    for (let n = Date.now() * 1000; ; n += 1) {
      await client.query('insert into written values ($1, $2)', [n, 'x'.repeat(200)])
      say({ acknowledged: n })
    }
  }
} catch (error) {
  say({
    failed: error instanceof Error ? error.message : String(error),
    kind: error instanceof Error ? error.name : '',
  })
  process.exitCode = 1
}
