import { addDays, type CivilDate } from '../../../core/values/civil-date.ts'

export const SHEET_PROBLEMS = {
  'not-run': 'Troth did not get to it.',
  'not-configured': 'No folder is set for it (TROTH_SHEET_DIR).',
  'not-writable': 'Its folder cannot be written to.',
} as const
export type SheetProblem = keyof typeof SHEET_PROBLEMS

export interface Sheet {
  readonly forOn: CivilDate
  readonly writtenAt: Date | undefined
  readonly rows: number
  readonly failure: SheetProblem | undefined
}

export type SheetState =
  | { readonly state: 'written'; readonly writtenAt: Date; readonly rows: number }
  | { readonly state: 'missing'; readonly why: SheetProblem; readonly writtenAt: Date | undefined }

/** Whether the sheet of last night is there. `sheets` are newest first; a sheet is written in the night before its day. */
export function sheetState(sheets: readonly Sheet[], today: CivilDate): SheetState {
  const [newest] = sheets
  const written = sheets.find(({ writtenAt }) => writtenAt !== undefined)
  if (newest === undefined || newest.forOn < addDays(today, -1)) {
    return { state: 'missing', why: 'not-run', writtenAt: written?.writtenAt }
  }
  return newest.writtenAt === undefined
    ? { state: 'missing', why: newest.failure ?? 'not-run', writtenAt: written?.writtenAt }
    : { state: 'written', writtenAt: newest.writtenAt, rows: newest.rows }
}
