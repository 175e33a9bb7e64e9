import type { Platform } from '../../../context.ts'

/** A path as a whole address, for e-mails and for the command line. */
export const ownAddress = (platform: Pick<Platform, 'publicUrl'>, path: string): string =>
  new URL(path, platform.publicUrl ?? 'http://localhost:3000').href
