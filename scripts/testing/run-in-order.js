// Runs test files in the order in which they are named; Node's own command line always takes them by the alphabet.
import { run } from 'node:test'
import { spec } from 'node:test/reporters'

const [concurrency, timeout, ...files] = process.argv.slice(2)
run({ files, concurrency: Number(concurrency), timeout: Number(timeout) })
  .on('test:fail', () => (process.exitCode = 1))
  .compose(spec)
  .pipe(process.stdout)
