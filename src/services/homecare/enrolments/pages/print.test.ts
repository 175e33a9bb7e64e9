import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { findSignedInOfTest, signInForTest } from '../../../../../test/support/staff-session.ts'
import { buildServer } from '../../../../core/http/server.ts'
import { DEMONSTRATION } from '../../../../core/documents/printed-document.ts'
import { readPdf } from '../../../../core/pdf/read-pdf.test-support.ts'
import type { NamedRight, StaffRole } from '../../../../core/policy/roles.ts'
import { formatNhsNumber } from '../../../../core/values/nhs-number.ts'
import { HomecareTest, type PersonName, type Place } from '../../homecare.test-support.ts'
import { answerRegistration } from '../commands/answer-registration.ts'
import { saveChecklist, saveDraft, savePlace } from '../commands/change-draft.ts'
import { sendToPharmacy } from '../commands/hand-on.ts'
import { submitRegistration } from '../commands/submit-registration.ts'
import { registrationPaths as to } from '../paths.ts'
import { AGREED, ALL_CHECKS, HOME, Registrations } from '../registration.test-support.ts'
import '../../../../nouns.ts'

const ROLES = {
  nurse: 'nurse',
  pharmacist: 'pharmacist',
  coordinator: 'homecare-coordinator',
  receptionist: 'receptionist',
} as const satisfies Partial<Record<PersonName, StaffRole>>

describe('The form of a homecare registration', () => {
  const given = new HomecareTest()
  const all = new Registrations(given)
  const servers: Record<'real' | 'demonstration', FastifyInstance | undefined> = {
    real: undefined,
    demonstration: undefined,
  }
  before(async () => {
    for (const kind of ['real', 'demonstration'] as const)
      servers[kind] = await buildServer(given.test.platform, {
        findSignedIn: findSignedInOfTest,
        demonstration: kind === 'demonstration',
        publicUrl: 'http://localhost',
        rateLimits: false,
      })
  })
  after(async () => {
    for (const server of Object.values(servers)) await server?.close()
  })

  const get = async (
    enrolmentId: string,
    person: keyof typeof ROLES = 'pharmacist',
    over: { place?: Place; rights?: readonly NamedRight[]; kind?: keyof typeof servers } = {},
  ) => {
    const { place = 'trust', rights = [], kind = 'real' } = over
    const at = { tenantId: given.tenants[place], rights }
    const { cookies } = await signInForTest(given.test, given.idOf(place, person), [ROLES[person]], at)
    const url = `${to.print(enrolmentId)}?format=pdf`
    const answer = await servers[kind]!.inject({ method: 'GET', url, cookies })
    const isPdf = answer.headers['content-type'] === 'application/pdf'
    return { status: answer.statusCode, isPdf, answer }
  }
  const pdfOf = async (...asked: Parameters<typeof get>) => {
    const { isPdf, answer } = await get(...asked)
    assert.ok(isPdf, answer.body.slice(0, 300))
    return { ...(await readPdf(answer.rawPayload)), name: String(answer.headers['content-disposition']) }
  }
  const numberOf = async (patientId: string) => {
    const row = await given.read('trust', (tx) =>
      tx
        .selectFrom('core.patient')
        .select('nhs_number')
        .where('tenant_id', '=', given.tenants.trust)
        .where('patient_id', '=', patientId)
        .executeTakeFirstOrThrow(),
    )
    return formatNhsNumber(row.nhs_number ?? '')
  }

  for (const isOnTroth of [true, false])
    it(`says what is held, with lines for the rest, for a company that ${isOnTroth ? 'uses' : 'does not use'} Troth`, async () => {
      const { enrolmentId, patientId } = await all.submitted({ isOnTroth })
      const { text, heard, name } = await pdfOf(enrolmentId)
      for (const words of [
        'Amina',
        await numberOf(patientId),
        'Adalimumab',
        HOME.postcode,
        'New patient',
        'has not answered yet',
        'No known allergies',
        'Sharps bin Needed',
      ])
        assert.ok(text.includes(words), words)
      const said = heard.map((one) => one.text)
      for (const label of ['Consultant', 'Dose', 'Weight', 'Paid for by', 'Order number'])
        assert.ok(said.includes(label), label)
      assert.match(name, /homecare-registration/)
      assert.doesNotMatch(name, /Amina|Adalimumab/)
    })
  it('says what kind of place deliveries go to, and whom to call there', async () => {
    const { enrolmentId } = await all.submitted({ isOnTroth: false })
    const address = { ...HOME, kind: 'work', telephone: '+441632960001' } as const
    await savePlace(given.as('trust', 'nurse'), { ...(await all.which(enrolmentId)), place: { address } })
    assert.match((await pdfOf(enrolmentId)).text, /LS17 7DF,? \(work\),? telephone 01632 960 ?001/)
  })
  it('says what the company answered', async () => {
    const { enrolmentId } = await all.submitted({ isOnTroth: false })
    await answerRegistration(given.as('trust', 'pharmacist'), {
      ...(await all.which(enrolmentId)),
      body: { answer: 'accept', accountReference: 'S-12' },
      onBehalf: { source: 'telephone', saidOn: '2026-11-30' },
    })
    assert.match(
      (await pdfOf(enrolmentId)).text,
      /Accepted on 30 November 2026 by Second Homecare Their reference S-12/,
    )
  })
  it('bears the mark of a demonstration in one', async () => {
    const { enrolmentId } = await all.submitted()
    assert.ok((await pdfOf(enrolmentId, 'pharmacist', { kind: 'demonstration' })).text.includes(DEMONSTRATION))
  })
  it('is not for other roles, other organisations, or before it is sent', async () => {
    const { enrolmentId } = await all.submitted()
    await given.carry()
    for (const person of ['nurse', 'receptionist'] as const) {
      assert.equal((await get(enrolmentId, person)).status, 403, person)
    }
    assert.equal((await get(enrolmentId, 'pharmacist', { place: 'otherTrust' })).status, 404)
    assert.equal((await get(enrolmentId, 'coordinator', { place: 'company' })).status, 403)
    const { isPdf, answer } = await get((await all.checked()).enrolmentId)
    assert.equal(isPdf, false)
    assert.match(answer.body, /It can be printed once pharmacy has marked it as sent/)
  })
  it('of a sensitive record has no address and no telephone but for those who may see them', async () => {
    const rights = ['see-sensitive-records'] as const
    const { enrolmentId } = await all.begun({ patientId: await all.patient({}, true), isOnTroth: false })
    const able = given.as('trust', 'nurse', { rights })
    await savePlace(able, { ...(await all.which(enrolmentId)), place: { address: HOME } })
    const part = { agreement: AGREED, supportProgramme: 'none' } as const
    await saveDraft(able, { ...(await all.which(enrolmentId)), part })
    await sendToPharmacy(able, await all.which(enrolmentId))
    const pharmacist = given.as('trust', 'pharmacist', { rights })
    await saveChecklist(pharmacist, { ...(await all.which(enrolmentId)), checked: ALL_CHECKS })
    assert.deepEqual((await submitRegistration(pharmacist, await all.which(enrolmentId))).refusals, [])
    const hidden = await pdfOf(enrolmentId)
    assert.doesNotMatch(hidden.text, /Sandmoor|LS17|960982|900982/)
    assert.match(hidden.text, /Deliver to Not shown: this is a sensitive record/)
    assert.match((await pdfOf(enrolmentId, 'pharmacist', { rights })).text, /LS17 7DF/)
  })
})
