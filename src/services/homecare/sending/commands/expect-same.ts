import { ConflictError } from '../../../../core/errors.ts'

/** Throws `ConflictError` unless it is as the person saw it. */
export function expectSame({ version }: { readonly version: number }, seen: number): void {
  if (version !== seen) throw new ConflictError('It was changed by someone else')
}
