import { sql, type RawBuilder, type Updateable } from 'kysely'
import type { Context } from '../../context.ts'
import { columnsOf } from '../../database/columns-of.ts'
import type { Tx } from '../../database/transaction.ts'
import { ConflictError } from '../../errors.ts'
import type { PatientDetails } from '../patient.ts'
import { isUuid } from '../../values/uuid.ts'
import { detailColumnsOf, type DetailColumns, type PatientRow } from '../record-row.ts'
import { searchKeysOf } from '../search-keys.ts'
import { patientDataMap, type PatientTables } from '../tables.ts'
import { tellOfAllergies } from './on-allergies.ts'
import { tellOfDeaths } from './on-death.ts'

type By = Pick<Context, 'tenantId' | 'clock'>

/** A record about to be written, as one row. */
export interface RowToStore {
  readonly patientId: string
  readonly details: PatientDetails
  readonly sensitive: boolean
}

/** The type of each column, so that any number of rows travel as one parameter. */
const COLUMN_TYPES: { readonly [Column in keyof DetailColumns]: string } = {
  nhs_number: 'text',
  nhs_number_absence: 'text',
  nhs_number_status: 'text',
  identifiers: 'jsonb',
  names: 'jsonb',
  birth_date: 'date',
  gender: 'text',
  birth_sex: 'text',
  gender_identity: 'text',
  same_as_at_birth: 'text',
  death_notice: 'text',
  died_on: 'date',
  death_source: 'text',
  addresses: 'jsonb',
  contact_points: 'jsonb',
  preferred_channel: 'text',
  language: 'text',
  interpreter_required: 'boolean',
  accessible_needs: 'text[]',
  needs_asked_on: 'date',
  general_practice: 'text',
}
const COLUMNS = Object.keys(COLUMN_TYPES) as readonly (keyof DetailColumns)[]

const list = (make: (column: keyof DetailColumns) => RawBuilder<unknown>): RawBuilder<unknown> =>
  sql.join(COLUMNS.map(make))
const columnNames = list((column) => sql.ref(column))
const shape = sql`patient_id uuid, sensitive boolean, ${list((column) => sql`${sql.ref(column)} ${sql.raw(COLUMN_TYPES[column])}`)}`

const asJson = (rows: readonly RowToStore[]): RawBuilder<unknown> =>
  sql`${JSON.stringify(
    rows.map(({ patientId, details, sensitive }) => ({
      patient_id: patientId,
      sensitive,
      ...detailColumnsOf(details),
    })),
  )}::jsonb`

/** Locks records until the transaction ends, in one order so that two writers cannot hold each other up. */
export async function lockPatientRows(
  tx: Tx<PatientTables>,
  by: Pick<Context, 'tenantId'>,
  patientIds: readonly string[],
): Promise<ReadonlyMap<string, PatientRow>> {
  const rows = await tx
    .selectFrom('core.patient')
    .select(columnsOf(patientDataMap, 'core.patient'))
    .where('tenant_id', '=', by.tenantId)
    .where('patient_id', '=', sql<string>`any(${patientIds.filter(isUuid)}::uuid[])`)
    .orderBy('patient_id')
    // A row that names the patient may still be added meanwhile: no key changes under this lock.
    .forNoKeyUpdate()
    .execute()
  return new Map(rows.map((row) => [row.patient_id, row as PatientRow]))
}

/** Adds records with their search keys, in one round trip for any number. Leaves out those whose NHS number is taken; says which went in. */
export async function insertPatients(
  tx: Tx<PatientTables>,
  by: By,
  rows: readonly RowToStore[],
): Promise<ReadonlySet<string>> {
  const now = by.clock.now()
  // The selects read parameters, not tables: allowed by the rule against copying between tenant tables. "Is true" has what
  // was added looked up in a hash: compared one by one, 500 records with their keys are two million comparisons.
  const { rows: added } = await sql<{ patient_id: string }>`
    with added as (
      insert into core.patient (tenant_id, patient_id, sensitive, registered_at, updated_at, ${columnNames})
      select ${by.tenantId}::uuid, patient_id, sensitive, ${now}, ${now}, ${columnNames}
      from jsonb_to_recordset(${asJson(rows)}) as given (${shape})
      on conflict (tenant_id, nhs_number) where nhs_number is not null and merged_into is null do nothing
      returning patient_id
    ), keyed as (${insertSearchKeys(by, rows)} where (patient_id in (select patient_id from added)) is true)
    select patient_id from added`.execute(tx)
  return new Set(added.map((row) => row.patient_id))
}

/**
 * Writes changed records and, where they changed, their search keys, and tells services of a death that is new. The caller
 * holds the rows' locks and has checked versions.
 */
export async function updatePatientRows(
  tx: Tx<PatientTables>,
  by: Context,
  rows: readonly (RowToStore & { readonly before: Omit<RowToStore, 'patientId'> })[],
): Promise<void> {
  if (rows.length === 0) return
  const assignments = list((column) => sql`${sql.ref(column)} = given.${sql.ref(column)}`)
  const write = sql`
    update core.patient as kept
    set version = kept.version + 1, updated_at = ${by.clock.now()}, sensitive = given.sensitive, ${assignments}
    from jsonb_to_recordset(${asJson(rows)}) as given (${shape})
    where kept.tenant_id = ${by.tenantId} and kept.patient_id = given.patient_id`
  await write.execute(tx).catch(asConflict)
  await replaceSearchKeys(
    tx,
    by,
    rows.filter((row) => keysText(row) !== keysText({ ...row.before, patientId: row.patientId })),
  )
  const deaths = rows.filter(({ details, before }) => details.death !== undefined && before.details.death === undefined)
  await tellOfDeaths(
    tx,
    by,
    deaths.map(({ patientId }) => patientId),
  )
}

/**
 * Writes the columns that are not details, as one more version of the record, and tells services of an answer about
 * allergies. The caller holds the row's lock.
 */
export async function updateColumns(
  tx: Tx<PatientTables>,
  by: Context,
  patientId: string,
  columns: Pick<
    Updateable<PatientTables['core.patient']>,
    'allergy_status' | 'allergy_asked_on' | 'allergy_asked_by' | 'sensitive' | 'merged_into'
  >,
): Promise<void> {
  await tx
    .updateTable('core.patient')
    .set((row) => ({ ...columns, version: row('version', '+', 1), updated_at: by.clock.now() }))
    .where('tenant_id', '=', by.tenantId)
    .where('patient_id', '=', patientId)
    .execute()
    .catch(asConflict)
  if (columns.allergy_status !== undefined) await tellOfAllergies(tx, by, patientId)
}

/** Makes the search keys what the rows say, for example when a record becomes sensitive. */
export async function replaceSearchKeys(tx: Tx<PatientTables>, by: By, rows: readonly RowToStore[]): Promise<void> {
  if (rows.length === 0) return
  await tx
    .deleteFrom('core.patient_search_key')
    .where('tenant_id', '=', by.tenantId)
    .where('patient_id', '=', sql<string>`any(${rows.map(({ patientId }) => patientId)}::uuid[])`)
    .execute()
  await insertSearchKeys(by, rows).execute(tx)
}

/** In the order of the index, so that neighbours are written together. A condition on `patient_id` may follow. */
function insertSearchKeys(by: By, rows: readonly RowToStore[]): RawBuilder<unknown> {
  const keys = rows
    .flatMap(({ patientId, details, sensitive }) =>
      searchKeysOf(details, sensitive).map((key) => ({ ...key, patientId, birthDate: details.birthDate ?? null })),
    )
    .sort((one, other) => compare(one.kind, other.kind) || compare(one.key, other.key))
  return sql`
    insert into core.patient_search_key (tenant_id, kind, key, patient_id, birth_date)
    select ${by.tenantId}::uuid, kind, key, patient_id, birth_date from unnest(
      ${keys.map(({ kind }) => kind)}::text[], ${keys.map(({ key }) => key)}::text[],
      ${keys.map(({ patientId }) => patientId)}::uuid[], ${keys.map(({ birthDate }) => birthDate)}::date[])
      as given (kind, key, patient_id, birth_date)`
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

const keysText = ({ details, sensitive }: RowToStore): string =>
  JSON.stringify([details.birthDate, searchKeysOf(details, sensitive)])

/** Another record took the NHS number between our check and our write. */
function asConflict(error: unknown): never {
  if ((error as { code?: string }).code === '23505')
    throw new ConflictError('Another record has this NHS number', { cause: error })
  throw error
}
