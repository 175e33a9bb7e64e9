import { Client, type ClientConfig } from 'pg'

/** What a varying part of an address stands for in the demonstration. */
export type Samples = Readonly<Record<string, string>>

/**
 * One row of the organisation for each varying part, by SQL. A page with a part that is not here fails the test, so that no
 * page goes unseen.
 */
const PARTS: Readonly<Record<string, string>> = {
  organisation: `select slug from core.tenant where tenant_id = $1`,
  patientId: `select patient_id from core.patient_account where tenant_id = $1 order by activated_at limit 1`,
  accountId: `select account_id from core.staff_account where tenant_id = $1 and email like 'receptionist@%'`,
  taskId: `select task_id from core.task where tenant_id = $1 and closed_at is null order by task_id limit 1`,
  clientId: `select client_id from core.api_client where tenant_id = $1`,
}

/** The demonstration's row for every part that has one. */
export async function samplesOf(owner: ClientConfig, tenantId: string): Promise<Samples> {
  const client = new Client(owner)
  await client.connect()
  const samples: Record<string, string> = {}
  for (const [part, sql] of Object.entries(PARTS)) {
    const { rows } = await client.query<Record<string, string>>(sql, [tenantId])
    const value = rows[0] && Object.values(rows[0])[0]
    if (value !== undefined) samples[part] = value
  }
  await client.end()
  return samples
}

/** The address with its parts filled in; `undefined` when one has no sample. */
export function fillIn(path: string, samples: Samples): string | undefined {
  const parts = [...path.matchAll(/:([A-Za-z]+)/g)].map(([, name = '']) => name)
  if (parts.some((name) => samples[name] === undefined)) return undefined
  return path.replaceAll(/:([A-Za-z]+)/g, (_whole, name: string) => samples[name] ?? '')
}
