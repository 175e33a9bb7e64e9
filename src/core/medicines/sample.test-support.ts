import { join } from 'node:path'
import type { Context } from '../context.ts'
import { readInTenant } from '../database/in-tenant.ts'
import type { Reader } from '../database/transaction.ts'
import type { TestPlatform } from '../../../test/support/test-platform.ts'
import { importDmd } from './import/import-dmd.ts'
import type { DmdImportOptions, DmdOutcome } from './import/import-options.ts'
import { ukId } from './import/dmd-release.test-support.ts'
import type { MedicineTables } from './tables.ts'

export const SAMPLE_FOLDER = join(import.meta.dirname, '../../../samples/dmd')

/** Brings in a folder, the sample unless told otherwise, as `troth import dmd` does. */
export const bringIn = (
  test: Pick<TestPlatform, 'connections' | 'platform'>,
  folder: string = SAMPLE_FOLDER,
  over: Partial<DmdImportOptions> = {},
): Promise<DmdOutcome> =>
  importDmd({ owner: test.connections.owner, folder, isDemonstration: true, now: test.platform.clock.now(), ...over })

/** Reads as the program does: as its own login, in an organisation. */
export const asStaff = <Result>(
  ctx: Pick<Context, 'db' | 'tenantId'>,
  work: (tx: Reader<MedicineTables>) => Promise<Result>,
): Promise<Result> => readInTenant<MedicineTables, Result>(ctx, work)

/** Identifiers of the sample (scripts/make-dmd-sample.ts). */
export const SAMPLE = {
  adalimumab: ukId(90_001_001),
  adalimumabPen40: ukId(90_002_001),
  humiraPen40: ukId(90_003_001),
  humiraPen40PackOf2: ukId(90_501_001),
  endedHumira: ukId(90_003_005),
  tocilizumabSyringe: ukId(90_002_021),
  invalidTocilizumab: ukId(90_002_022),
  somatropin: ukId(90_001_005),
  earlierSomatropin: ukId(90_001_095),
  somatropinCartridge: ukId(90_002_040),
  morphineAmpoule: ukId(90_002_060),
  morphineBrand: ukId(90_003_060),
  methadone: ukId(90_002_070),
  pregabalin: ukId(90_002_080),
  rebifInitiationPack: ukId(90_003_092),
  volibris: ukId(90_003_110),
} as const
