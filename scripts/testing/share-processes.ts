import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** Reading the program costs more than most tests do: so many files of one folder are read by one process, one after another. */
const MOST_TOGETHER = 12
/** Hooks outside a suite would run for every file of the process; other files say in a comment why they run alone. */
const ALONE = /^(?:before|after|beforeEach|afterEach)\(|^\/\/ Runs alone: \S/m
/** What Node runs must end as a test file does. */
const ENTRIES = join(import.meta.dirname, '../../node_modules/.cache/troth/test-entries')

/** What is run in a process each, in the order of the files: a file alone, or an entry that reads several of them. */
export function shareProcesses(files: readonly string[]): string[] {
  mkdirSync(ENTRIES, { recursive: true })
  const groups = Map.groupBy(files, groupOf)
  return [...groups].flatMap(([name, members]) =>
    Array.from({ length: Math.ceil(members.length / MOST_TOGETHER) }, (_, index) => {
      const together = members.slice(index * MOST_TOGETHER, (index + 1) * MOST_TOGETHER)
      return together.length === 1 ? together[0]! : writeEntry(`${name.replaceAll('/', '-')}-${index + 1}`, together)
    }),
  )
}

/** `src/core/tasks` for all of its files; the file itself when it runs alone, as tests of the whole program do. */
const groupOf = (file: string): string =>
  file.startsWith('test/') || ALONE.test(readFileSync(file, 'utf8'))
    ? file
    : dirname(file).split('/').slice(0, 3).join('/')

function writeEntry(name: string, files: readonly string[]): string {
  const path = join(ENTRIES, `${name}.test.js`)
  const imports = files.map((file) => `await import('${relative(ENTRIES, file)}')`)
  writeFileSync(path, [...imports, ''].join('\n'))
  return path
}
