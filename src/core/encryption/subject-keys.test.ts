import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import { inTenant } from '../database/in-tenant.ts'
import { openFor, sealFor, shredSubjectKeys } from './subject-keys.ts'
import type { EncryptionTables } from './tables.ts'

const subject = { subjectId: '22222222-2222-4222-8222-222222222222', class: 'clinical-text' } as const
const column = { table: 'core.note', column: 'text', rowId: '1' }

describe('A value sealed for a person', () => {
  let test: TestPlatform
  before(async () => {
    test = await startTestPlatform()
  })
  after(() => test.stop())
  const sealIt = (text: string, ctx = test.as([])) =>
    inTenant<EncryptionTables, Buffer>(ctx, (tx) => sealFor(tx, ctx, subject, column, text))
  const openIt = (sealed: Buffer, over: Partial<typeof column> = {}, ctx = test.as([])) =>
    inTenant<EncryptionTables, string | undefined>(ctx, (tx) =>
      openFor(tx, ctx, subject, { ...column, ...over }, sealed),
    )

  it('can be opened again', async () =>
    assert.equal(await openIt(await sealIt('Rash on the left arm')), 'Rash on the left arm'))
  it('says nothing by itself', async () => assert.equal((await sealIt('Rash')).includes('Rash'), false))
  it('cannot be opened in another row', async () => {
    const sealed = await sealIt('Rash')
    await assert.rejects(openIt(sealed, { rowId: '2' }))
  })
  it('cannot be opened with one bit changed', async () => {
    const sealed = await sealIt('Rash')
    sealed[sealed.length - 20]! ^= 1
    await assert.rejects(openIt(sealed))
  })
  it('has another key in another organisation', async () => {
    const other = test.as([], { tenantId: test.otherTenantId })
    const sealed = await sealIt('Rash')
    await sealIt('Other', other)
    await assert.rejects(openIt(sealed, {}, other))
  })
  it('is sealed once more with a good key after the transaction that made its key was rolled back', async () => {
    const fresh = { subjectId: '33333333-3333-4333-8333-333333333333', class: 'clinical-text' } as const
    const ctx = test.as([])
    await assert.rejects(
      inTenant<EncryptionTables, void>(ctx, async (tx) => {
        await sealFor(tx, ctx, fresh, column, 'one')
        await sealFor(tx, ctx, fresh, column, 'two')
        throw new Error('rolled back')
      }),
      /rolled back/,
    )
    const sealed = await inTenant<EncryptionTables, Buffer>(ctx, (tx) => sealFor(tx, ctx, fresh, column, 'three'))
    const opened = await inTenant<EncryptionTables, string | undefined>(ctx, (tx) =>
      openFor(tx, ctx, fresh, column, sealed),
    )
    assert.equal(opened, 'three')
  })
  it('can never be opened once the key has been destroyed', async () => {
    const sealed = await sealIt('Rash')
    await inTenant<EncryptionTables, void>(test.as([]), (tx) => shredSubjectKeys(tx, test.as([]), subject.subjectId))
    assert.equal(await openIt(sealed), undefined)
  })
})
