import { type AccessibleNeed, ALL_NEEDS, needDetails } from './accessible-needs.ts'

export type Channel = 'letter' | 'email' | 'text' | 'telephone' | 'text-relay' | 'carer'

/** Forms of a letter that someone must make by hand, because software that made them badly would do harm. */
export type MadeFormat = 'braille' | 'moon' | 'easy-read' | 'aphasia' | 'makaton' | 'audio' | 'bsl-video'

/** What a person's needs change about every letter, message, call and appointment. */
export type CommunicationFormat = {
  letter: {
    /** Points. Our standard letter is 12, NHS identity guidance. */
    pointSize: number
    /** Other forms in which the same letter must go. */
    formats: MadeFormat[]
    /** False when printed text alone, at any size, does not reach the person. */
    printIsEnough: boolean
    /** A tagged document by e-mail or download, in place of paper. */
    electronic: boolean
  }
  channels: { prefer: Channel[]; avoid: Channel[] }
  appointment: { professionals: string[]; support: string[]; longer: boolean }
  /** What a person must see to, since Troth cannot do it alone: each becomes a task, or a line of one. */
  arrange: string[]
}

type Effect = {
  pointSize?: number
  format?: MadeFormat
  /** Print does not reach the person, though no other form is made. */
  notInPrint?: true
  electronic?: true
  prefer?: Channel
  /** Ruled out by what the person said. */
  avoid?: Channel
  /** Ruled out unless the person said otherwise: someone who signs may still ask for calls. */
  unlikely?: Channel
  longer?: true
  arrange?: string
}

const LETTER_POINTS = 12
/** RNIB: large print starts at 16 point; 18 is where it is safe for most who ask without naming a size. */
const LARGE_PRINT_POINTS = 18

const alert = 'Make sure they know when they are called in the waiting room'
const told = 'Tell them what the letter says'

/** What each need does beyond being shown. Every professional is booked, and every support shown, without an entry here. */
const EFFECTS: Partial<Record<AccessibleNeed, Effect>> = {
  'contact-letter': { prefer: 'letter' },
  'contact-email': { prefer: 'email' },
  'contact-text': { prefer: 'text' },
  'contact-telephone': { prefer: 'telephone' },
  'contact-text-relay': { prefer: 'text-relay', avoid: 'telephone' },
  'contact-via-carer': { prefer: 'carer' },
  'no-telephone': { avoid: 'telephone' },
  'visual-alert': { arrange: alert },
  'audible-alert': { arrange: alert },
  'tactile-alert': { arrange: alert },
  'large-print': { pointSize: LARGE_PRINT_POINTS },
  'large-print-20': { pointSize: 20 },
  'large-print-24': { pointSize: 24 },
  'large-print-28': { pointSize: 28 },
  braille: { format: 'braille', arrange: 'Order the letter in contracted (Grade 2) braille' },
  'braille-uncontracted': { format: 'braille', arrange: 'Order the letter in uncontracted (Grade 1) braille' },
  moon: { format: 'moon', arrange: 'Order the letter in Moon' },
  'easy-read': { format: 'easy-read', arrange: 'Write an easy read version of the letter' },
  aphasia: { format: 'aphasia', arrange: 'Write an aphasia-friendly version of the letter' },
  makaton: { format: 'makaton', arrange: 'Write a version of the letter with Makaton symbols' },
  audio: { format: 'audio', arrange: 'Record the letter as an audio file' },
  'audio-cd': { format: 'audio', arrange: 'Record the letter on an audio CD' },
  bsl: { format: 'bsl-video', arrange: 'Make a British Sign Language video of the letter' },
  'email-information': { electronic: true, prefer: 'email' },
  'electronic-document': { electronic: true },
  spoken: { notInPrint: true, arrange: told },
  'read-by-another': { arrange: 'Check who reads their letters, and what that person may know' },
  'bsl-interpreter': { longer: true, unlikely: 'telephone' },
  'sse-interpreter': { longer: true, unlikely: 'telephone' },
  'makaton-interpreter': { longer: true, unlikely: 'telephone' },
  'hands-on-interpreter': { longer: true, unlikely: 'telephone' },
  'visual-frame-interpreter': { longer: true, unlikely: 'telephone' },
  'deafblind-manual-interpreter': { longer: true, unlikely: 'telephone' },
  'deafblind-guide': { longer: true },
  lipspeaker: { unlikely: 'telephone' },
  'speech-to-text-reporter': { unlikely: 'telephone' },
  'lip-reads': { unlikely: 'telephone' },
  'communication-device': { longer: true },
  'longer-appointment': { longer: true },
}

/** What a set of needs asks for, whatever their order. No need is without effect. */
export function communicationFormat(needs: readonly AccessibleNeed[]): CommunicationFormat {
  const present = ALL_NEEDS.filter((need) => needs.includes(need))
  const effects = present.map((need) => EFFECTS[need] ?? {})
  const professionals = wordsOf(present, 'professional')
  const formats = unique(effects.flatMap(({ format }) => format ?? []))

  const avoided = unique(effects.flatMap(({ avoid }) => avoid ?? []))
  const prefer = unique(effects.flatMap((effect) => effect.prefer ?? [])).filter(
    (channel) => !avoided.includes(channel),
  )
  const unlikely = effects.flatMap((effect) => effect.unlikely ?? []).filter((channel) => !prefer.includes(channel))
  return {
    letter: {
      pointSize: Math.max(LETTER_POINTS, ...effects.flatMap(({ pointSize }) => pointSize ?? [])),
      formats,
      printIsEnough: formats.length === 0 && !effects.some(({ notInPrint }) => notInPrint),
      electronic: effects.some(({ electronic }) => electronic),
    },
    channels: { prefer, avoid: unique([...avoided, ...unlikely]) },
    appointment: {
      professionals,
      support: wordsOf(present, 'support'),
      longer: effects.some(({ longer }) => longer),
    },
    arrange: unique([
      ...effects.flatMap(({ arrange }) => arrange ?? []),
      ...professionals.map((words) => `Book for the appointment: ${words}`),
    ]),
  }
}

/** The needs in words, for the identity banner: "Large print; British Sign Language interpreter". Empty when there are none. */
export const needsText = (needs: readonly AccessibleNeed[]): string =>
  ALL_NEEDS.filter((need) => needs.includes(need))
    .map((need) => needDetails(need).words)
    .join('; ')

const wordsOf = (needs: readonly AccessibleNeed[], group: 'professional' | 'support'): string[] =>
  needs.map(needDetails).flatMap((need) => (need.group === group ? need.words : []))

const unique = <Item>(items: readonly Item[]): Item[] => [...new Set(items)]
