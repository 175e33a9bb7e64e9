import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { Client, type ClientConfig } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { fromPatient } from '../../src/core/patients/fhir/from-patient.ts'
import { asPatient, inventedPeople, type InventedPerson } from '../../src/core/patients/import/import.test-support.ts'
import { detailColumnsOf } from '../../src/core/patients/record-row.ts'
import { searchKeysOf } from '../../src/core/patients/search-keys.ts'
import { newUuid } from '../../src/core/values/uuid.ts'

const BATCH = 50_000

/** Writes invented people as the import would, records and search keys alone, by COPY: quick enough for a million. */
export async function fillPatients(owner: ClientConfig, tenantId: string, from: number, to: number): Promise<void> {
  const client = new Client(owner)
  await client.connect()
  try {
    const people = inventedPeople().drop(from)
    for (let at = from; at < to; at += BATCH) {
      const some: InventedPerson[] = []
      while (some.length < Math.min(BATCH, to - at)) some.push(people.next().value!)
      await fillSome(client, tenantId, some)
    }
  } finally {
    await client.end()
  }
}

/** What autovacuum does within minutes of an import, so that every size is searched in the same state. */
export async function tidyPatients(owner: ClientConfig): Promise<void> {
  const client = new Client(owner)
  await client.connect()
  try {
    await client.query('vacuum analyze core.patient, core.patient_search_key')
  } finally {
    await client.end()
  }
}

async function fillSome(client: Client, tenantId: string, people: readonly InventedPerson[]): Promise<void> {
  const records: string[] = []
  const keys: { readonly kind: string; readonly key: string; readonly rest: string }[] = []
  let columns: readonly string[] = []
  for (const person of people) {
    const sent = fromPatient(asPatient(person), '2026-11-22')
    if ('issues' in sent) throw new Error(sent.issues.map(({ diagnostics }) => diagnostics).join(' '))
    const patientId = newUuid(new Date())
    const { accessible_needs: needs, ...row } = detailColumnsOf(sent.patient)
    columns = ['accessible_needs', ...Object.keys(row)]
    records.push(line([tenantId, patientId, `{${needs.join(',')}}`, ...Object.values(row)]))
    for (const { kind, key } of searchKeysOf(sent.patient, false))
      keys.push({ kind, key, rest: line([patientId, row.birth_date]) })
  }
  await copy(client, `core.patient (tenant_id, patient_id, ${columns.join(', ')})`, records)
  keys.sort((one, other) => compare(one.kind, other.kind) || compare(one.key, other.key))
  const lines = keys.map(({ kind, key, rest }) => `${line([tenantId, kind, key])}\t${rest}`)
  await copy(client, 'core.patient_search_key (tenant_id, kind, key, patient_id, birth_date)', lines)
}

async function copy(client: Client, into: string, lines: readonly string[]): Promise<void> {
  await pipeline(Readable.from([`${lines.join('\n')}\n`]), client.query(copyFrom(`copy ${into} from stdin`)))
}

const line = (values: readonly unknown[]): string => values.map(asText).join('\t')

function asText(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n')
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
