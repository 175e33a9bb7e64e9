import { SummaryList } from '../../../design-system/components/summary-list.tsx'
import { Table } from '../../../design-system/components/table.tsx'
import { Tag } from '../../../design-system/components/tag.tsx'
import { formatDate, formatShortDate } from '../../values/civil-date.ts'
import { wordList } from '../../values/problem-wording.ts'
import { isPaperOnly } from '../controlled-drug.ts'
import { medicinePaths } from '../paths.ts'
import { AVAILABILITY, type Brand } from '../queries/brands.ts'
import type { GenericProduct } from '../queries/generic-products.ts'
import type { Barcode, Pack, PackSize } from '../queries/packs.ts'
import { quantityWords, strengthWords } from '../strength.ts'

/** dm+d VIRTUAL_PRODUCT_PRES_STATUS of a product that may be prescribed by its generic name. */
const BY_GENERIC_NAME = '0001'

export const BrandFacts = ({ brand }: { brand: Brand }) => (
  <SummaryList
    rows={[
      { key: 'Supplier', value: brand.supplier.words },
      {
        key: 'Availability',
        value:
          brand.availability.code === AVAILABILITY.none ? (
            'No restriction'
          ) : (
            <Tag colour={brand.availability.code === AVAILABILITY.notAvailable ? 'red' : 'orange'}>
              {brand.availability.words}
            </Tag>
          ),
      },
      {
        key: 'Additional monitoring',
        value: brand.isBlackTriangle ? '▼ Black triangle: report every suspected side effect' : 'No black triangle',
      },
      { key: 'Licence', value: brand.licensing.words },
      brand.isParallelImport && { key: 'Parallel import', value: 'Yes' },
      brand.licensedRoutes.length > 0 && {
        key: 'Licensed for',
        value: wordList(
          brand.licensedRoutes.map(({ words }) => words),
          'and',
        ),
      },
      brand.previousName !== undefined && { key: 'Earlier name', value: brand.previousName },
    ]}
  />
)

export const GenericFacts = ({ generic, isBrand }: { generic: GenericProduct; isBrand: boolean }) => (
  <SummaryList
    rows={[
      generic.substanceId !== undefined && {
        key: 'Substance',
        value: <a href={medicinePaths.medicine(generic.substanceId)}>{generic.substanceName}</a>,
      },
      isBrand && {
        key: 'Generic product',
        value: <a href={medicinePaths.medicine(generic.genericId)}>{generic.name}</a>,
      },
      {
        key: 'Controlled drug',
        value: isPaperOnly(generic.controlledDrug) ? (
          <Tag colour="red">{generic.controlledDrug.words}</Tag>
        ) : (
          generic.controlledDrug.words
        ),
      },
      {
        key: 'Prescribing',
        value:
          generic.prescribingStatus.code === BY_GENERIC_NAME ? (
            generic.prescribingStatus.words
          ) : (
            <Tag colour="orange">{generic.prescribingStatus.words}</Tag>
          ),
      },
      { key: 'Form', value: wordsOf(generic.forms) },
      { key: 'Route', value: wordsOf(generic.routes) },
      generic.unitDose.unit !== undefined && { key: 'One dose unit', value: unitDoseWords(generic) },
      generic.freeFrom.length > 0 && { key: 'Free from', value: wordList(generic.freeFrom, 'and') },
      generic.isCombination && { key: 'Combination', value: 'Holds more than one product' },
      !generic.isAvailable && { key: 'Availability', value: 'No product of this kind is available' },
      !isBrand && generic.previousName !== undefined && { key: 'Earlier name', value: generic.previousName },
    ]}
  />
)

const wordsOf = (codes: readonly { readonly words: string }[]): string =>
  codes.length === 0
    ? 'Not stated'
    : wordList(
        codes.map(({ words }) => words),
        'or',
      )

function unitDoseWords({ unitDose: { size, sizeUnit, unit } }: GenericProduct): string {
  const one = unit?.words ?? ''
  return size === undefined || sizeUnit?.code === unit?.code ? one : `${one} of ${quantityWords(size, sizeUnit?.words)}`
}

export const IngredientTable = ({ generic, brand }: { generic: GenericProduct; brand: Brand | undefined }) => (
  <>
    <Table
      caption="Ingredients"
      head={['Ingredient', 'Strength']}
      responsive
      rows={[
        ...generic.ingredients.map((ingredient) => [
          ingredient.baseName === undefined ? ingredient.name : `${ingredient.name} (as ${ingredient.baseName})`,
          strengthWords(ingredient) ?? 'Not stated',
        ]),
        ...(brand?.furtherIngredients ?? []).map(({ name }) => [name, 'Also contains']),
      ]}
    />
    {brand && (
      <p class="nhsuk-body-s">
        The dictionary does not list every ingredient. Check the product’s own information for allergies.
      </p>
    )}
  </>
)

export const PackTable = ({ packs, shown }: { packs: readonly Pack[]; shown: string }) => (
  <Table
    caption="Packs"
    head={['Pack', 'Legal category', 'Barcode numbers', 'dm+d code', 'Status']}
    responsive
    rows={packs.map((pack) => [
      [
        pack.packId === shown ? <strong>{sizeWords(pack)}</strong> : sizeWords(pack),
        pack.contents.length > 0 && (
          <ul class="nhsuk-list nhsuk-list--bullet">
            {pack.contents.map(({ packId, name }) => (
              <li>
                <a href={medicinePaths.medicine(packId)}>{name}</a>
              </li>
            ))}
          </ul>
        ),
      ],
      pack.legalCategory.words,
      pack.barcodes.length === 0 ? 'None' : pack.barcodes.map((barcode) => <div>{barcodeWords(barcode)}</div>),
      <span class="troth-nowrap">{pack.packId}</span>,
      <PackStatus pack={pack} />,
    ])}
  />
)

const sizeWords = ({ quantity, quantityUnit, subPack, isCombination, name }: Pack): string =>
  isCombination || quantity === undefined
    ? name
    : [quantityWords(quantity, quantityUnit), subPack && `(${subPack})`].filter(Boolean).join(' ')

const barcodeWords = ({ gtin, startsOn, endsOn }: Barcode): string =>
  endsOn === undefined ? `${gtin} from ${formatShortDate(startsOn)}` : `${gtin} until ${formatShortDate(endsOn)}`

const PackStatus = ({ pack }: { pack: Pack }) => {
  if (pack.isInvalid) return <Tag colour="red">Not valid</Tag>
  if (pack.goneSince !== undefined) return <Tag colour="red">Not in the dictionary</Tag>
  if (pack.isDiscontinued)
    return (
      <>
        <Tag colour="red">Discontinued</Tag>{' '}
        {pack.discontinuedOn !== undefined && `on ${formatDate(pack.discontinuedOn)}`}
      </>
    )
  if (pack.isComponentOnly) return <>Only sold inside another pack</>
  return <span class="troth-nowrap">Current</span>
}

export const PackSizeTable = ({ packSizes, shown }: { packSizes: readonly PackSize[]; shown: string }) => (
  <Table
    caption="Pack sizes"
    head={['Pack size', 'dm+d code', 'Status']}
    responsive
    rows={packSizes.map(({ packSizeId, name, quantity, quantityUnit, contents, isLive }) => {
      const words = quantity === undefined ? name : quantityWords(quantity, quantityUnit)
      return [
        [
          packSizeId === shown ? <strong>{words}</strong> : words,
          contents.length > 0 && `: ${wordList(contents, 'and')}`,
        ],
        <span class="troth-nowrap">{packSizeId}</span>,
        isLive ? 'Current' : <Tag colour="red">Not valid</Tag>,
      ]
    })}
  />
)

export const BrandTable = ({ brands }: { brands: readonly Brand[] }) => (
  <Table
    caption="Brands and suppliers"
    head={['Product', 'Availability', 'Black triangle', 'Status']}
    responsive
    rows={brands.map((brand) => [
      { text: brand.description, href: medicinePaths.medicine(brand.brandId) },
      brand.availability.code === AVAILABILITY.none ? 'No restriction' : brand.availability.words,
      brand.isBlackTriangle ? '▼ Yes' : 'No',
      brand.isLive ? 'Current' : <Tag colour="red">Not valid</Tag>,
    ])}
  />
)
