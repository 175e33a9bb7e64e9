import type { Context } from '../../context.ts'
import { NotAllowedError } from '../../errors.ts'

/** Where someone who is signed in proves again that it is them. */
export const CONFIRM_PATH = '/staff/confirm'
export const PATIENT_CONFIRM_PATH = '/patient/confirm'

/** Whether the person proved that it is them within so many minutes. Someone who never did, did not. */
export function isConfirmedWithin(
  { confirmedAt, clock }: Pick<Context, 'confirmedAt' | 'clock'>,
  minutes: number,
): boolean {
  return confirmedAt !== undefined && clock.now().getTime() - confirmedAt.getTime() < minutes * 60_000
}

/** For sensitive acts such as signing: refuses unless they proved that it is them within so many minutes. A page with `confirmedWithin` asks them first. */
export function requireRecentConfirmation(ctx: Pick<Context, 'confirmedAt' | 'clock'>, minutes: number): void {
  if (!isConfirmedWithin(ctx, minutes)) throw new NotAllowedError('identity.confirmed-recently')
}
