import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { StartUpError } from '../core/errors.ts'
import { faultWords } from '../core/ledger/verify/fault.ts'
import type { LogVerdict } from '../core/ledger/verify/verify-log.ts'
import { progressBar } from './progress-bar.ts'
import { withPlatform } from './with-platform.ts'

/** Faults shown of one log; how many there are is always said. */
const MOST_SHOWN = 50

export const verifyLogCommand = new Command('verify-log')
  .description(
    'Recompute the audit log from the rows and compare it with its signed checkpoints. Ends with 1 on any fault.',
  )
  .argument('[organisation]', 'its short name, for example riverside; left out, every organisation')
  .option('--checkpoint <file...>', 'checkpoints that were kept elsewhere: the log must still be what they say')
  .option('--key <key>', 'the public key of the log as it was noted elsewhere; any other is a fault')
  .action(async (organisation: string | undefined, options: { checkpoint?: string[]; key?: string }) => {
    if (organisation === undefined && (options.checkpoint ?? options.key) !== undefined)
      throw new StartUpError('Checkpoints and keys belong to one log: name the organisation as well.')
    const kept = await Promise.all((options.checkpoint ?? []).map(readCheckpoint))
    const isGood = await withPlatform(readConfig(), 'troth verify-log', async (platform) => {
      const [{ allOrganisations, organisationNamed }, { verifyLog }] = await Promise.all([
        import('./organisation-named.ts'),
        import('../core/ledger/verify/verify-log.ts'),
      ])
      const asked =
        organisation === undefined
          ? await allOrganisations(platform)
          : [await organisationNamed(platform, organisation)]
      let allGood = true
      for (const { tenantId, slug } of asked) {
        const onProgress = process.stderr.isTTY ? showProgress(slug) : undefined
        const verdict = await verifyLog(platform, tenantId, { kept, ...(onProgress ? { onProgress } : {}) })
        const { isGood: isThisGood, words } = verdictWords(slug, verdict, options.key)
        console.log(words)
        allGood &&= isThisGood
      }
      return allGood
    })
    if (!isGood) process.exitCode = 1
  })

/** What is said of one log, and whether it is good. */
export function verdictWords(
  name: string,
  { faults, entries, checkpoints, valuesFit, newest, verifierKey, waiting }: LogVerdict,
  expectedKey?: string,
): { readonly isGood: boolean; readonly words: string } {
  const lines = [
    ...(expectedKey !== undefined && expectedKey.trim() !== verifierKey ? ['The log is signed with another key.'] : []),
    ...faults.map(faultWords),
  ]
  const isGood = lines.length === 0
  const counted = `${number(entries)} entries, ${number(checkpoints)} checkpoints, ${number(valuesFit)} sealed values compared`
  return {
    isGood,
    words: [
      isGood ? `${name}: GOOD. ${counted}.` : `${name}: NOT GOOD. ${number(lines.length)} faults in ${counted}.`,
      ...lines.slice(0, MOST_SHOWN).map((line) => `  ${line}.`),
      ...(lines.length > MOST_SHOWN ? [`  and ${number(lines.length - MOST_SHOWN)} more.`] : []),
      ...(newest
        ? [`  Newest checkpoint: ${number(newest.size)} entries, signed ${newest.signedAt.toISOString()}.`]
        : []),
      ...(verifierKey === undefined ? ['  Nothing is in the log yet.'] : [`  Key: ${verifierKey}`]),
      ...(waiting > 0 ? [`  ${number(waiting)} newer events wait for the log: it takes them while Troth runs.`] : []),
    ].join('\n'),
  }
}

const number = (count: number): string => count.toLocaleString('en-GB')

const showProgress =
  (name: string) =>
  (share: number): void =>
    void process.stderr.write(`\r${progressBar(share)} ${name}${share >= 1 ? '\n' : ''}`)

async function readCheckpoint(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new StartUpError(`The checkpoint ${file} cannot be read: check that it is there and that you may read it.`, {
      cause,
    })
  })
}
