import { Details } from './components/details.tsx'
import { Table } from './components/table.tsx'

export interface Bar {
  readonly label: string
  readonly value: number
}
export interface BarChartProps {
  /** Unique on the page. */
  readonly id: string
  readonly caption: string
  readonly bars: readonly Bar[]
  readonly labelHeading: string
  readonly valueHeading: string
}

const WIDTH = 640
const BAR = 24
const GAP = 8
const LABEL = 180
const VALUE = 70

const cut = (text: string) => (text.length > 24 ? `${text.slice(0, 23)}…` : text)

/** Bars across, drawn on the server, with the same numbers as a table for whoever cannot or would rather not see them. */
export function BarChart({ id, caption, bars, labelHeading, valueHeading }: BarChartProps) {
  const most = Math.max(1, ...bars.map((bar) => bar.value))
  const height = bars.length * (BAR + GAP) + GAP
  const scale = (WIDTH - LABEL - VALUE) / most
  return (
    <figure class="troth-chart" aria-labelledby={`${id}-caption`}>
      <figcaption id={`${id}-caption`}>{caption}</figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${height}`}
        width={WIDTH}
        height={height}
        role="img"
        aria-label={`${caption}. The numbers are in the table below.`}
        focusable="false"
      >
        {bars.map((bar, index) => {
          const top = GAP + index * (BAR + GAP)
          return (
            <g>
              <text class="troth-chart__label" x={LABEL - 8} y={top + 17} text-anchor="end">
                {cut(bar.label)}
              </text>
              <rect class="troth-chart__bar" x={LABEL} y={top} width={Math.max(0, bar.value) * scale} height={BAR} />
              <text class="troth-chart__value" x={LABEL + Math.max(0, bar.value) * scale + 6} y={top + 17}>
                {bar.value.toLocaleString('en-GB')}
              </text>
            </g>
          )
        })}
        <line class="troth-chart__axis" x1={LABEL} x2={LABEL} y1="0" y2={height} />
      </svg>
      <Details summary={`${caption} as a table`}>
        <Table
          caption={{ text: caption, classes: 'nhsuk-u-visually-hidden' }}
          head={[labelHeading, { text: valueHeading, format: 'numeric' }]}
          rows={bars.map((bar) => [bar.label, bar.value.toLocaleString('en-GB')])}
          firstCellIsHeader
        />
      </Details>
    </figure>
  )
}
