import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import { inTenant } from '../database/in-tenant.ts'
import type { KeyRing } from './key-ring.ts'
import { forget } from './key-memory.ts'
import { openFor, sealFor, shredSubjectKeys } from './subject-keys.ts'
import type { EncryptionTables } from './tables.ts'

const subject = { subjectId: '22222222-2222-4222-8222-222222222222', class: 'clinical-text' } as const
const column = { table: 'core.note', column: 'text', rowId: '1' }

/** The same keys as another process holds them: with a memory of its own. */
const bound = (keys: KeyRing): KeyRing => ({
  wrap: (...given) => keys.wrap(...given),
  unwrap: (...given) => keys.unwrap(...given),
  blindIndex: (...given) => keys.blindIndex(...given),
})

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
  it('is sealed under a key that is there, when another process has just destroyed the one it remembers', async () => {
    const erased = { subjectId: '44444444-4444-4444-8444-444444444444', class: 'clinical-text' } as const
    const ctx = test.as([])
    const seal = (text: string) =>
      inTenant<EncryptionTables, Buffer>(ctx, (tx) => sealFor(tx, ctx, erased, column, text))
    const open = (sealed: Buffer) =>
      inTenant<EncryptionTables, string | undefined>(ctx, (tx) => openFor(tx, ctx, erased, column, sealed))
    const old = await seal('before')
    assert.equal(await open(old), 'before')
    await inTenant<EncryptionTables, unknown>(ctx, (tx) =>
      tx.deleteFrom('core.subject_key').where('subject_id', '=', erased.subjectId).execute(),
    )
    const late = await seal('after')
    forget(ctx.keys, '')
    assert.equal(await open(late), 'after')
    await assert.rejects(open(old), 'what the destroyed key sealed stays shut')
  })
  it('is opened at once, also by a process that still remembers the key before', async () => {
    const renewed = { subjectId: '88888888-8888-4888-8888-888888888888', class: 'clinical-text' } as const
    const ctx = test.as([])
    const elsewhere = { ...ctx, keys: bound(ctx.keys) }
    const sealBy = (by: typeof ctx, text: string) =>
      inTenant<EncryptionTables, Buffer>(ctx, (tx) => sealFor(tx, by, renewed, column, text))
    const openHere = (sealed: Buffer) =>
      inTenant<EncryptionTables, string | undefined>(ctx, (tx) => openFor(tx, ctx, renewed, column, sealed))
    assert.equal(await openHere(await sealBy(ctx, 'first')), 'first')
    await inTenant<EncryptionTables, void>(ctx, (tx) => shredSubjectKeys(tx, elsewhere, renewed.subjectId))
    assert.equal(await openHere(await sealBy(elsewhere, 'second')), 'second')
  })
  it('keeps its key until the transaction that seals it has ended', async () => {
    const writing = { subjectId: '77777777-7777-4777-8777-777777777777', class: 'clinical-text' } as const
    const ctx = test.as([])
    await inTenant<EncryptionTables, unknown>(ctx, (tx) => sealFor(tx, ctx, writing, column, 'first'))
    const order: string[] = []
    let holds = () => {}
    const isHeld = new Promise<void>((resolve) => (holds = resolve))
    const sealing = inTenant<EncryptionTables, void>(ctx, async (tx) => {
      await sealFor(tx, ctx, writing, column, 'second')
      holds()
      await new Promise((resolve) => setTimeout(resolve, 300))
      order.push('written')
    })
    const erasing = isHeld.then(async () => {
      await inTenant<EncryptionTables, void>(ctx, (tx) => shredSubjectKeys(tx, ctx, writing.subjectId))
      order.push('erased')
    })
    await Promise.all([sealing, erasing])
    assert.deepEqual(order, ['written', 'erased'])
  })
})
