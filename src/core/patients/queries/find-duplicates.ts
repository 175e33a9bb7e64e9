import { sql, type RawBuilder } from 'kysely'
import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import { emailKey } from '../../values/email-address.ts'
import { namePrefixRange, words } from '../../values/name-search.ts'
import type { HumanName } from '../../values/person-name.ts'
import { postcodeSearchKey } from '../../values/postcode.ts'
import { isProbable, isSameRecord, match, type Match } from '../match.ts'
import { hasNhsNumber, type Patient, type PatientDetails } from '../patient.ts'
import { findPatients, type Reading } from '../queries.ts'
import { identifierKey } from '../search-keys.ts'
import type { PatientTables } from '../tables.ts'

export interface Duplicate extends Match {
  readonly patient: Patient
}

/** Most records of one kind of likeness that are looked at. */
const MOST_ALIKE = 60

/**
 * Live records that are probably this person's, most likely first. They are compared as this reader may see them, so that
 * a reason never tells where someone with a sensitive record lives.
 */
export async function findDuplicates(
  tx: Reader<PatientTables>,
  who: Reading,
  details: PatientDetails,
): Promise<Duplicate[]> {
  const { rows } = await sql<{ patient_id: string }>`
    select distinct coalesce(patient.merged_into, patient.patient_id) as patient_id
    from (${sql.join(likenesses(who.tenantId, details), sql` union all `)}) as alike
    join core.patient as patient on patient.tenant_id = ${who.tenantId} and patient.patient_id = alike.patient_id`.execute(
    tx,
  )
  const patients = await findPatients(
    tx,
    who,
    rows.map((row) => row.patient_id),
  )
  return [...patients.values()]
    .map((patient) => ({ patient, ...match(details, patient) }))
    .filter((each) => isProbable(each) || isSameRecord(each))
    .sort((one, other) => other.score - one.score || (one.patient.patientId < other.patient.patientId ? -1 : 1))
    .slice(0, 20)
}

function likenesses(tenantId: string, details: PatientDetails): RawBuilder<unknown>[] {
  const { nhsNumber, birthDate, names, identifiers, addresses, contactPoints } = details
  const limited = (part: RawBuilder<unknown>) => sql`(${part} limit ${MOST_ALIKE})`
  const keys = (kind: string, wanted: readonly string[]) =>
    wanted.length === 0
      ? []
      : [
          limited(sql`select patient_id from core.patient_search_key where tenant_id = ${tenantId} and kind = ${kind}
            and key = any(${wanted}::text[])`),
        ]
  const [year, month, day] = (birthDate ?? '').split('-')
  const births = birthDate === undefined ? [] : [birthDate, ...(Number(day) <= 12 ? [`${year}-${day}-${month}`] : [])]
  return [
    sql`(select null::uuid as patient_id where false)`,
    ...(hasNhsNumber(nhsNumber)
      ? [
          limited(sql`select patient_id from core.patient where tenant_id = ${tenantId}
            and nhs_number = ${nhsNumber.number} and merged_into is null`),
        ]
      : []),
    ...births.map((date) =>
      limited(sql`select patient_id from core.patient where tenant_id = ${tenantId} and birth_date = ${date}`),
    ),
    ...names.flatMap((name) => nameLikeness(tenantId, name)).map(limited),
    ...keys('identifier', identifiers.map(identifierKey)),
    ...keys(
      'postcode',
      addresses.flatMap(({ postcode }) => (postcode ? [postcodeSearchKey(postcode)] : [])),
    ),
    ...keys(
      'telephone',
      contactPoints.flatMap(({ system, value }) => (system === 'email' ? [] : [value])),
    ),
    ...keys(
      'email',
      contactPoints.flatMap(({ system, value }) => (system === 'email' ? [emailKey(value)] : [])),
    ),
  ]
}

/** Records whose key begins with family name and first given name, in either order. */
function nameLikeness(tenantId: string, name: HumanName): RawBuilder<unknown>[] {
  const [family, given] = [words(name.family).join(' '), words(name.given[0] ?? '')[0] ?? '']
  return ['family', 'given'].map((kind) => {
    const { from, before } = namePrefixRange(`${family} ${given}`.trim())
    return sql`select patient_id from core.patient_search_key where tenant_id = ${tenantId} and kind = ${kind}
      and key >= ${from} and key < ${before}`
  })
}

/**
 * For imports: which live records have the same family name, first given name and birth date, for any number of people in
 * one round trip. The answers are in the order of the people.
 */
export async function findSameNameAndBirthDate(
  tx: Reader<PatientTables>,
  by: Pick<Context, 'tenantId'>,
  people: readonly Pick<PatientDetails, 'names' | 'birthDate'>[],
): Promise<string[][]> {
  const wanted = people.flatMap(({ names, birthDate }, at) =>
    birthDate === undefined
      ? []
      : names.map((name) => {
          const prefix = `${words(name.family).join(' ')} ${words(name.given[0] ?? '')[0] ?? ''}`.trim()
          return { at, birthDate, ...namePrefixRange(prefix) }
        }),
  )
  const answers = people.map(() => new Set<string>())
  if (wanted.length === 0) return answers.map(() => [])
  const { rows } = await sql<{ at: number; patient_id: string }>`
    select wanted.at, coalesce(patient.merged_into, patient.patient_id) as patient_id
    from unnest(${wanted.map(({ at }) => at)}::int[], ${wanted.map(({ birthDate }) => birthDate)}::date[],
      ${wanted.map(({ from }) => from)}::text[], ${wanted.map(({ before }) => before)}::text[])
      as wanted (at, birth_date, key_from, key_before)
    cross join lateral (
      select patient_id from core.patient_search_key as found
      where found.tenant_id = ${by.tenantId} and found.kind = 'family' and found.key >= wanted.key_from
        and found.key < wanted.key_before and found.birth_date = wanted.birth_date
      limit 10
    ) as found
    join core.patient as patient on patient.tenant_id = ${by.tenantId} and patient.patient_id = found.patient_id`.execute(
    tx,
  )
  for (const { at, patient_id } of rows) answers[at]?.add(patient_id)
  return answers.map((ids) => [...ids])
}
