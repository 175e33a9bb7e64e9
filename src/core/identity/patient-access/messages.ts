import { formatDate, type CivilDate } from '../../values/civil-date.ts'
import { accessPaths } from './paths.ts'

/** What the letter needs to say how to begin. */
export interface ActivationLetter {
  readonly code: string
  readonly lastDay: CivilDate
  /** Where people type the address of this site: `https://troth.example`. */
  readonly site: string
  readonly organisation: string
  readonly telephone: string | undefined
  /** They have a sign-in already: the code is for a new password. */
  readonly isAgain: boolean
}

/** The letter in plain words, for a reading age of 9 to 11. */
export function activationLetter(letter: ActivationLetter) {
  const { organisation, telephone, isAgain } = letter
  return {
    heading: isAgain ? 'Your new code to sign in' : 'Your code to see your record online',
    opening: isAgain
      ? 'You, or someone who helps us, asked for a new code so that you can sign in again.'
      : `You can now see your record with ${organisation} online. You can check your details, change how we reach you, and see who has looked at your record.`,
    steps: [
      `Go to ${withoutScheme(letter.site)}${accessPaths.activate}`,
      'Type in your code and your date of birth.',
      'Choose a password. You do not need an email address.',
    ],
    code: letter.code,
    until: `Your code works until the end of ${formatDate(letter.lastDay)}. It works once.`,
    safety: 'Keep this code to yourself. We will never ask you for it on the telephone or in a message.',
    help: telephone
      ? `If you did not expect this letter, if the code does not work, or if you want help, call us on ${telephone}. You do not have to use the website: you can always telephone us instead.`
      : 'If you did not expect this letter, if the code does not work, or if you want help, ask us. You do not have to use the website.',
  }
}

/** People type an address without the letters before it, and browsers add them. */
const withoutScheme = (site: string): string => site.replace(/^https?:\/\//, '')

/** The text message. No name: anyone may see a screen. */
export const activationText = ({ code, minutes, site }: { code: string; minutes: number; site: string }): string =>
  `Your sign-in code is ${code}. Use it within ${minutes} minutes at ${site}${accessPaths.activate} with your date of birth. Do not give it to anyone.`
