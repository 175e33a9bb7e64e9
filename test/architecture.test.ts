import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { complaints, roomOf } from './architecture/complaints.ts'
import { roomTable } from './architecture/room-table.ts'
import { ROOMS } from './architecture/rooms.ts'
import { assertReviewedPart } from './support/reviewed-file.ts'

const files = globSync('src/**/*.{ts,tsx}').filter((file) => !file.endsWith('.gen.ts'))

describe('Architecture', () => {
  it('every file keeps to its room', () => {
    assert.ok(files.length > 100, 'the guard must be looking at something')
    assert.deepEqual(
      files.flatMap((file) => complaints(file, readFileSync(file, 'utf8'))),
      [],
    )
  })
  it('every room that a rule is made for is named, and the table is in docs/architecture.md', () => {
    const names = ROOMS.map(({ name }) => name)
    assert.deepEqual(new Set(ROOMS.flatMap(({ may }) => may)).difference(new Set([...names, '*'])), new Set())
    assertReviewedPart('docs/architecture.md', 'rooms', roomTable())
  })
})

const bites = (file: string, text: string, says: RegExp) => {
  const said = complaints(file, text)
  assert.ok(
    said.length === 1 && says.test(said[0]!),
    `${file} must be refused once for ${says}, but: ${said.join('; ')}`,
  )
}

describe('The architecture guard bites when', () => {
  const noun = 'src/services/homecare/prescriptions'
  it('a domain file opens a command, waits, reads the clock or throws dice', () => {
    bites(`${noun}/prescription.ts`, "import { x } from './commands.ts'", /domain may not open command/)
    bites(`${noun}/prescription.ts`, 'export const x = async () => 1', /does not wait/)
    bites(`${noun}/prescription.ts`, 'export const x = () => Date.now()', /time is passed in/)
    bites('src/core/patients/age.ts', 'export const x = () => new Date()', /time is passed in/)
    bites('src/core/patients/age.ts', 'export const x = () => Math.random()', /chance/)
    assert.deepEqual(complaints(`${noun}/prescription.ts`, 'new Date(text) // never Date.now()'), [])
  })
  it('a query writes, or a page writes SQL', () => {
    bites(`${noun}/queries.ts`, "tx.insertInto('homecare.x')", /never write/)
    bites(`${noun}/pages/x.page.tsx`, "tx.selectFrom('homecare.x')", /no SQL/)
    bites('src/core/patients/pages/x.page.tsx', 'sql<Row>`select 1`', /no SQL/)
    bites('src/core/jobs/measures.ts', "tx.selectFrom('pgboss.job')", /no SQL/)
  })
  it('core or the design system knows a service, or a service goes round a front door', () => {
    bites('src/core/audit/record.ts', "import { x } from '../../services/homecare/index.ts'", /only src\/nouns.ts/)
    bites('src/design-system/layout.tsx', "import { x } from '../services/homecare/index.ts'", /only src\/nouns.ts/)
    bites(`${noun}/commands.ts`, "import { x } from '../../messaging/threads/queries.ts'", /only at index.ts/)
    assert.deepEqual(complaints(`${noun}/commands.ts`, "import { x } from '../../messaging/index.ts'"), [])
    bites('src/data-maps.ts', "import { x } from './services/homecare/index.ts'", /only the tables/)
    assert.deepEqual(complaints('src/data-maps.ts', `import { x } from './services/homecare/stock/tables.ts'`), [])
    bites('src/app.ts', "import { x } from './services/homecare/stock/tables.ts'", /only src\/nouns.ts/)
  })
  it('a package is used outside its room', () => {
    bites('src/core/jobs/worker.ts', "import { fastify } from 'fastify'", /may not use fastify/)
    bites('src/core/audit/pages/x.page.tsx', "import cookie from '@fastify/cookie'", /may not use @fastify/)
    bites('src/core/http/server.ts', "import PDFDocument from 'pdfkit'", /may not use pdfkit/)
    bites('src/design-system/layout.tsx', "import nunjucks from 'nunjucks'", /may not use nunjucks/)
    bites(`${noun}/commands.ts`, "import { x } from '../../../core/http/page.ts'", /may not open http/)
  })
  it('anything but an integration calls out, or anything but the settings reads the environment', () => {
    bites('src/core/jobs/worker.ts', "await fetch('https://example.org')", /calls out/)
    bites('src/core/jobs/worker.ts', "import net from 'node:net'", /calls out/)
    bites('src/cli/start.ts', 'process.env.PORT', /reads the environment/)
  })
  it('a page has a form that puts what is typed into the address', () => {
    bites('src/core/patients/pages/x.page.tsx', '<form method="get" action={path}>', /stands in no address/)
    bites('src/core/patients/pages/x.page.tsx', "<form method={'GET'}>", /stands in no address/)
    assert.deepEqual(complaints('src/core/patients/pages/x.page.tsx', '<Form action={path}>'), [])
  })
  it('a table is read without naming its columns', () => {
    bites('src/core/patients/queries.ts', "db.selectFrom('core.patient').selectAll()", /name the columns/)
    bites('src/core/tasks/commands.ts', "tx.insertInto('core.task').returningAll()", /name the columns/)
    bites('src/core/jobs/worker.ts', "tx.selectFrom('core.task as task').selectAll('task')", /name the columns/)
  })
  it('a file is in no room', () => assert.equal(roomOf('lib/x.ts'), undefined))
})
