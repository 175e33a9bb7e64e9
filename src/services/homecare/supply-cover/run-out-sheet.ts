import type { PrintedDocument } from '../../../core/documents/printed-document.ts'
import { type CivilDate, formatDate } from '../../../core/values/civil-date.ts'
import { SUPPLY_RISKS } from './supply-risk.ts'
import type { TherapyCover } from './therapy-cover.ts'
import { HOLDERS } from './who-holds-it.ts'

/** Everyone who runs out within so many days stands on the sheet, with those whose stock nobody knows. */
export const SHEET_DAYS = 14

export const standsOnSheet = ({ risk, daysLeft }: Pick<TherapyCover, 'risk' | 'daysLeft'>): boolean =>
  risk.level === 'unknown' || (daysLeft !== undefined && daysLeft <= SHEET_DAYS)

/** A line of the sheet. How to reach a person with a sensitive record is never on it. */
export interface SheetLine {
  readonly cover: TherapyCover
  readonly person: string
  readonly nhsNumber: string
  readonly born: CivilDate | undefined
  readonly isSensitive: boolean
  readonly telephone: string | undefined
  readonly ownerName: string
  readonly companyTelephone: string | undefined
}

const SENSITIVE = 'Sensitive record: reach through the owner'

const runsOut = ({ cover, daysLeft, coveredUntil }: TherapyCover): string => {
  if (cover.state !== 'runs-out' || coveredUntil === undefined) return 'Not known'
  return (daysLeft ?? 0) <= 0 ? `Has run out (${formatDate(cover.firstUncovered)})` : formatDate(cover.firstUncovered)
}

/** The sheet as a document, for the day when Troth is not there. */
export function runOutSheet(facts: {
  readonly organisation: string
  readonly forOn: CivilDate
  readonly writtenAt: string
  readonly isDemonstration: boolean
  readonly lines: readonly SheetLine[]
}): PrintedDocument {
  const { organisation, forOn, writtenAt, isDemonstration, lines } = facts
  return {
    fileName: 'run-out-sheet',
    title: `Homecare run-out sheet for ${formatDate(forOn)}`,
    identity: [organisation],
    stamp: 'Confidential',
    footer: `Written by Troth on ${writtenAt}. Use it only while Troth is not there.`,
    isDemonstration,
    blocks: [
      {
        kind: 'paragraph',
        text: `Everyone who runs out within ${SHEET_DAYS} days, and everyone whose stock nobody knows: ${lines.length}.`,
      },
      lines.length === 0
        ? { kind: 'paragraph', text: 'Nobody.' }
        : {
            kind: 'table',
            caption: 'Who runs out, soonest first',
            columns: [
              { heading: 'Patient', share: 4 },
              { heading: 'Medicine', share: 3 },
              { heading: 'First dose without stock', share: 3 },
              { heading: 'Risk and next step', share: 5 },
              { heading: 'Telephone', share: 3 },
            ],
            rows: lines.map((line) => [
              [line.person, line.nhsNumber, line.born && `Born ${formatDate(line.born)}`].filter(Boolean).join('\n'),
              line.cover.medicine,
              runsOut(line.cover),
              [
                `${SUPPLY_RISKS[line.cover.risk.level]}: ${line.cover.risk.sentence}`,
                `${HOLDERS[line.cover.holding.who]}: ${line.cover.holding.act}`,
                `Owner: ${line.ownerName}`,
              ].join('\n'),
              [
                line.isSensitive ? SENSITIVE : (line.telephone ?? 'None'),
                line.cover.companyName === undefined
                  ? undefined
                  : `${line.cover.companyName}: ${line.companyTelephone ?? 'no number'}`,
              ]
                .filter(Boolean)
                .join('\n'),
            ]),
          },
    ],
  }
}
