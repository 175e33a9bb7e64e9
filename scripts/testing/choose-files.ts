import { existsSync, globSync } from 'node:fs'

/** Tests that keep a reviewed text file up to date: with `--accept` they write it, and the change is read in the diff. */
const WITH_REVIEWED_FILES = 'test/*.test.ts'

/** Those that take longest first: whoever begins with them has none left over at the end. */
const EVERYTHING = [
  'src/services/homecare/deliveries/races.test.ts',
  'test/journeys/**',
  'test/every-route.test.ts',
  'test/browser/**',
  'test/runtime/**',
  'test/**',
  'src/**',
]

/** What was asked for on the command line: files, folders or patterns to run, options for Node's runner, and our own. */
export interface Choice {
  readonly files: readonly string[]
  readonly options: readonly string[]
  readonly accept: boolean
}

/** Understands the command line. Without files, everything is run. Throws when a file that was named does not exist. */
export function chooseFiles(args: readonly string[]): Choice {
  const accept = args.includes('--accept')
  const named = args.filter((arg) => !arg.startsWith('-'))
  const patterns = named.length > 0 ? named.map(asPattern) : accept ? [WITH_REVIEWED_FILES] : EVERYTHING
  const files = patterns.flatMap((pattern) => filesOf(pattern))
  return {
    files: [...new Set(files)],
    options: args.filter((arg) => arg.startsWith('-') && arg !== '--accept'),
    accept,
  }
}

const asPattern = (name: string): string =>
  existsSync(name) && !/\.tsx?$/.test(name) ? `${name.replace(/\/$/, '')}/**` : name

function filesOf(pattern: string): string[] {
  const found = (pattern.endsWith('**') ? globSync(`${pattern}/*.test.{ts,tsx}`) : globSync(pattern)).sort()
  if (found.length === 0) throw new Error(`No test file is called ${pattern}`)
  return found
}
