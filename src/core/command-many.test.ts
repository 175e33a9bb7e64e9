import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startTestPlatform, type TestPlatform } from '../../test/support/test-platform.ts'
import { commandMany } from './command-many.ts'
import type { CoreTables } from './command.ts'
import { inTenant } from './database/in-tenant.ts'
import { NotFoundError } from './errors.ts'
import { policy } from './policy/policy.ts'
import { newUuid } from './values/uuid.ts'

interface Visit {
  readonly patientId: string
  readonly isTheirs?: boolean
  readonly isThere?: boolean
}
let done: string[] = []
const visitMany = commandMany<unknown, Visit, Visit, string>({
  action: 'test.patients.visited',
  policy: policy<Visit>({
    name: 'test.visit-many',
    why: 'A test.',
    roles: ['nurse'],
    purposes: ['direct-care'],
    when: { says: 'they are theirs', holds: (_who, { isTheirs = true }) => isTheirs },
  }),
  load(_tx, inputs) {
    if (inputs.some(({ isThere = true }) => !isThere)) throw new NotFoundError('Patient')
    return Promise.resolve(inputs)
  },
  subjects: ({ patientId }) => [patientId],
  run(_tx, _ctx, subjects) {
    done.push(...subjects.map(({ patientId }) => patientId))
    return Promise.resolve(
      subjects.map(({ patientId }) => ({ output: `seen ${patientId}`, note: { subjects: [patientId] } })),
    )
  },
})

describe('A command for many', () => {
  let test: TestPlatform
  before(async () => {
    test = await startTestPlatform()
  })
  after(() => test.stop())
  const ids = Array.from({ length: 3 }, () => newUuid(new Date()))
  /** Every event since the last look, with the patients it names. */
  let seen = new Set<string>()
  const newEvents = () =>
    inTenant<CoreTables, unknown[]>(test.as([]), async (tx) => {
      const rows = await tx
        .selectFrom('core.audit_event as event')
        .leftJoin('core.audit_subject as subject', 'subject.event_id', 'event.event_id')
        .select(['event.event_id', 'outcome', 'entity_type', 'entity_id', 'subject_id'])
        .where('action', '=', 'test.patients.visited')
        .execute()
      const fresh = rows.filter(({ event_id: eventId }) => !seen.has(eventId))
      seen = new Set(rows.map(({ event_id: eventId }) => eventId))
      return fresh.map(({ event_id: _eventId, ...event }) => event)
    })

  it('changes them all, with an event each', async () => {
    done = []
    const answers = await visitMany(
      test.as(['nurse']),
      ids.map((patientId) => ({ patientId })),
    )
    assert.deepEqual(
      answers,
      ids.map((id) => `seen ${id}`),
    )
    assert.deepEqual(done, ids)
    assert.equal((await newEvents()).length, 3)
  })
  it('refuses them all when one is refused, and says which', async () => {
    done = []
    const asked = ids.map((patientId, at) => ({ patientId, isTheirs: at !== 1 }))
    await assert.rejects(visitMany(test.as(['nurse']), asked), { name: 'NotAllowedError' })
    assert.deepEqual(done, [])
    assert.deepEqual(await newEvents(), [
      { outcome: 'refused', entity_type: 'patient', entity_id: ids[1], subject_id: ids[1] },
    ])
  })
  it('records that somebody looked for what is not there', async () => {
    const nobody = { patientId: ids[0]!, isThere: false }
    await assert.rejects(visitMany(test.as(['nurse']), [nobody]), { name: 'NotFoundError' })
    assert.deepEqual(await newEvents(), [
      { outcome: 'failed', entity_type: 'patient', entity_id: ids[0], subject_id: null },
    ])
    await assert.rejects(visitMany(test.as(['nurse']), [nobody, nobody]), { name: 'NotFoundError' })
    assert.deepEqual(await newEvents(), [{ outcome: 'failed', entity_type: null, entity_id: null, subject_id: null }])
  })
  it('is refused to another role, with nobody named', async () => {
    await assert.rejects(visitMany(test.as(['website-editor']), [{ patientId: ids[0]! }]), { name: 'NotAllowedError' })
    assert.equal((await newEvents()).length, 1)
  })
  it('acts once for one key', async () => {
    done = []
    const idempotencyKey = newUuid(new Date())
    const send = () => visitMany(test.as(['nurse'], { idempotencyKey }), [{ patientId: ids[0]! }])
    assert.deepEqual(await send(), await send())
    assert.deepEqual(done, [ids[0]])
  })
  it('takes 500 at most', async () => {
    const many = Array.from({ length: 501 }, () => ({ patientId: ids[0]! }))
    await assert.rejects(visitMany(test.as(['nurse']), many), RangeError)
    assert.deepEqual(await visitMany(test.as(['nurse']), []), [])
  })
})
