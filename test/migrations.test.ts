import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import {
  acceptedChecksums,
  changedSinceRelease,
  CHECKSUMS,
  checksumsNow,
  printChecksums,
} from '../scripts/testing/migration-checksums.ts'

const folder = join(import.meta.dirname, '../migrations')
const OTHERS = ['schema.sql', CHECKSUMS]

/** Statements that would break the version of the program that is still running while the new one starts. */
const CONTRACTS =
  /\bdrop (table|column|schema|function)\b|\brename (to|column)\b|\balter column \w+ (set not null|type)\b/i

/** What is wrong with the migrations of a folder, one sentence each. */
function complaints(names: readonly string[], textOf: (name: string) => string): string[] {
  const numbered = names.filter((name) => !OTHERS.includes(name)).sort()
  return numbered.flatMap((name, index) => {
    const number = String(index + 1).padStart(4, '0')
    const sql = textOf(name).replaceAll(/'(?:[^']|'')*'/g, "''")
    const statements = sql.replaceAll(/--.*$/gm, '')
    return [
      ...(/^\d{4}_[a-z0-9_]+\.sql$/.test(name) ? [] : [`${name}: is not called 0001_words.sql`]),
      ...(name.startsWith(`${number}_`) ? [] : [`${name}: number ${number} is missing or used twice`]),
      ...(/^\s*(begin|commit|rollback)\s*;/im.test(statements)
        ? [`${name}: the migrator opens and ends the transaction`]
        : []),
      ...(CONTRACTS.test(statements) && !/^-- contract: \S/m.test(textOf(name))
        ? [`${name}: takes something away; say in a line "-- contract: …" why no running version uses it`]
        : []),
    ]
  })
}

describe('Migrations', () => {
  const names = readdirSync(folder)
  it('are numbered without a gap, forward only, and run in one transaction', () => {
    assert.ok(names.length > 5, 'the guard must be looking at something')
    assert.deepEqual(
      complaints(names, (name) => readFileSync(join(folder, name), 'utf8')),
      [],
    )
  })
  it('of a release have not changed: put them back, and write a new one', () => {
    assert.deepEqual(changedSinceRelease(acceptedChecksums(folder), checksumsNow(folder)), [])
  })
  it('are those that were accepted: after adding or changing one of no release, run "npm run migrations:accept"', () => {
    const [accepted, now] = [acceptedChecksums(folder).files, checksumsNow(folder)]
    const differ = [...new Set([...accepted.keys(), ...now.keys()])].filter(
      (name) => accepted.get(name) !== now.get(name),
    )
    assert.deepEqual(differ, [])
  })
})

describe('The migration guard bites when', () => {
  const broken = (files: Record<string, string>) => complaints(Object.keys(files), (name) => files[name]!).join('\n')
  const scratch = mkdtempSync('/tmp/troth-m-')
  after(() => rmSync(scratch, { recursive: true }))

  it('a number is missing, used twice or badly written', () => {
    assert.match(broken({ '0001_a.sql': '', '0003_b.sql': '' }), /0002 is missing/)
    assert.match(broken({ '0001_a.sql': '', '0001_b.sql': '' }), /0002 is missing or used twice/)
    assert.match(broken({ '1_a.sql': '' }), /is not called/)
  })
  it('something is taken away without saying why, or a transaction is ended', () => {
    assert.match(broken({ '0001_a.sql': 'alter table x drop column y;' }), /takes something away/)
    assert.match(broken({ '0001_a.sql': 'alter table x rename to y;' }), /takes something away/)
    assert.match(broken({ '0001_a.sql': 'commit;' }), /the migrator opens/)
    assert.equal(broken({ '0001_a.sql': '-- contract: y is unread since 1.2\nalter table x drop column y;' }), '')
    assert.equal(broken({ '0001_a.sql': "comment on table x is 'drop table y';" }), '')
  })
  it('a released migration changes or goes, but not when an unreleased one does', () => {
    writeFileSync(join(scratch, '0001_a.sql'), 'select 1')
    writeFileSync(join(scratch, '0002_b.sql'), 'select 2')
    writeFileSync(join(scratch, CHECKSUMS), printChecksums({ released: '0001', files: checksumsNow(scratch) }))
    writeFileSync(join(scratch, '0002_b.sql'), 'select 3')
    assert.deepEqual(changedSinceRelease(acceptedChecksums(scratch), checksumsNow(scratch)), [])
    writeFileSync(join(scratch, '0001_a.sql'), 'select 4')
    assert.deepEqual(changedSinceRelease(acceptedChecksums(scratch), checksumsNow(scratch)), ['0001_a.sql'])
    rmSync(join(scratch, '0001_a.sql'))
    assert.deepEqual(changedSinceRelease(acceptedChecksums(scratch), checksumsNow(scratch)), ['0001_a.sql'])
  })
})
