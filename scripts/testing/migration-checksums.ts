import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const HEAD = `# Checksums of the migrations, kept by "npm run migrations:accept". A migration up to the released one may never change.`
export const CHECKSUMS = 'checksums.txt'

export interface Checksums {
  /** The last migration of the last release, such as 0013; 0000 before the first release. */
  readonly released: string
  readonly files: ReadonlyMap<string, string>
}

/** The migrations of a folder as they are now. */
export function checksumsNow(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql') && file !== 'schema.sql')
  return new Map(files.sort().map((file) => [file, sha256(readFileSync(join(folder, file)))]))
}

/** The migrations as they were accepted. */
export function acceptedChecksums(folder: string): Checksums {
  const file = join(folder, CHECKSUMS)
  const text = existsSync(file) ? readFileSync(file, 'utf8') : 'released 0000'
  return {
    released: /^released (\d{4})$/m.exec(text)?.[1] ?? '9999',
    files: new Map(
      [...text.matchAll(/^(\d{4}_\S+\.sql) ([0-9a-f]{64})$/gm)].map(([, name = '', sum = '']) => [name, sum]),
    ),
  }
}

export const printChecksums = ({ released, files }: Checksums): string =>
  [HEAD, `released ${released}`, ...[...files].map(([name, sum]) => `${name} ${sum}`), ''].join('\n')

/** Released migrations that were edited or removed: databases that ran them would differ from new ones. */
export const changedSinceRelease = ({ released, files }: Checksums, now: ReadonlyMap<string, string>): string[] =>
  [...files].filter(([name, sum]) => name.slice(0, 4) <= released && now.get(name) !== sum).map(([name]) => name)

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
