import type { CsvFile } from '../../../../core/http/csv.ts'
import { formatDate } from '../../../../core/values/civil-date.ts'
import type { SupplyLine } from '../queries/worklist-page.ts'
import { SUPPLY_RISKS } from '../supply-risk.ts'
import { HOLDERS } from '../who-holds-it.ts'
import { daysWords, nhsNumberWords, personWords, untilWords } from './cover-words.tsx'

const COLUMNS = [
  ...['Patient', 'NHS number', 'Medicine', 'Covered until', 'Days left', 'Risk', 'Why'],
  ...['Who has it', 'Next step', 'By', 'Owner', 'Company'],
]

/** The worklist as a file: no addresses and no telephone numbers, and of a sensitive record no NHS number. */
export const worklistFile = (lines: readonly SupplyLine[]): CsvFile => ({
  fileName: 'homecare-supply.csv',
  columns: COLUMNS,
  rows: lines.map((line) => [
    personWords(line.patient),
    line.patient.sensitive ? undefined : nhsNumberWords(line.patient),
    line.medicine,
    untilWords(line),
    line.daysLeft ?? daysWords(line),
    SUPPLY_RISKS[line.risk.level],
    line.risk.sentence,
    HOLDERS[line.holding.who],
    line.holding.act,
    line.holding.by && formatDate(line.holding.by),
    line.ownerName,
    line.companyName,
  ]),
})
