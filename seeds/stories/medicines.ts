import { join } from 'node:path'
import type { ClientConfig } from 'pg'
import type { Platform } from '../../src/core/context.ts'
import { StartUpError } from '../../src/core/errors.ts'

/** The sample of medicines, through the import that real releases come by. Medicines belong to no organisation: the owner brings them in. */
export async function seedMedicines(platform: Platform, owner: ClientConfig | undefined): Promise<void> {
  if (!owner)
    throw new StartUpError(
      'The demonstration’s medicines are brought in by the database’s owner: set DATABASE_OWNER_URL for the first start, for example postgres://troth_owner:secret@localhost:5432/troth.',
    )
  const { importDmd } = await import('../../src/core/medicines/import/import-dmd.ts')
  const folder = join(import.meta.dirname, '../../samples/dmd')
  await importDmd({ owner, folder, isDemonstration: true, now: platform.clock.now() })
}
