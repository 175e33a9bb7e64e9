import type { StaffRole } from '../../../core/policy/roles.ts'
import type { Therapy } from './therapy-cover.ts'

type Owner =
  { readonly accountId: string; readonly teamId?: string } | { readonly teamId: string } | { readonly role: StaffRole }

/** Who is told about a treatment: who owns its registration; until there is one, every pharmacist. Never nobody. */
export function ownerOf({ ownerAccountId, ownerTeamId }: Pick<Therapy, 'ownerAccountId' | 'ownerTeamId'>): Owner {
  if (ownerAccountId !== undefined) {
    return { accountId: ownerAccountId, ...(ownerTeamId === undefined ? {} : { teamId: ownerTeamId }) }
  }
  return ownerTeamId === undefined ? { role: 'pharmacist' } : { teamId: ownerTeamId }
}
