import { after, before } from 'node:test'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import { movingClock, type MovingClock } from '../../../test/support/identity.ts'
import { systemContext, type Context } from '../../core/context.ts'
import { inTenant, readInTenant } from '../../core/database/in-tenant.ts'
import type { Reader, Tx } from '../../core/database/transaction.ts'
import { registerRecipient } from '../../core/disclosures/index.ts'
import { applyDisclosure, deliverDisclosure } from '../../core/disclosures/jobs.ts'
import type { DisclosureTables } from '../../core/disclosures/tables.ts'
import { SAMPLE } from '../../core/medicines/sample.test-support.ts'
import { recordNoKnownAllergies, registerPatient, type NewPatient } from '../../core/patients/index.ts'
import { amina } from '../../core/patients/people.test-support.ts'
import type { NamedRight, StaffRole } from '../../core/policy/roles.ts'
import { addStaff } from '../../core/tasks/people.test-support.ts'
import { createOrganisation } from '../../core/tenancy/create-organisation.ts'
import type { Moved } from '../../core/values/state-machine.ts'
import { newUuid } from '../../core/values/uuid.ts'
import { allSayings } from './exchange/commands/saying.ts'
import { beginWith } from './steps/commands/take-step.ts'
import type { MachineName } from './steps/step.ts'
import type { HomecareWork } from './tables.ts'

/** Where the people of a test work. The trust registers and prescribes, the company supplies, the surgery is told. */
export type Place = 'trust' | 'otherTrust' | 'company' | 'surgery'
type Person = { readonly name: string; readonly role: StaffRole; readonly rights?: readonly NamedRight[] }

const PEOPLE = {
  doctor: { name: 'Dr Anil Rao', role: 'doctor' },
  pharmacist: { name: 'Farah Siddiqui', role: 'pharmacist' },
  nurse: { name: 'Joseph Mensah', role: 'nurse' },
  technician: { name: 'Lucy Barnes', role: 'pharmacy-technician' },
  coordinator: { name: 'Dawn Hopkins', role: 'homecare-coordinator' },
  receptionist: { name: 'Tom Hughes', role: 'receptionist' },
  administrator: { name: 'Claire Whitfield', role: 'administrator' },
} as const satisfies Record<string, Person>
export type PersonName = keyof typeof PEOPLE

/** Someone has a step in the past that no test plays through: as a row that was brought in from another system has. */
export const brought = (to: string): Moved<string, string> =>
  ({ from: 'not-begun', event: 'import', to }) as Moved<string, string>

/**
 * Two trusts, a homecare company and a surgery on one database, with people of every role, and a clock that the test moves.
 * Call it inside `describe`. The trust and the company are on each other's register of recipients for every saying.
 */
export class HomecareTest {
  test!: TestPlatform
  clock!: MovingClock
  readonly tenants = {} as Record<Place, string>
  readonly #people = new Map<string, string>()
  #last = 0

  constructor(start = '2026-11-30T09:00:00Z') {
    before(async () => {
      this.clock = movingClock(start)
      this.test = await startTestPlatform(this.clock)
      const { platform } = this.test
      this.tenants.trust = this.test.tenantId
      this.tenants.otherTrust = this.test.otherTenantId
      this.tenants.company = await createOrganisation(platform, {
        slug: 'brightwell',
        name: 'Brightwell Homecare',
        kind: 'homecare-company',
        odsCode: 'Z9H01',
      })
      this.tenants.surgery = await createOrganisation(platform, {
        slug: 'meadow-lane',
        name: 'Meadow Lane Surgery',
        kind: 'gp-practice',
        odsCode: 'Z99001',
      })
      for (const place of Object.keys(this.tenants) as Place[]) {
        for (const [key, { name, role }] of Object.entries(PEOPLE)) {
          const unique = `${name} ${(this.#last += 1)}`
          this.#people.set(`${place} ${key}`, await addStaff(this.test, this.tenants[place], unique, [role]))
        }
      }
      await this.allow('trust', 'brightwell')
      await this.allow('otherTrust', 'brightwell')
      await this.allow('company', 'riverside')
      await this.allow('company', 'hillview')
      await this.allow('trust', 'meadow-lane', 'Z99001')
    })
    after(() => this.test.stop())
  }

  /** A person of an organisation, about to give care. */
  as(place: Place, person: PersonName, over: Partial<Context> & { rights?: readonly NamedRight[] } = {}): Context {
    const { rights, ...rest } = over
    return this.test.as([PEOPLE[person].role], {
      tenantId: this.tenants[place],
      actorId: this.idOf(place, person),
      ...(rights ? { rights } : {}),
      ...rest,
    })
  }
  idOf(place: Place, person: PersonName): string {
    return this.#people.get(`${place} ${person}`)!
  }
  system(place: Place): Context {
    return systemContext(this.test.platform, this.tenants[place], newUuid(this.clock.now()))
  }
  read<Result>(place: Place, work: (tx: Reader<HomecareWork>) => Promise<Result>): Promise<Result> {
    return readInTenant<HomecareWork, Result>({ db: this.test.platform.db, tenantId: this.tenants[place] }, work)
  }
  write<Result>(place: Place, work: (tx: Tx<HomecareWork>) => Promise<Result>): Promise<Result> {
    return inTenant<HomecareWork, Result>({ db: this.test.platform.db, tenantId: this.tenants[place] }, work)
  }
  newId(): string {
    return newUuid(this.clock.now())
  }

  /** Enters an organisation on another's register, for everything that homecare says. */
  async allow(place: Place, slug: string, odsCode?: string): Promise<void> {
    if (allSayings().length === 0) return
    const ctx = this.as(place, 'administrator', { purpose: 'administration' })
    await registerRecipient(ctx, { slug, name: slug, agreement: 'DSA 7', kinds: allSayings(), odsCode })
  }

  /** Amina Khan, who has no known allergies. */
  async patient(over: Partial<NewPatient> = {}, place: Place = 'trust'): Promise<string> {
    const nurse = this.as(place, 'nurse')
    const answer = await registerPatient(nurse, amina(over))
    if ('refused' in answer) throw new Error(`Not registered: ${answer.refused}`)
    await recordNoKnownAllergies(nurse, { patientId: answer.patientId, version: 1 })
    return answer.patientId
  }

  /** Carries everything that waits between the organisations, until nothing does; the newest first when told so. Returns how many were applied. */
  async carry(order: 'asc' | 'desc' = 'asc'): Promise<number> {
    let applied = 0
    for (let isMoving = true; isMoving;) {
      isMoving = false
      for (const place of Object.keys(this.tenants) as Place[]) {
        const tenantId = this.tenants[place]
        const outbox = await this.#rows(place, (tx) =>
          tx
            .selectFrom('core.disclosure_outbox')
            .select('disclosure_id as id')
            .where('tenant_id', '=', tenantId)
            .where('delivered_at', 'is', null)
            .where('stopped_at', 'is', null)
            .orderBy('disclosure_id')
            .execute(),
        )
        for (const { id } of outbox) await deliverDisclosure.work(this.system(place), { disclosureId: id })
        const inbox = await this.#rows(place, (tx) =>
          tx
            .selectFrom('core.disclosure_inbox')
            .select(['disclosure_id as id', 'sender_tenant_id as senderId'])
            .where('tenant_id', '=', tenantId)
            .where('applied_at', 'is', null)
            .where('superseded_at', 'is', null)
            .orderBy('disclosure_id', order)
            .execute(),
        )
        for (const { id, senderId } of inbox) {
          await applyDisclosure.work(this.system(place), { senderId, disclosureId: id })
          applied += 1
        }
        isMoving ||= outbox.length + inbox.length > 0
      }
    }
    return applied
  }
  #rows<Row>(place: Place, work: (tx: Reader<DisclosureTables>) => Promise<Row[]>): Promise<Row[]> {
    return readInTenant<DisclosureTables, Row[]>({ db: this.test.platform.db, tenantId: this.tenants[place] }, work)
  }

  /** Writes the step with which a row of a machine stands in a state from the beginning. Insert the row after it. */
  async bringStep(tx: Tx<HomecareWork>, place: Place, machine: MachineName, id: string, patientId: string, to: string) {
    const ctx = this.system(place)
    await beginWith(tx, ctx, { machine, id, patientId, moved: brought(to), role: 'system', source: 'import' })
  }
}

export { SAMPLE }
