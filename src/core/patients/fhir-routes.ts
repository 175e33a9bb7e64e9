import type { Context } from '../context.ts'
import { ConflictError } from '../errors.ts'
import { fhirCreate } from '../fhir/create.ts'
import { FhirProblem, fhirProblem } from '../fhir/fhir-problem.ts'
import { fhirRead, guarded } from '../fhir/read.ts'
import { fhirSearch } from '../fhir/search.ts'
import { fhirUpdate } from '../fhir/update.ts'
import type { SentResource } from '../fhir/write.ts'
import { registerPatient } from './commands/register-patient.ts'
import { updatePatients } from './commands/update-patients.ts'
import { type FromPatient, fromPatient } from './fhir/from-patient.ts'
import { notKept, NOT_KEPT_WORDS } from './fhir/not-kept.ts'
import { PATIENT_PARAMETERS, type PatientCriteria, recordSearch } from './fhir/search.ts'
import { PATIENT_PROFILE } from './fhir/systems.ts'
import { linksOf, toPatient } from './fhir/to-patient.ts'
import { keepContactFacts } from './keep-contact-facts.ts'
import * as policy from './policy.ts'
import { countRecords, getRecordWithLinks, type RecordWithLinks, searchRecords } from './queries/search-records.ts'
import type { PatientTables } from './tables.ts'

type SentPatient = Exclude<FromPatient, { issues: unknown }>

const KEPT =
  'Kept: NHS number with its status, other identifiers, names, telecom, gender, birthDate, deceased, address, communication, one generalPractitioner (by ODS code), and the UK Core extensions of birth sex, death notification, interpreter, contact preference and NHS number status. A meta.security of R (or V) marks the record sensitive, in a create as in an update: nobody without the right then sees address, telecom and generalPractitioner. It is never lifted here: people do that. contact is refused: send each contact as a RelatedPerson. Links are made by merging records.'

const parse = (resource: SentResource, ctx: Context): SentPatient => {
  const understood = fromPatient(resource, ctx.clock.today())
  if ('issues' in understood) throw new FhirProblem(422, understood.issues)
  return understood
}

const resourceOf = ({ patient, replaces }: RecordWithLinks) => toPatient(patient, replaces)

interface ReadSubject extends RecordWithLinks, policy.RecordSubject {}

const read = fhirRead<PatientTables, ReadSubject>({
  resourceType: 'Patient',
  profile: PATIENT_PROFILE,
  policy: policy.viewPatient,
  purpose: 'direct-care',
  load: async (tx, ctx, id) => {
    const record = await getRecordWithLinks(tx, ctx, id)
    return { ...record, patientId: record.patient.patientId, sensitive: record.patient.sensitive }
  },
  shows: ({ patientId }) => [patientId],
  toResource: resourceOf,
})

const search = fhirSearch({
  resourceType: 'Patient',
  profile: PATIENT_PROFILE,
  policy: policy.searchPatients,
  purpose: 'direct-care',
  parameters: PATIENT_PARAMETERS,
  find: async (tx: Parameters<typeof searchRecords>[0], ctx, criteria, page) => {
    const { records, next } = await searchRecords(tx, ctx, narrowEnough(ctx, criteria), page)
    return { found: records, next }
  },
  count: (tx, ctx, criteria) => countRecords(tx, ctx, narrowEnough(ctx, criteria)),
  shows: ({ patient }) => [patient.patientId],
  toResource: resourceOf,
})

/** People look for someone; only a system may ask for everyone, for example to keep a copy up to date. */
function narrowEnough(ctx: Context, criteria: PatientCriteria) {
  const { _id, identifier, name, family, given, birthdate } = criteria
  if (ctx.actor.kind !== 'api-client' && !(_id ?? identifier ?? name ?? family ?? given ?? birthdate)) {
    throw fhirProblem(400, 'too-costly', 'Say who to look for: an identifier, a name or a birth date.')
  }
  return recordSearch(criteria)
}

fhirCreate<SentPatient>({
  resourceType: 'Patient',
  documentation: `${KEPT} ${NOT_KEPT_WORDS}`,
  notes: notKept,
  policy: policy.registerPatient,
  purpose: 'direct-care',
  parse,
  read,
  search,
  async create(ctx, { patient, sensitive, links }) {
    if (links.length > 0) throw fhirProblem(422, 'not-supported', 'A new record has no links.', 'Patient.link')
    const answer = await registerPatient(ctx, { ...patient, sensitive })
    if ('refused' in answer) throw numberInUse()
    return { id: answer.patientId, version: 1 }
  },
})

fhirUpdate<SentPatient>({
  resourceType: 'Patient',
  notes: notKept,
  policy: policy.updatePatient,
  purpose: 'direct-care',
  parse,
  read,
  async update(ctx, id, version, sent) {
    const current = await guarded<PatientTables, RecordWithLinks>(
      ctx,
      policy.updatePatient as never,
      (tx) => getRecordWithLinks(tx as never, ctx, id),
      { resourceType: 'Patient', id },
    )
    refuseOtherLinks(current, sent)
    const patient = keepContactFacts(current.patient, sent.patient)
    const [answer] = await updatePatients(ctx, [{ patientId: id, version, patient, sensitive: sent.sensitive }])
    if (answer === undefined) throw new Error('A command must answer for each input')
    if (!('refused' in answer)) return { id, version: answer.version }
    switch (answer.refused) {
      case 'stale':
        throw new ConflictError('The record was changed by someone else')
      case 'nhs-number-in-use':
        throw numberInUse()
      case 'merged': {
        const words = 'This record was merged into another: change the one that Patient.link leads to.'
        throw fhirProblem(409, 'conflict', words, 'Patient.link')
      }
      case 'not-found':
        throw fhirProblem(404, 'not-found', 'There is no such record.', 'Patient.id')
    }
  },
})

/** Merging is an act of its own, by people: links go out and come back, but cannot be changed by sending others. */
function refuseOtherLinks({ patient, replaces }: RecordWithLinks, sent: SentPatient): void {
  if (sent.links.length > 0 && sent.links.join() !== linksOf(patient, replaces).join()) {
    throw fhirProblem(422, 'not-supported', 'Links are made by merging records, not by changing one.', 'Patient.link')
  }
}

const numberInUse = () =>
  fhirProblem(409, 'duplicate', 'Another record of this organisation has this NHS number.', 'Patient.identifier')
