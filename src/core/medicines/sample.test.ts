import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { SAMPLE_RELEASED_ON, sampleRelease, writeSample } from '../../../scripts/make-dmd-sample.ts'
import { parseGtin } from '../values/gtin.ts'
import { isSnomedId } from '../values/snomed-id.ts'
import { SAMPLE, SAMPLE_FOLDER } from './sample.test-support.ts'

const folder = mkdtempSync('/tmp/troth-sample-')
after(() => rmSync(folder, { recursive: true }))
const files = () => readdirSync(SAMPLE_FOLDER).filter((name) => name.endsWith('.xml'))

describe('The made-up sample of dm+d', () => {
  it('is what its script writes; if not, run scripts/make-dmd-sample.ts', () => {
    writeSample(folder)
    assert.deepEqual(files(), readdirSync(folder))
    for (const name of files())
      assert.equal(readFileSync(join(SAMPLE_FOLDER, name), 'utf8'), readFileSync(join(folder, name), 'utf8'), name)
  })
  it('says in every file that it is one', () => {
    assert.equal(files().length, 8)
    for (const name of files())
      assert.match(readFileSync(join(SAMPLE_FOLDER, name), 'utf8'), /Made up for Troth.*\n<[A-Z_]+ troth-sample="yes">/)
  })
  it('has invented identifiers of 18 digits and barcode numbers from the range for examples', () => {
    const { VTM, VMP, AMP, AMPP, gtins } = sampleRelease()
    const ids = [...VTM.map((row) => row['VTMID']), ...VMP.map((row) => row['VPID']), ...AMP.map((row) => row['APID'])]
    for (const id of [...ids, ...AMPP.map((row) => row['APPID'])]) {
      assert.match(String(id), /^9\d{7}100000110\d$/)
      assert.ok(isSnomedId(String(id)))
    }
    for (const { GTIN } of gtins.flatMap(({ GTINDATA }) => GTINDATA as { GTIN: string }[]))
      assert.ok(GTIN.startsWith('952') && parseGtin(GTIN) !== undefined)
    for (const id of Object.values(SAMPLE)) assert.ok(isSnomedId(id))
  })
  it('is older than any real release, so that one may always follow', () => assert.ok(SAMPLE_RELEASED_ON < '2012'))
})
