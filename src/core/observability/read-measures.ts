import type { Platform } from '../context.ts'
import { readInTenant } from '../database/in-tenant.ts'
import { platformReader } from '../database/platform-reader.ts'
import type { TenancyTables } from '../tenancy/tables.ts'
import { LABELS, type Measure, type MeasureOfOrganisations, type MeasureOfProgram, type Sample } from './measure.ts'

/** What could be read. What could not is left out and counted: a number that is not known is not nought. */
export interface Read {
  readonly samples: ReadonlyMap<Measure, readonly Sample[]>
  readonly unread: number
}

/** Reads every measure, one organisation after the other, so that watching the program does not slow it down. */
export async function readMeasures(platform: Platform, measures: readonly Measure[]): Promise<Read> {
  const samples = new Map<Measure, readonly Sample[]>()
  const failed = (error: unknown): void =>
    platform.log.warn({ error: error instanceof Error ? error.name : typeof error }, 'measure not read')
  for (const measure of measures.filter(isOfProgram)) {
    await measure.read(platform).then((found) => samples.set(measure, found), failed)
  }
  const ofOrganisations = measures.filter((measure): measure is MeasureOfOrganisations => !isOfProgram(measure))
  await readOrganisations(platform, ofOrganisations).then((found) => {
    for (const [measure, all] of found) samples.set(measure, all)
  }, failed)
  return { samples, unread: measures.length - samples.size }
}

const isOfProgram = (measure: Measure): measure is MeasureOfProgram => 'read' in measure

async function readOrganisations(
  platform: Platform,
  measures: readonly MeasureOfOrganisations[],
): Promise<ReadonlyMap<Measure, readonly Sample[]>> {
  const found = new Map<MeasureOfOrganisations, Sample[]>(measures.map((measure) => [measure, []]))
  const tenants = await platformReader<TenancyTables>(platform)
    .selectFrom('core.tenant')
    .select('tenant_id as tenantId')
    .where('closed_at', 'is', null)
    .execute()
  for (const { tenantId } of tenants) {
    await readInTenant({ db: platform.db, tenantId }, async (tx) => {
      for (const [measure, samples] of found)
        samples.push(...(await measure.readIn(tx, { tenantId, clock: platform.clock })))
    })
  }
  return new Map([...found].map(([measure, samples]) => [measure, together(samples, measure.told)]))
}

/** One sample for each set of labels, so that no organisation's own number leaves. */
export function together(samples: readonly Sample[], told: 'sum' | 'most'): readonly Sample[] {
  const byLabels = Map.groupBy(samples, ({ labels }) => JSON.stringify(labels ?? {}, [...LABELS]))
  return [...byLabels.values()].map((alike) => {
    const values = alike.map(({ value }) => value)
    const value = told === 'sum' ? values.reduce((sum, each) => sum + each, 0) : Math.max(...values)
    return { ...alike[0], value }
  })
}
