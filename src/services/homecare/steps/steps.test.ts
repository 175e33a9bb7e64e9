import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { ConflictError } from '../../../core/errors.ts'
import { step } from '../../../core/values/state-machine.ts'
import { givenCare } from '../care.test-support.ts'
import { HomecareTest } from '../homecare.test-support.ts'
import { ENROLMENT_FACTS } from '../therapies/world.test-support.ts'
import { ENROLMENT } from '../enrolments/enrolment.ts'
import { takeStep } from './commands/take-step.ts'
import { listSteps } from './queries.ts'

describe('The state of a thing', () => {
  const given = new HomecareTest()
  const suspended = () => {
    const answer = step(ENROLMENT, 'active', 'suspend', { role: 'clinician', id: 'x' }, ENROLMENT_FACTS)
    assert.ok(answer.ok)
    return answer.moved
  }

  it('moves by a step, which is kept with who, as what and why', async () => {
    const care = await givenCare(given, { enrolment: 'active' })
    const nurse = given.as('trust', 'nurse')
    const how = { machine: 'enrolment', id: care.enrolmentId, patientId: care.patientId, role: 'clinician' } as const
    await given.write('trust', (tx) =>
      takeStep(tx, nurse, { ...how, moved: suspended(), reason: 'In hospital' }, { review_on: '2026-12-20' }),
    )
    const [, last] = await given.read('trust', (tx) => listSteps(tx, nurse, [care.enrolmentId]))
    assert.deepEqual(
      [last?.from, last?.to, last?.role, last?.reason],
      ['active', 'suspended', 'clinician', 'In hospital'],
    )
    // From the same state a second time: someone else was first.
    await assert.rejects(
      given.write('trust', (tx) => takeStep(tx, nurse, { ...how, moved: suspended() })),
      ConflictError,
    )
  })
  for (const table of ['enrolment', 'therapy', 'prescription', 'delivery'])
    it(`cannot be set by editing: ${table}`, async () => {
      const care = await givenCare(given)
      const rows = await given.write(
        'trust',
        async (tx) => (await sql`select 1 from ${sql.table(`homecare.${table}`)}`.execute(tx)).rows.length,
      )
      if (rows === 0) assert.ok(table === 'prescription' || table === 'delivery')
      else
        await assert.rejects(
          given.write('trust', (tx) =>
            sql`update ${sql.table(`homecare.${table}`)} set state = 'stopped' where tenant_id = ${given.tenants.trust}`.execute(
              tx,
            ),
          ),
          /changes by a step alone/,
        )
      assert.ok(care)
    })
  it('is not taken over by a step of an earlier transaction', async () => {
    const care = await givenCare(given, { enrolment: 'active' })
    await assert.rejects(
      given.write('trust', (tx) =>
        sql`update homecare.enrolment set state = 'active', version = 2 where enrolment_id = ${care.enrolmentId};`
          .execute(tx)
          .then(() =>
            sql`update homecare.enrolment set state = 'withdrawn' where enrolment_id = ${care.enrolmentId}`.execute(tx),
          ),
      ),
      /changes by a step alone/,
    )
  })
})
