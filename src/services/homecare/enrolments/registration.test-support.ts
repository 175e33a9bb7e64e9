import assert from 'node:assert/strict'
import { recordNoKnownAllergies, registerPatient } from '../../../core/patients/index.ts'
import type { NewPatient } from '../../../core/patients/index.ts'
import { amina, name } from '../../../core/patients/people.test-support.ts'
import { givenCompany, givenScheme } from '../care.test-support.ts'
import type { HomecareTest, Place } from '../homecare.test-support.ts'
import type { HomecareWork } from '../tables.ts'
import type { Reader } from '../../../core/database/transaction.ts'
import { CHECKLIST } from './checklist.ts'
import { beginRegistration } from './commands/begin-registration.ts'
import { saveChecklist, saveDraft, savePlace } from './commands/change-draft.ts'
import { sendToPharmacy } from './commands/hand-on.ts'
import { submitRegistration } from './commands/submit-registration.ts'
import type { EnrolmentState } from './enrolment.ts'

export const ALL_CHECKS = Object.keys(CHECKLIST.value)
export const HOME = { lines: ['4 Sandmoor Drive'], city: 'Leeds', postcode: 'LS17 7DF' }
export const AGREED = { on: '2026-11-28', how: 'telephone' } as const
export const CHOICES = {
  supportProgramme: 'decline',
  sharpsBin: 'deliver',
  coldStore: 'fridge',
  openingStock: 2,
} as const

/** Two ways to reach her, so that a registration can be sent. */
export const REACHABLE: Pick<NewPatient, 'contactPoints'> = {
  contactPoints: [
    { system: 'phone', use: 'mobile', value: '+447700900982', source: 'patient', confirmedOn: '2026-11-01' },
    { system: 'phone', use: 'home', value: '+441632960982', source: 'patient', confirmedOn: '2026-11-01' },
  ],
}

const FAMILIES = 'Osei Novak Brandt Silva Murphy Tanaka Dubois Rossi Petrov Haddad Larsen Quigley Yilmaz Zhou'.split(
  ' ',
)

export interface Begun {
  readonly patientId: string
  readonly companyId: string
  readonly schemeId: string
  readonly enrolmentId: string
}

/** Registrations of a test, each brought by the real commands as far as it is wanted. */
export class Registrations {
  readonly given: HomecareTest
  constructor(given: HomecareTest) {
    this.given = given
  }

  async state(enrolmentId: string, place: Place = 'trust'): Promise<EnrolmentState | undefined> {
    return (await this.row(enrolmentId, place))?.state
  }
  row(enrolmentId: string, place: Place = 'trust') {
    return this.given.read(place, (tx: Reader<HomecareWork>) =>
      tx
        .selectFrom('homecare.enrolment')
        .selectAll()
        .where('tenant_id', '=', this.given.tenants[place])
        .where('enrolment_id', '=', enrolmentId)
        .executeTakeFirst(),
    )
  }
  async version(enrolmentId: string, place: Place = 'trust'): Promise<number> {
    return (await this.row(enrolmentId, place))?.version ?? 0
  }
  async which(enrolmentId: string, place: Place = 'trust') {
    return { enrolmentId, version: await this.version(enrolmentId, place) }
  }
  /** Codes of the tasks of a registration that are open. */
  async tasks(entityId: string, place: Place = 'trust'): Promise<string[]> {
    const rows = await this.given.read(place, (tx) =>
      (
        tx as unknown as Reader<{
          'core.task': { tenant_id: string; reason: string; entity_id: string | null; closed_at: Date | null }
        }>
      )
        .selectFrom('core.task')
        .select('reason')
        .where('tenant_id', '=', this.given.tenants[place])
        .where('entity_id', '=', entityId)
        .where('closed_at', 'is', null)
        .orderBy('reason')
        .execute(),
    )
    return rows.map(({ reason }) => reason)
  }
  async patient(over: Partial<NewPatient> = {}, sensitive = false): Promise<string> {
    const nurse = this.given.as('trust', 'nurse')
    const answer = await registerPatient(nurse, {
      ...amina({ ...REACHABLE, ...(over.nhsNumber ? {} : this.#somebody()), ...over }),
      sensitive,
    })
    assert.ok('patientId' in answer && !('refused' in answer))
    await recordNoKnownAllergies(nurse, { patientId: answer.patientId, version: 1 })
    return answer.patientId
  }

  /** Someone who is like nobody else: a company asks a person about those who are alike. */
  #somebody(): Pick<NewPatient, 'names' | 'birthDate'> {
    this.#last += 1
    const family = FAMILIES[this.#last % FAMILIES.length]!
    return { names: [name('Amina', family)], birthDate: `${1930 + this.#last}-06-15` }
  }
  #last = 0

  async begun(
    over: { patientId?: string; isOnTroth?: boolean; companyId?: string; schemeId?: string } = {},
  ): Promise<Begun> {
    const { given } = this
    const patientId = over.patientId ?? (await this.patient())
    const companyId = over.companyId ?? (await givenCompany(given, over.isOnTroth ?? true))
    const schemeId = over.schemeId ?? (await givenScheme(given, [companyId]))
    const owner = { accountId: given.idOf('trust', 'nurse') }
    const made = await beginRegistration(given.as('trust', 'nurse'), { patientId, companyId, schemeId, owner })
    assert.ok('enrolmentId' in made, JSON.stringify(made))
    return { patientId, companyId, schemeId, enrolmentId: made.enrolmentId }
  }
  /** Everything asked, and ready for pharmacy. */
  async written(over: Parameters<Registrations['begun']>[0] = {}): Promise<Begun> {
    const begun = await this.begun(over)
    const nurse = this.given.as('trust', 'nurse')
    const { enrolmentId } = begun
    await saveDraft(nurse, { ...(await this.which(enrolmentId)), part: { agreement: AGREED } })
    await savePlace(nurse, { ...(await this.which(enrolmentId)), place: { address: HOME } })
    await saveDraft(nurse, { ...(await this.which(enrolmentId)), part: CHOICES, note: 'Ring the side bell' })
    return begun
  }
  async withPharmacy(over: Parameters<Registrations['begun']>[0] = {}): Promise<Begun> {
    const begun = await this.written(over)
    const sent = await sendToPharmacy(this.given.as('trust', 'nurse'), await this.which(begun.enrolmentId))
    assert.deepEqual(sent.refusals, [])
    return begun
  }
  async checked(over: Parameters<Registrations['begun']>[0] = {}): Promise<Begun> {
    const begun = await this.withPharmacy(over)
    const pharmacist = this.given.as('trust', 'pharmacist')
    await saveChecklist(pharmacist, { ...(await this.which(begun.enrolmentId)), checked: ALL_CHECKS })
    return begun
  }
  async submitted(over: Parameters<Registrations['begun']>[0] = {}): Promise<Begun> {
    const begun = await this.checked(over)
    const sent = await submitRegistration(this.given.as('trust', 'pharmacist'), await this.which(begun.enrolmentId))
    assert.deepEqual(sent.refusals, [])
    return begun
  }
}
