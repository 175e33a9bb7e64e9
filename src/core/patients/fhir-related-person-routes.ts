import type { Context } from '../context.ts'
import { fhirCreate } from '../fhir/create.ts'
import { FhirProblem, fhirProblem } from '../fhir/fhir-problem.ts'
import { fhirRead, guarded } from '../fhir/read.ts'
import { COMMON_PARAMETERS, referenceParameter } from '../fhir/search-parameters.ts'
import { fhirSearch } from '../fhir/search.ts'
import { fhirUpdate } from '../fhir/update.ts'
import type { SentResource } from '../fhir/write.ts'
import { addRelatedPerson, changeRelatedPerson } from './commands/change-related-people.ts'
import { type FromRelatedPerson, fromRelatedPerson, toRelatedPerson } from './fhir/related-person.ts'
import { notKept, NOT_KEPT_WORDS } from './fhir/not-kept.ts'
import { RELATED_PERSON_PROFILE } from './fhir/systems.ts'
import * as policy from './policy.ts'
import {
  getRelatedPersonOfRecord,
  type RelatedPersonOfRecord,
  searchRelatedPeople,
} from './queries/search-related-people.ts'
import type { PatientTables } from './tables.ts'

type SentPerson = Exclude<FromRelatedPerson, { issues: unknown }>
interface ReadSubject extends RelatedPersonOfRecord, policy.RecordSubject {}

const parse = (resource: SentResource, _ctx: Context): SentPerson => {
  const understood = fromRelatedPerson(resource)
  if ('issues' in understood) throw new FhirProblem(422, understood.issues)
  return understood
}

const read = fhirRead<PatientTables, ReadSubject>({
  resourceType: 'RelatedPerson',
  profile: RELATED_PERSON_PROFILE,
  policy: policy.viewPatient,
  purpose: 'direct-care',
  load: async (tx, ctx, id) => {
    const found = await getRelatedPersonOfRecord(tx, ctx, id)
    return { ...found, patientId: found.person.patientId }
  },
  shows: ({ patientId }) => [patientId],
  toResource: ({ person }) => toRelatedPerson(person),
})

const PARAMETERS = {
  ...COMMON_PARAMETERS,
  patient: referenceParameter('Patient', 'The patient they are related to.'),
}

const search = fhirSearch({
  resourceType: 'RelatedPerson',
  profile: RELATED_PERSON_PROFILE,
  policy: policy.searchPatients,
  purpose: 'direct-care',
  parameters: PARAMETERS,
  find: async (tx: Parameters<typeof searchRelatedPeople>[0], ctx, { _id, _lastUpdated, patient }, page) => {
    if (ctx.actor.kind !== 'api-client' && !(_id ?? patient)) {
      throw fhirProblem(400, 'too-costly', 'Say whose related people to look for.', 'http.patient')
    }
    const ids = _id?.map((any) => any.map(({ code }) => code))
    return await searchRelatedPeople(tx, ctx, { ids, patientIds: patient, updated: _lastUpdated }, page)
  },
  shows: ({ person }) => [person.patientId],
  toResource: ({ person }) => toRelatedPerson(person),
})

fhirCreate<SentPerson>({
  resourceType: 'RelatedPerson',
  documentation: `Kept: one name, relationships, one telephone number, one e-mail address, one address, language, period, and what the person may be told. ${NOT_KEPT_WORDS}`,
  notes: notKept,
  policy: policy.changeRelatedPeople as never,
  purpose: 'direct-care',
  parse,
  read,
  search,
  async create(ctx, { patientId, person }) {
    const { relatedPersonId } = await addRelatedPerson(ctx, { patientId, person })
    return { id: relatedPersonId, version: 1 }
  },
})

fhirUpdate<SentPerson>({
  resourceType: 'RelatedPerson',
  notes: notKept,
  policy: policy.changeRelatedPeople as never,
  purpose: 'direct-care',
  parse,
  read,
  async update(ctx, id, version, { patientId, person }) {
    const current = await guarded<PatientTables, RelatedPersonOfRecord>(
      ctx,
      policy.changeRelatedPeople as never,
      (tx) => getRelatedPersonOfRecord(tx as never, ctx, id),
      { resourceType: 'RelatedPerson', id },
    )
    if (current.person.patientId !== patientId) {
      const words = 'Someone cannot be moved to another patient: add them there.'
      throw fhirProblem(422, 'not-supported', words, 'RelatedPerson.patient')
    }
    return { id, ...(await changeRelatedPerson(ctx, { relatedPersonId: id, version, person })) }
  },
})
