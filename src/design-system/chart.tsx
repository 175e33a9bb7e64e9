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

const ROW = 52
const LONGEST = 40

const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text)

// Widths are shares of the drawing, so that it narrows with the screen while its words keep their size.
const share = (value: number, most: number) => `${((Math.max(0, value) / most) * 100).toFixed(2)}%`

/** Bars across, drawn on the server, with the same numbers as a table for whoever cannot or would rather not see them. */
export function BarChart({ id, caption, bars, labelHeading, valueHeading }: BarChartProps) {
  const most = Math.max(1, ...bars.map((bar) => bar.value))
  return (
    <figure class="troth-chart" aria-labelledby={`${id}-caption`}>
      <figcaption id={`${id}-caption`}>{caption}</figcaption>
      <svg
        width="100%"
        height={bars.length * ROW}
        role="img"
        aria-label={`${caption}. The numbers are in the table below.`}
        focusable="false"
      >
        {bars.map((bar, index) => (
          <g>
            <text class="troth-chart__label" x="0" y={index * ROW + 16}>
              {`${cut(bar.label)}: ${bar.value.toLocaleString('en-GB')}`}
            </text>
            <rect class="troth-chart__bar" x="0" y={index * ROW + 22} width={share(bar.value, most)} height="18" />
          </g>
        ))}
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
