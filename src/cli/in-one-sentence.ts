import { isDatabaseAway } from '../core/database/embedded/index.ts'
import { BadRequestError, StartUpError } from '../core/errors.ts'

/** Runs a command; what stops it is told in one sentence and ends the process with 1. Anything unforeseen shows where it happened. */
export async function inOneSentence(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    process.exitCode = 1
    // Both are written for the one who typed the command.
    if (error instanceof StartUpError || error instanceof BadRequestError) console.error(error.message)
    else if (isDatabaseAway(error)) console.error('The database went away before this was done. Run the command again.')
    else console.error(unforeseen(error))
  }
}

/** A database quotes values in its messages, and they may be somebody's: only the kind of such an error is shown. */
function unforeseen(error: unknown): unknown {
  if (!(error instanceof Error) || !('severity' in error)) return error
  const { name, stack = '' } = error
  const places = stack.split('\n').filter((line) => /^\s+at /.test(line))
  return [`${name} ${String((error as { code?: unknown }).code)}`, ...places].join('\n')
}
