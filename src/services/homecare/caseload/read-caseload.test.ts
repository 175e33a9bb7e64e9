import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { surveyFile } from '../../../core/patients/import/survey-file.ts'
import { readCaseload } from './read-caseload.ts'

const HEADING =
  'NHS number,Surname,DOB,Drug,Route,Dose,Dose unit,Every,Days or weeks,Next dose,Homecare company,Owner e-mail,Indication'
const ROW =
  '9434765919,Smith,12/03/1961,Adalimumab,subcutaneous,40,mg,2,weeks,07/12/2026,Brightwell,n@riverside.example,Arthritis'

describe('The file of a caseload', () => {
  const folder = mkdtempSync(join(tmpdir(), 'troth-caseload-'))
  after(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'caseload.csv')

  async function read(content: string | Buffer, mapping: Readonly<Record<string, string>> = {}) {
    writeFileSync(path, content)
    const survey = await surveyFile(path, 'csv')
    const rows = []
    for await (const row of readCaseload({ path, survey, mapping, today: '2026-11-29', onBytes: () => undefined }))
      rows.push(row)
    return rows
  }
  const names = async (content: string | Buffer) =>
    (await read(content)).map(
      ({ line, read: one }) => `${line} ${'row' in one ? one.row.familyName : one.problems[0]!.reason}`,
    )

  it('is read row by row, each with its line', async () =>
    assert.deepEqual(await names(`${HEADING}\n${ROW}\n\n${ROW}\n`), ['2 Smith', '4 Smith']))
  it('may begin with the mark that Excel writes', async () =>
    assert.deepEqual(await names(`\uFEFF${HEADING}\r\n${ROW}\r\n`), ['2 Smith']))
  it('may have semicolons', async () =>
    assert.deepEqual(await names(`${HEADING}\n${ROW}`.replaceAll(',', ';')), ['2 Smith']))
  it('may be in the old Windows letters', async () =>
    assert.deepEqual(await names(Buffer.from(`${HEADING}\n${ROW.replace('Smith', 'Zoë')}`, 'latin1')), ['2 Zoë']))
  it('may have a line break between quotes, and the row has the line on which it ends', async () =>
    assert.deepEqual(await names(`${HEADING}\n${ROW.replace('Arthritis', '"Arthritis\nof the knee"')}\n${ROW}`), [
      '3 Smith',
      '4 Smith',
    ]))
  it('keeps its good rows beside one that is too short', async () =>
    assert.deepEqual(await names(`${HEADING}\n9434765919,Smith\n${ROW}`), [
      '2 The row has 2 columns; the heading has 13.',
      '3 Smith',
    ]))
  it('may be a heading alone', async () => assert.deepEqual(await names(HEADING), []))
  it('is refused when it is empty', () => assert.rejects(read(''), { message: 'The file is empty.' }))
  it('is refused when it has lines with nothing on them alone', () =>
    assert.rejects(read('\n\n'), { message: 'The file has no heading.' }))
  it('is refused when a column that must be there is not', () =>
    assert.rejects(read(HEADING.replace('Drug', 'Indications')), /medicine/))
  it('says from where on it is not CSV, and gives the rows before', async () => {
    const broken = `${HEADING}\n${ROW}\n"never closed\n${'x'.repeat(70_000)}`
    writeFileSync(path, broken)
    const survey = await surveyFile(path, 'csv')
    const lines: number[] = []
    await assert.rejects(async () => {
      for await (const { line } of readCaseload({
        path,
        survey,
        mapping: {},
        today: '2026-11-29',
        onBytes: () => undefined,
      }))
        lines.push(line)
    }, /A quotation mark is opened and not closed/)
    assert.deepEqual(lines, [2])
  })
})
