// Runs test files in the order in which they are named; Node's own command line always takes them by the alphabet.
import { run } from 'node:test'
import { spec } from 'node:test/reporters'

const [concurrency, timeout, ...files] = process.argv.slice(2)
run({ files, concurrency: Number(concurrency), timeout: Number(timeout) })
  .on('test:fail', () => (process.exitCode = 1))
  .on('test:complete', saySo)
  .compose(spec)
  .pipe(process.stdout)

/**
 * The report comes in the order of the files, the longest first: who watches the whole sizes sees here at once what has ended,
 * and what failed.
 */
function saySo({ name, details }) {
  if (process.env['TROTH_TEST_FULL'] !== '1') return
  const seconds = Math.round(details.duration_ms / 1000)
  if (!details.passed) console.error(`FAILED after ${seconds} s: ${name}: ${reasonOf(details.error)}`)
  else if (/\.test\.\w+$/.test(name)) console.error(`passed after ${seconds} s: ${name}`)
}

const reasonOf = (error) => String(error?.cause?.message ?? error?.message ?? error)
