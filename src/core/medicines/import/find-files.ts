import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { BadRequestError } from '../../errors.ts'
import { civilDate } from '../../values/civil-date.ts'
import { FILE_KINDS, type FileKind } from './dmd-layout.ts'

export interface DmdFile {
  readonly kind: FileKind
  readonly name: string
  readonly path: string
  readonly bytes: number
}
/** The eight files of one week. */
export interface DmdFolder {
  readonly files: Readonly<Record<FileKind, DmdFile>>
  readonly releasedOn: string
}

/** “f_vmp2_3160426.xml”: kind, version of the layout, then a digit and the day, month and year of the week. */
const NAME = new RegExp(`^f_(${FILE_KINDS.join('|')})(\\d)_\\d(\\d{2})(\\d{2})(\\d{2})\\.xml$`, 'i')
const LAYOUT = '2'

/** Finds the eight files, whatever week they are of. Throws `BadRequestError` with one sentence. */
export async function findDmdFiles(folder: string): Promise<DmdFolder> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new BadRequestError(
      (cause as { code?: string }).code === 'ENOTDIR'
        ? `${folder} is a file: name the folder that holds the unzipped dm+d files.`
        : `The folder ${folder} cannot be read: check the path and that you may read it.`,
    )
  })
  const found = names.flatMap((name) => {
    const [, kind = '', layout = '', day, month, year] = NAME.exec(name) ?? []
    if (kind === '') return []
    return [
      {
        kind: kind.toLowerCase() as FileKind,
        layout,
        name,
        week: civilDate(2000 + Number(year), Number(month), Number(day)),
      },
    ]
  })
  if (found.length === 0)
    throw new BadRequestError(`${folder} holds no dm+d files (such as f_vmp2_3160426.xml)${hint(names)}.`)
  const missing = FILE_KINDS.filter((kind) => !found.some((file) => file.kind === kind))
  if (missing.length > 0)
    throw new BadRequestError(
      `${folder} lacks ${missing.map((kind) => `f_${kind}2_….xml`).join(' and ')}: all eight files of a release are needed, GTIN included.`,
    )
  const twice = FILE_KINDS.find((kind) => found.filter((file) => file.kind === kind).length > 1)
  if (twice) throw new BadRequestError(`${folder} holds more than one ${twice} file: keep the files of one week.`)
  const other = found.find(({ layout }) => layout !== LAYOUT)
  if (other)
    throw new BadRequestError(`${other.name} has layout ${other.layout}, and only layout ${LAYOUT} can be read.`)
  // The barcode file is made apart and may be of another day.
  const weeks = [...new Set(found.filter(({ kind }) => kind !== 'gtin').map(({ week }) => week))]
  const [releasedOn] = weeks
  if (weeks.length > 1 || releasedOn === undefined)
    throw new BadRequestError(
      weeks.length > 1
        ? `${folder} holds files of different weeks (${weeks.join(' and ')}): keep those of one week.`
        : `${found[0]?.name} does not say the day of its week: it must end in day, month and year, like f_vmp2_3160426.xml.`,
    )
  const files = await Promise.all(
    found.map(async ({ kind, name }) => {
      const path = join(folder, name)
      return [kind, { kind, name, path, bytes: (await stat(path)).size }] as const
    }),
  )
  return { files: Object.fromEntries(files) as Record<FileKind, DmdFile>, releasedOn }
}

const hint = (names: readonly string[]): string =>
  names.some((name) => /\.zip$/i.test(name))
    ? ', but zip files: unzip them into it first'
    : ': name the folder they were unzipped into'
