import type { Child } from '../../core/html/jsx-runtime.ts'
import { classes } from '../content.ts'
import { Card, type CardProps } from './card.tsx'

export interface SummaryAction {
  readonly text: string
  /** What the link is about, for someone who hears it alone: "Change name". */
  readonly visuallyHiddenText?: string | undefined
  /** Without an address the action is a submit button. */
  readonly href?: string | undefined
  readonly type?: 'submit' | 'button' | undefined
  readonly name?: string | undefined
  readonly value?: string | undefined
}
export interface SummaryRow {
  readonly key: Child
  readonly value: Child
  readonly actions?: readonly (SummaryAction | false | null | undefined)[] | undefined
  readonly border?: boolean | undefined
  readonly keyWidth?: 'one-half' | 'one-third' | 'one-quarter' | 'two-thirds' | 'three-quarters' | undefined
  readonly classes?: string | undefined
  readonly id?: string | undefined
}
export interface SummaryListProps {
  readonly rows: readonly (SummaryRow | false | null | undefined)[]
  readonly border?: boolean | undefined
  readonly lastRowBorder?: boolean | undefined
  readonly card?: Omit<CardProps, 'children'> | undefined
  readonly id?: string | undefined
  readonly classes?: string | undefined
}

const Action = ({ action, about }: { action: SummaryAction; about: string | undefined }) => {
  const hidden = [action.visuallyHiddenText, about && `(${about})`].filter(Boolean).map((words) => ` ${words}`)
  const inner = (
    <>
      {action.text}
      {hidden.length > 0 && <span class="nhsuk-u-visually-hidden">{hidden.join('')}</span>}
    </>
  )
  return action.href !== undefined && !action.type ? (
    <a class="nhsuk-link" href={action.href}>
      {inner}
    </a>
  ) : (
    <button class="nhsuk-link" name={action.name} type={action.type ?? 'submit'} value={action.value}>
      {inner}
    </button>
  )
}

const present = <Part,>(part: Part | false | null | undefined): part is Part => Boolean(part)

interface Place {
  readonly hasActions: boolean
  readonly borderless: boolean
  readonly about: string | undefined
}

const Row = ({ row, place }: { row: SummaryRow; place: Place }) => {
  const actions = (row.actions ?? []).filter(present)
  const [only] = actions
  return (
    <div
      class={classes(
        'nhsuk-summary-list__row',
        place.hasActions && actions.length === 0 && 'nhsuk-summary-list__row--no-actions',
        row.border === false && !place.borderless && 'nhsuk-summary-list__row--no-border',
        row.classes,
      )}
      id={row.id}
    >
      <dt class={classes('nhsuk-summary-list__key', row.keyWidth && `nhsuk-u-width-${row.keyWidth}`)}>{row.key}</dt>
      <dd class="nhsuk-summary-list__value">{row.value}</dd>
      {only && (
        <dd class="nhsuk-summary-list__actions">
          {actions.length === 1 ? (
            <Action action={only} about={place.about} />
          ) : (
            <ul class="nhsuk-summary-list__actions-list">
              {actions.map((action) => (
                <li class="nhsuk-summary-list__actions-list-item">
                  <Action action={action} about={place.about} />
                </li>
              ))}
            </ul>
          )}
        </dd>
      )}
    </div>
  )
}

/** What is held about something, name by name, each with a way to change it. */
export function SummaryList({ rows, border, lastRowBorder, card, id, classes: extra }: SummaryListProps) {
  const shown = rows.filter(present)
  const hasActions = shown.some((row) => row.actions?.some(present))
  const list = (
    <dl
      class={classes(
        'nhsuk-summary-list',
        border === false && 'nhsuk-summary-list--no-border',
        border !== false && lastRowBorder === false && 'nhsuk-summary-list--no-last-row-border',
        extra,
      )}
      id={id}
    >
      {shown.map((row, index) => {
        const borderless = lastRowBorder === false && index === shown.length - 1
        return <Row row={row} place={{ hasActions, borderless, about: card?.heading }} />
      })}
    </dl>
  )
  return card ? <Card {...card}>{list}</Card> : list
}
