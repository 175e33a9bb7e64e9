// Runs the tests: all of them, or the files named on the command line. One throwaway PostgreSQL serves every file, and one
// migrated database is copied for each, so that no test sees another's rows and no test waits for the migrations.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestServer } from '../test/support/test-server.ts'
import { chooseFiles } from './testing/choose-files.ts'
import { fastestFolder } from './testing/fastest-folder.ts'
import { shareProcesses } from './testing/share-processes.ts'
import { prepareTemplate } from './testing/template-database.ts'

const isFull = process.env['TROTH_TEST_FULL'] === '1'
/** One more than the cores, since a test often waits for PostgreSQL, a browser or a process that it started. */
const CONCURRENCY = availableParallelism() + 1
/** A test that hangs ends the run instead of holding it for ever, in milliseconds. */
const TIMEOUT = (isFull ? 90 : 15) * 60_000

const { files, options, accept } = chooseFiles(process.argv.slice(2))
const entries = mkdtempSync(join(tmpdir(), 'troth-tests-'))
const server = await startTestServer({ under: fastestFolder() })
try {
  const template = await prepareTemplate(server)
  process.exitCode = await run(template)
} finally {
  await server.stop()
  rmSync(entries, { recursive: true })
}

async function run(template: string): Promise<number> {
  const inOrder = [join(import.meta.dirname, 'testing/run-in-order.js'), String(CONCURRENCY), String(TIMEOUT)]
  const withOptions = [
    '--test',
    '--test-reporter=spec',
    `--test-concurrency=${CONCURRENCY}`,
    `--test-timeout=${TIMEOUT}`,
  ]
  const child = spawn(
    process.execPath,
    [
      ...['--import', join(import.meta.dirname, 'testing/read-tsx.js')],
      ...(options.length === 0 ? inOrder : [...withOptions, ...options]),
      ...shareProcesses(files, entries),
    ],
    {
      stdio: 'inherit',
      env: {
        ...process.env,
        // What one test file had compiled the next one reads.
        NODE_COMPILE_CACHE: join(import.meta.dirname, '../node_modules/.cache/troth/tests'),
        TROTH_TEST_SERVER: JSON.stringify({ owner: server.owner, app: server.app }),
        TROTH_TEST_TEMPLATE: template,
        ...(accept ? { TROTH_TEST_ACCEPT: '1' } : {}),
      },
    },
  )
  // Ctrl-C reaches the runner as well, which ends by itself; the server is stopped after it.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
