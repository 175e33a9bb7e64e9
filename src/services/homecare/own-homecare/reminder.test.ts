import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Reader } from '../../../core/database/transaction.ts'
import { openFor } from '../../../core/encryption/subject-keys.ts'
import { emailPlace } from '../../../core/notifications/commands/send-email.ts'
import type { NotificationTables } from '../../../core/notifications/tables.ts'
import { changeContactPoints, markSensitive } from '../../../core/patients/index.ts'
import { getPatient } from '../../../core/patients/queries.ts'
import type { PatientTables } from '../../../core/patients/tables.ts'
import { addDays, daysBetween } from '../../../core/values/civil-date.ts'
import { getDelivery } from '../deliveries/queries/delivery-care.ts'
import { givenSupply, type Supply } from '../deliveries/supply.test-support.ts'
import { HomecareTest } from '../homecare.test-support.ts'
import '../index.ts'
import { remindOfStockChecks } from './jobs.ts'
import { somethingToDo } from './messages.ts'
import { patientBrowser, serverOf } from './patient-browser.test-support.ts'

const ABOUT_HEALTH = /adalimumab|humira|medicine|dose|deliver|stock|\bpen\b/i

describe('The reminder of a stock check', () => {
  const given = new HomecareTest()
  let app: FastifyInstance
  let supply: Supply
  before(async () => {
    app = await serverOf(given)
    supply = await givenSupply(given)
    const { version, contactPoints } = await patient()
    const email = {
      system: 'email',
      use: 'home',
      value: 'amina@example.com',
      source: 'patient',
      confirmedOn: '2026-11-01',
    } as const
    await changeContactPoints(given.as('trust', 'nurse'), {
      patientId: supply.patientId,
      version,
      contactPoints: [...contactPoints, email],
    })
    await patientBrowser(given, app, supply.patientId)
  })
  after(() => app.close())

  const patient = () =>
    given.read('trust', (tx) =>
      getPatient(tx as unknown as Reader<PatientTables>, given.as('trust', 'nurse'), supply.patientId),
    )
  const emails = () =>
    given.read('trust', async (tx) => {
      const rows = await (tx as unknown as Reader<NotificationTables>)
        .selectFrom('core.outgoing_email')
        .select(['email_id', 'subject_id', 'sealed'])
        .where('template', '=', somethingToDo.name)
        .execute()
      const ctx = given.system('trust')
      return await Promise.all(
        rows.map(({ email_id, subject_id, sealed }) =>
          openFor(tx, ctx, { subjectId: subject_id, class: 'message-body' }, emailPlace(email_id), sealed!),
        ),
      )
    })
  const round = () => remindOfStockChecks.work(given.system('trust'), {})
  /** Moves the clock to so many days before the last day for a delivery. */
  const daysBefore = async (number: number, days: number): Promise<void> => {
    const { deliverBy } = await given.read('trust', (tx) =>
      getDelivery(tx, given.tenants.trust, supply.deliveryId(number)),
    )
    given.clock.forward(daysBetween(given.clock.today(), addDays(deliverBy, -days)) * 86_400)
  }

  it('is not sent too early', async () => {
    await daysBefore(2, 22)
    await round()
    assert.equal((await emails()).length, 0)
  })
  it('is sent a week before the contact window, once, and says nothing of health but that there is something to do', async () => {
    await daysBefore(2, 21)
    await round()
    await round()
    await daysBefore(2, 20)
    await round()
    const [email, ...more] = await emails()
    assert.equal(more.length, 0)
    assert.match(email ?? '', /amina@example.com/)
    assert.match(email ?? '', /You have something to do in your health record/)
    assert.doesNotMatch(email ?? '', ABOUT_HEALTH)
  })
  it('is not sent for a record at which somebody must look first', async () => {
    const { version } = await patient()
    const nurse = given.as('trust', 'nurse', { rights: ['see-sensitive-records'] })
    await markSensitive(nurse, { patientId: supply.patientId, version, sensitive: true, reason: 'They asked us to' })
    await daysBefore(3, 21)
    await round()
    assert.equal((await emails()).length, 1)
  })
})
