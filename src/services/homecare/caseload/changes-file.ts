import { chmod, mkdir, open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { csvLine } from '../../../core/values/csv.ts'
import type { NameOf } from './decide.ts'
import { paperWords, stockWords } from './decide.ts'
import type { DecidedRow } from './decide-rows.ts'
import { doseText } from '../therapies/dose-text.ts'
import { formatDate } from '../../../core/values/civil-date.ts'
import { wantedPlaceWords } from './wanted-place.ts'
import type { Wanted } from './wanted.ts'

const HEADING = ['Line', 'Row', 'What happens', 'Field', 'In Troth', 'In the file']

/** The list of what each row changes, for the eyes of whoever runs the import alone. It grows as the file is read. */
export class ChangesFile {
  readonly path: string
  readonly #file: FileHandle
  private constructor(path: string, file: FileHandle) {
    this.path = path
    this.#file = file
  }

  static async open(folder: string, runId: string, isNew: boolean): Promise<ChangesFile> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const path = join(folder, `caseload-${runId}-changes.csv`)
    const file = await open(path, isNew ? 'w' : 'a', 0o600)
    await chmod(path, 0o600)
    const changes = new ChangesFile(path, file)
    const { size } = await file.stat()
    if (size === 0) await file.write(csvLine(HEADING))
    return changes
  }

  async write(decided: readonly DecidedRow[], nameOf: NameOf): Promise<void> {
    await this.#file.write(decided.flatMap((each) => linesOf(each, nameOf)).join(''))
  }

  async close(): Promise<void> {
    await this.#file.sync()
    await this.#file.close()
  }
}

function linesOf({ line, row, decision, problems }: DecidedRow, nameOf: NameOf): string[] {
  const say = (what: string, field = '', held = '', sent = ''): string => csvLine([line, row, what, field, held, sent])
  switch (decision?.kind) {
    case undefined:
      return [
        say(
          'Refused',
          '',
          '',
          problems.map(({ column, reason }) => [column, reason].filter(Boolean).join(': ')).join(' '),
        ),
      ]
    case 'same':
      return [say('The same')]
    case 'add':
      return fieldsOf(decision.wanted, nameOf).map(([field, sent]) => say('New', field, '', sent))
    case 'replace':
      return decision.differences.map(({ field, held, sent }) => say('Replaced', field, held, sent))
    case 'refused':
      return decision.differences.length === 0
        ? [say('Refused', '', '', decision.reason)]
        : decision.differences.map(({ field, held, sent }) => say('Differs', field, held, sent))
  }
}

/** What a new row brings, in words. */
export function fieldsOf(wanted: Wanted, nameOf: NameOf): readonly (readonly [string, string])[] {
  const { dose, owner, paper, stock } = wanted
  const all: readonly (readonly [string, string | undefined])[] = [
    ['medicine', wanted.medicine],
    ['brand', wanted.brandId],
    ['route', wanted.route],
    ['dose', `${doseText(dose.dose)}, counted from ${formatDate(dose.firstDoseOn)}`],
    ['indication', wanted.indication],
    ['company', nameOf(wanted.companyId)],
    ['accountReference', wanted.accountReference],
    ['registrationDate', wanted.registeredOn],
    ['prescription', paperWords(paper) || undefined],
    ['stock', stock && stockWords(stock)],
    ['nextDelivery', wanted.nextDeliveryOn],
    ['deliveryPlace', wantedPlaceWords(wanted.place)],
    ['owner', nameOf('accountId' in owner ? owner.accountId : owner.teamId)],
  ]
  return all.flatMap(([field, value]) => (value === undefined ? [] : [[field, value] as const]))
}
