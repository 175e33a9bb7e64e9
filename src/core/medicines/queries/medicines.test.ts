import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { gtinCheckDigit } from '../../values/gtin.ts'
import { isSnomedId } from '../../values/snomed-id.ts'
import { startTestPlatform, type TestPlatform } from '../../../../test/support/test-platform.ts'
import type { Reader } from '../../database/transaction.ts'
import { asStaff, bringIn, SAMPLE } from '../sample.test-support.ts'
import type { MedicineTables } from '../tables.ts'
import { getBrand, listBrands } from './brands.ts'
import { findMedicine, getMedicine, listPreviousIds } from './find-medicine.ts'
import { findControlledDrug, getGenericProduct, listGenericProducts } from './generic-products.ts'
import { findPacksByBarcode, listPacks, listPackSizes } from './packs.ts'
import { findHeldRelease } from './releases.ts'
import { searchMedicines, type MedicineSearch } from './search-medicines.ts'

let test: TestPlatform
const read = <Result>(work: (tx: Reader<MedicineTables>) => Promise<Result>) => asStaff(test.as(['pharmacist']), work)
before(async () => {
  test = await startTestPlatform()
  await bringIn(test)
})
after(() => test.stop())

const barcode = (digits: string): string => digits + gtinCheckDigit(digits)

describe('A medicine is found by its identifier', () => {
  it('at every level', async () => {
    for (const [id, level] of [
      [SAMPLE.adalimumab, 'vtm'],
      [SAMPLE.adalimumabPen40, 'vmp'],
      [SAMPLE.humiraPen40, 'amp'],
      [SAMPLE.humiraPen40PackOf2, 'ampp'],
    ] as const) {
      const { entry, current } = await read((tx) => getMedicine(tx, id))
      assert.deepEqual([entry.id, entry.level, current?.id], [id, level, id])
    }
  })
  it('with the entries above it', async () => {
    const { entry } = await read((tx) => getMedicine(tx, SAMPLE.humiraPen40PackOf2))
    assert.deepEqual(
      [entry.substanceId, entry.genericId, entry.brandId],
      [SAMPLE.adalimumab, SAMPLE.adalimumabPen40, SAMPLE.humiraPen40],
    )
  })
  it('and an earlier one that is still held says which it is now', async () => {
    const { entry, current } = await read((tx) => getMedicine(tx, SAMPLE.invalidTocilizumab))
    assert.deepEqual(
      [entry.id, entry.isInvalid, current?.id],
      [SAMPLE.invalidTocilizumab, true, SAMPLE.tocilizumabSyringe],
    )
  })
  it('and an earlier one that is not held leads to the one it gave way to', async () => {
    const found = await read((tx) => getMedicine(tx, SAMPLE.earlierSomatropin))
    assert.deepEqual(
      [found.asked, found.entry.id, found.current?.id],
      [SAMPLE.earlierSomatropin, SAMPLE.somatropin, SAMPLE.somatropin],
    )
    assert.deepEqual(await read((tx) => listPreviousIds(tx, SAMPLE.somatropin)), [
      { id: SAMPLE.earlierSomatropin, changedOn: '2009-10-05' },
    ])
  })
  it('and nothing when nobody knows it', async () =>
    assert.equal(await read((tx) => findMedicine(tx, '716186003')), undefined))
  it('whose 18 digits come back as they went in', async () => {
    assert.equal(SAMPLE.humiraPen40.length, 18)
    assert.notEqual(String(Number(SAMPLE.humiraPen40)), SAMPLE.humiraPen40)
    for (const id of Object.values(SAMPLE)) assert.ok(isSnomedId(id))
  })
})

describe('Typing finds', () => {
  const names = async (typed: string, search?: MedicineSearch) =>
    (await read((tx) => searchMedicines(tx, typed, search))).matches.map(({ name }) => name)

  it('a brand by its name', async () => {
    const [first] = await names('humira')
    assert.equal(first, 'Humira 40mg/0.4ml solution for injection pre-filled pens (AbbVie Ltd)')
  })
  it('the substance first, then generic products, then brands', async () => {
    const { matches } = await read((tx) => searchMedicines(tx, 'adalim'))
    assert.deepEqual(
      matches.filter(({ isCurrent }) => isCurrent).map(({ level }) => level),
      ['vtm', 'vmp', 'vmp', 'vmp', 'amp', 'amp', 'amp', 'amp', 'amp'],
    )
  })
  it('by a strength behind the name', async () => {
    const found = await names('adalimumab 80')
    assert.ok(found.length === 2 && found.every((name) => name.includes('80mg')))
  })
  it('by words in any order, none of them whole', async () => {
    const found = await names('pen adali')
    assert.ok(found.some((name) => name.startsWith('Amgevita')))
    assert.ok(!found.some((name) => name.includes('syringe')))
  })
  it('by the substance behind the brand', async () =>
    assert.deepEqual(await names('adalimumab yuflyma'), [
      'Yuflyma 40mg/0.4ml solution for injection pre-filled pens (Celltrion Healthcare UK Ltd)',
    ]))
  it('what is ended last, and says so', async () => {
    const { matches } = await read((tx) => searchMedicines(tx, 'humira'))
    assert.deepEqual([matches.at(-1)?.id, matches.at(-1)?.isCurrent], [SAMPLE.endedHumira, false])
  })
  it('only what is current, when asked', async () => {
    const found = await names('humira', { currentOnly: true })
    assert.ok(found.length === 2 && found.every((name) => !name.includes('syringe')))
  })
  it('only generic products, when asked', async () =>
    assert.ok((await names('adalim', { levels: ['vmp'] })).every((name) => name.startsWith('Adalimumab'))))
  it('so many and no more', async () => {
    const found = await read((tx) => searchMedicines(tx, 'solution', { limit: 3 }))
    assert.deepEqual([found.matches.length, found.isMore], [3, true])
  })
  it('nothing by one letter', async () => {
    const found = await read((tx) => searchMedicines(tx, 'h'))
    assert.deepEqual([found.matches.length, found.isTooShort], [0, true])
  })
  it('nothing by what could be an order to the database', async () =>
    assert.deepEqual(await names("humira'; drop table core.dmd_vtm; --"), []))
})

describe('A generic product', () => {
  it('has its ingredients with strengths, forms, routes and dose unit', async () => {
    const product = await read((tx) => getGenericProduct(tx, SAMPLE.adalimumabPen40))
    assert.deepEqual(
      product.ingredients.map(({ name, numerator, numeratorUnit, denominator, denominatorUnit }) => [
        name,
        numerator,
        numeratorUnit,
        denominator,
        denominatorUnit,
      ]),
      [['Adalimumab', '100', 'mg', '1', 'ml']],
    )
    assert.deepEqual(
      [product.forms[0]?.words, product.routes[0]?.words, product.unitDose.size, product.unitDose.unit?.words],
      ['Solution for injection', 'Subcutaneous', '0.4', 'pre-filled disposable injection'],
    )
    assert.deepEqual([product.prescribingStatus.code, product.doseForm], ['0006', 'discrete'])
  })
  it('has its controlled drug schedule, whatever identifier it is asked by', async () => {
    for (const [id, schedule] of [
      [SAMPLE.morphineAmpoule, 2],
      [SAMPLE.morphineBrand, 2],
      [SAMPLE.methadone, 2],
      [SAMPLE.pregabalin, 3],
      [SAMPLE.somatropinCartridge, 4],
      [SAMPLE.adalimumabPen40, 'none'],
      [SAMPLE.humiraPen40PackOf2, 'none'],
      ['716186003', 'not-stated'],
    ] as const)
      assert.equal((await read((tx) => findControlledDrug(tx, id))).schedule, schedule)
  })
  it('lists its brands and pack sizes', async () => {
    const brands = await read((tx) => listBrands(tx, SAMPLE.adalimumabPen40))
    assert.deepEqual(
      brands.map(({ name, isBlackTriangle }) => [name.split(' ')[0], isBlackTriangle]),
      [
        ['Amgevita', true],
        ['Humira', false],
        ['Yuflyma', true],
      ],
    )
    const sizes = await read((tx) => listPackSizes(tx, SAMPLE.adalimumabPen40))
    assert.deepEqual(
      sizes.map(({ quantity }) => quantity),
      ['2', '6'],
    )
  })
  it('is listed under its substance, invalid ones last', async () => {
    const { entry } = await read((tx) => getMedicine(tx, SAMPLE.invalidTocilizumab))
    const products = await read((tx) => listGenericProducts(tx, entry.substanceId ?? ''))
    assert.deepEqual(
      products.map(({ isLive }) => isLive),
      [true, true, false],
    )
  })
})

describe('A brand', () => {
  it('has its supplier, availability and further ingredients', async () => {
    const brand = await read((tx) => getBrand(tx, SAMPLE.volibris))
    assert.deepEqual(
      [
        brand.supplier.words,
        brand.availability.code,
        brand.isParallelImport,
        brand.furtherIngredients.map(({ name }) => name),
      ],
      ['Example Imports Ltd', '0008', true, ['Lactose', 'Soya lecithin']],
    )
  })
  it('has packs with barcode numbers, each with its days', async () => {
    const [pack] = await read((tx) => listPacks(tx, SAMPLE.humiraPen40))
    assert.deepEqual(
      [pack?.packId, pack?.quantity, pack?.legalCategory.words],
      [SAMPLE.humiraPen40PackOf2, '2', 'Prescription-only medicine (POM)'],
    )
    assert.deepEqual(
      pack?.barcodes.map(({ startsOn, endsOn }) => [startsOn, endsOn]),
      [
        ['2007-01-01', '2009-03-31'],
        ['2009-04-01', undefined],
      ],
    )
  })
  it('that is ended says since when', async () => {
    const [pack] = await read((tx) => listPacks(tx, SAMPLE.endedHumira))
    assert.deepEqual([pack?.isDiscontinued, pack?.discontinuedOn], [true, '2009-06-30'])
    assert.equal((await read((tx) => getMedicine(tx, SAMPLE.endedHumira))).entry.isDiscontinued, true)
  })
  it('may be a combination pack, which holds other packs', async () => {
    const [pack] = await read((tx) => listPacks(tx, SAMPLE.rebifInitiationPack))
    assert.deepEqual([pack?.isCombination, pack?.contents.length], [true, 2])
  })
})

describe('A scanned barcode number', () => {
  const FIRST = barcode('952000010011')
  const SECOND = barcode('952000010012')
  const state = async (typed: string, on: string) => await read((tx) => findPacksByBarcode(tx, typed, on))
  it('is that of a pack', async () =>
    assert.deepEqual(await state(SECOND, '2026-11-22'), { state: 'valid', packIds: [SAMPLE.humiraPen40PackOf2] }))
  it('is the same with the leading zero of a scanner', async () =>
    assert.equal((await state(`0${SECOND}`, '2026-11-22')).state, 'valid'))
  it('may be ended', async () =>
    assert.deepEqual(await state(FIRST, '2026-11-22'), {
      state: 'ended',
      packIds: [SAMPLE.humiraPen40PackOf2],
      endedOn: '2009-03-31',
    }))
  it('was right while it ran', async () => assert.equal((await state(FIRST, '2009-03-31')).state, 'valid'))
  it('may be unknown', async () => assert.equal((await state(barcode('400638133393'), '2026-11-22')).state, 'unknown'))
  it('may be no such number at all', async () =>
    assert.equal((await state(`${FIRST.slice(0, 12)}x`, '2026-11-22')).state, 'not-a-gtin'))
})

describe('The dictionary', () => {
  it('says which release it is', async () => {
    const release = await read((tx) => findHeldRelease(tx))
    assert.deepEqual([release?.releasedOn, release?.isSample], ['2010-01-04', true])
  })
  it('cannot be changed by the program', async () => {
    const { Client } = await import('pg')
    const client = new Client(test.connections.app)
    await client.connect()
    for (const statement of [
      "update core.dmd_controlled_drug set category = '0000'",
      'delete from core.dmd_gtin',
      "insert into core.dmd_previous_id values ('1', '2', 'vmp', null)",
    ])
      await assert.rejects(client.query(statement), { code: '42501' })
    await client.end()
  })
})
