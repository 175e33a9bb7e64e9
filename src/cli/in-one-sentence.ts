import { StartUpError } from '../core/errors.ts'

/** Runs a command; what stops it is told in one sentence and ends the process with 1. Anything unforeseen shows where it happened. */
export async function inOneSentence(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    process.exitCode = 1
    if (error instanceof StartUpError) console.error(error.message)
    else console.error(error)
  }
}
