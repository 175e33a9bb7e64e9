import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Reading the program costs more than most tests do: so many files of one folder are read by one process, one after another. */
const MOST_TOGETHER = 12
/** Hooks outside a suite would run for every file of the process; other files say in a comment why they run alone. */
const ALONE = /^(?:before|after|beforeEach|afterEach)\(|^\/\/ Runs alone: \S/m

/**
 * What is run in a process each, in the order of the files: a file alone, or an entry that reads several of them. The entries
 * are written into `folder`, which is for this run alone: another run that wrote into it would change what this one reads.
 */
export function shareProcesses(files: readonly string[], folder: string): string[] {
  const groups = Map.groupBy(files, groupOf)
  return [...groups].flatMap(([name, members]) =>
    Array.from({ length: Math.ceil(members.length / MOST_TOGETHER) }, (_, index) => {
      const together = members.slice(index * MOST_TOGETHER, (index + 1) * MOST_TOGETHER)
      return together.length === 1
        ? together[0]!
        : writeEntry(join(folder, `${name.replaceAll('/', '-')}-${index + 1}.test.mjs`), together)
    }),
  )
}

/** `src/core/tasks` for all of its files; the file itself when it runs alone, as tests of the whole program do. */
const groupOf = (file: string): string =>
  file.startsWith('test/') || ALONE.test(readFileSync(file, 'utf8'))
    ? file
    : dirname(file).split('/').slice(0, 3).join('/')

/** What Node runs must end as a test file does. */
function writeEntry(path: string, files: readonly string[]): string {
  const imports = files.map((file) => `await import(${JSON.stringify(pathToFileURL(file).href)})`)
  writeFileSync(path, [...imports, ''].join('\n'))
  return path
}
