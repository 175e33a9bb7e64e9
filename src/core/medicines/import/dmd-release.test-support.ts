// Writes the eight files of a release from rows, for the sample that ships, for tests and for the benchmark.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { snomedCheckDigit } from '../../values/snomed-id.ts'
import { FILE_KINDS, ROOTS, type FileKind } from './dmd-layout.ts'
import { SAMPLE_ATTRIBUTE } from './read-file.ts'

/** Elements and their texts, in order. */
export type XmlRow = Readonly<Record<string, string | number | undefined>>
/** Rows by the element they are; codes by their list. */
export interface DmdRelease {
  readonly lookups: Readonly<Record<string, readonly XmlRow[]>>
  readonly ING: readonly XmlRow[]
  readonly VTM: readonly XmlRow[]
  readonly VMP: readonly XmlRow[]
  readonly VPI: readonly XmlRow[]
  readonly ONT: readonly XmlRow[]
  readonly DFORM: readonly XmlRow[]
  readonly DROUTE: readonly XmlRow[]
  readonly CONTROL_INFO: readonly XmlRow[]
  readonly VMPP: readonly XmlRow[]
  readonly vmppContent: readonly XmlRow[]
  readonly AMP: readonly XmlRow[]
  readonly AP_ING: readonly XmlRow[]
  readonly LIC_ROUTE: readonly XmlRow[]
  readonly AMPP: readonly XmlRow[]
  readonly amppContent: readonly XmlRow[]
  readonly gtins: readonly { readonly AMPPID: string; readonly GTINDATA: readonly XmlRow[] }[]
}

/** A made-up identifier of the UK: an item number, the namespace 1000001, partition 10 and the check digit. */
export function ukId(item: number): string {
  const digits = `${item}100000110`
  return digits + snomedCheckDigit(digits)
}

/** Writes a release of a day like 2026-11-16. */
export function writeDmd(
  folder: string,
  releasedOn: string,
  release: DmdRelease,
  { isSample = false, note = '' }: { isSample?: boolean; note?: string } = {},
): void {
  mkdirSync(folder, { recursive: true })
  const week = `${releasedOn.slice(8, 10)}${releasedOn.slice(5, 7)}${releasedOn.slice(2, 4)}`
  const comment = note === '' ? '' : `<!-- ${note} -->\n`
  for (const kind of FILE_KINDS) {
    const mark = isSample ? ` ${SAMPLE_ATTRIBUTE}="yes"` : ''
    const text = `<?xml version="1.0" encoding="utf-8"?>\n${comment}<${ROOTS[kind]}${mark}>\n${BODIES[kind](release)}</${ROOTS[kind]}>\n`
    writeFileSync(join(folder, dmdFileName(kind, week)), text)
  }
}

export const dmdFileName = (kind: FileKind, week: string): string => `f_${kind}2_${kind === 'gtin' ? 0 : 3}${week}.xml`

const BODIES: Readonly<Record<FileKind, (release: DmdRelease) => string>> = {
  lookup: ({ lookups }) =>
    Object.entries(lookups)
      .map(([list, codes]) => within(list, rows('INFO', codes)))
      .join(''),
  ingredient: ({ ING }) => rows('ING', ING),
  vtm: ({ VTM }) => rows('VTM', VTM),
  vmp: (release) =>
    [
      within('VMPS', rows('VMP', release.VMP)),
      within('VIRTUAL_PRODUCT_INGREDIENT', rows('VPI', release.VPI)),
      within('ONT_DRUG_FORM', rows('ONT', release.ONT)),
      within('DRUG_FORM', rows('DFORM', release.DFORM)),
      within('DRUG_ROUTE', rows('DROUTE', release.DROUTE)),
      within('CONTROL_DRUG_INFO', rows('CONTROL_INFO', release.CONTROL_INFO)),
    ].join(''),
  vmpp: (release) =>
    within('VMPPS', rows('VMPP', release.VMPP)) + within('COMB_CONTENT', rows('CCONTENT', release.vmppContent)),
  amp: (release) =>
    [
      within('AMPS', rows('AMP', release.AMP)),
      within('AP_INGREDIENT', rows('AP_ING', release.AP_ING)),
      within('LICENSED_ROUTE', rows('LIC_ROUTE', release.LIC_ROUTE)),
    ].join(''),
  ampp: (release) =>
    within('AMPPS', rows('AMPP', release.AMPP)) + within('COMB_CONTENT', rows('CCONTENT', release.amppContent)),
  gtin: ({ gtins }) =>
    within(
      'AMPPS',
      gtins
        .map(({ AMPPID, GTINDATA }) => within('AMPP', `<AMPPID>${AMPPID}</AMPPID>\n${rows('GTINDATA', GTINDATA)}`))
        .join(''),
    ),
}

const within = (element: string, body: string): string => `<${element}>\n${body}</${element}>\n`
const rows = (element: string, all: readonly XmlRow[]): string =>
  all
    .map((row) => {
      const cells = Object.entries(row).filter(([, value]) => value !== undefined)
      return within(element, cells.map(([name, value]) => `  <${name}>${escaped(String(value))}</${name}>\n`).join(''))
    })
    .join('')

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
