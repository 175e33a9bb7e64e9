import { NotFoundError } from '../../../core/errors.ts'
import { fhirProblem } from '../../../core/fhir/fhir-problem.ts'
import { fhirRead } from '../../../core/fhir/read.ts'
import { tokenParameter } from '../../../core/fhir/search-parameters.ts'
import { fhirSearch } from '../../../core/fhir/search.ts'
import type { MedicineTables } from '../../../core/medicines/index.ts'
import type { DictionaryEntry } from './dictionary-entry.ts'
import { toMedication } from './fhir/medication.ts'
import { DMD_SYSTEM, MEDICATION_PROFILE } from './fhir/systems.ts'
import { readMedicines } from './policy.ts'
import { listDictionaryEntries } from './queries/medicines.ts'

fhirRead<MedicineTables, DictionaryEntry>({
  resourceType: 'Medication',
  profile: MEDICATION_PROFILE,
  policy: readMedicines,
  purpose: 'direct-care',
  load: async (tx, _ctx, id) => {
    const [entry] = await listDictionaryEntries(tx as never, [id])
    if (entry === undefined) throw new NotFoundError('Medicine')
    return entry
  },
  // The dictionary is about nobody.
  shows: () => [],
  toResource: toMedication,
})

fhirSearch({
  resourceType: 'Medication',
  profile: MEDICATION_PROFILE,
  policy: readMedicines,
  purpose: 'direct-care',
  parameters: {
    _id: tokenParameter('The id of the resource, which is the dm+d identifier.'),
    code: tokenParameter('The dm+d identifier of a product (VMP) or brand (AMP).'),
  },
  find: async (tx: Parameters<typeof listDictionaryEntries>[0], _ctx, { _id, code }, { count, cursor }) => {
    const lists = [
      ...(_id ?? []).map((any) => any.map((token) => token.code)),
      ...(code ?? []).map((any) =>
        any.filter(({ system }) => system === undefined || system === DMD_SYSTEM).map((token) => token.code),
      ),
    ]
    const [first, ...others] = lists
    if (first === undefined) throw fhirProblem(400, 'too-costly', 'Say which code to look for.', 'http.code')
    const wanted = first.filter((id) => others.every((any) => any.includes(id)))
    const entries = (await listDictionaryEntries(tx, wanted)).filter(({ id }) => cursor === undefined || id > cursor)
    const found = entries.slice(0, count)
    return { found, next: entries.length > count ? found.at(-1)?.id : undefined }
  },
  shows: () => [],
  toResource: toMedication,
})
