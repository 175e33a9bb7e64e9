import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import { PROBLEMS, verifyDocument, type Verdict } from '../core/signing/verify.ts'
import { StartUpError } from '../core/errors.ts'

const CHECKED = 'the content, the signature, the certificate and the authority that issued it'

/** Checks a signed prescription without a database, keys or a network. Ends with 0 when it is good and with 1 when it is not. */
export const verifyPrescriptionCommand = new Command('verify-prescription')
  .description('Checks a signed prescription by itself: no database, no keys and no network are needed.')
  .argument('<file>', 'the signed prescription, as JSON')
  .option(
    '--authority <fingerprint...>',
    'SHA-256 fingerprint that the organisation publishes for its signing authority; any other is refused',
  )
  .action(async (file: string, { authority }: { authority?: string[] }) => {
    const verdict = judge(await read(file), new Date(), authority)
    console.log(wordsOf(verdict, authority !== undefined).join('\n'))
    if (verdict.problems.length > 0) process.exitCode = 1
  })

/** What is true of the text of a file. */
export function judge(text: string, now: Date, authorities?: readonly string[]): Verdict {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    return { problems: ['not-readable'] }
  }
  return verifyDocument(document, {
    kind: 'prescription',
    now,
    ...(authorities ? { authorities: authorities.map((each) => each.trim().toUpperCase()) } : {}),
  })
}

/** The verdict for a person, a line each. */
export function wordsOf(verdict: Verdict, isAuthorityGiven: boolean): readonly string[] {
  const { problems, signer, signedAt, authority } = verdict
  const about = [
    ...(signer ? [`Signed by:   ${signer.name}, ${signer.registration}, ${signer.organisation}`] : []),
    ...(signedAt ? [`Signed at:   ${signedAt.toISOString()}`] : []),
    ...(authority ? [`Authority:   ${authority}`] : []),
  ]
  if (problems.length > 0) {
    return ['DO NOT RELY ON THIS PRESCRIPTION.', ...problems.map((problem) => `- ${PROBLEMS[problem]}.`), ...about]
  }
  return [
    `The signature is good: ${CHECKED} agree.`,
    ...about,
    ...(isAuthorityGiven
      ? []
      : ['Compare the authority with the fingerprint that the organisation publishes, or give it with --authority.']),
    ...(verdict.forSupply === false ? ['NOT FOR SUPPLY:', ...(verdict.because ?? []).map((why) => `- ${why}.`)] : []),
  ]
}

async function read(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new StartUpError(`The file ${file} cannot be read: check that it is there and that you may read it.`, {
      cause,
    })
  })
}
