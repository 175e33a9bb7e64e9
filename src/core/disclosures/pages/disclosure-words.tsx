import { SummaryList } from '../../../design-system/components/summary-list.tsx'
import { Tag } from '../../../design-system/components/tag.tsx'
import { formatInstant } from '../../values/london-time.ts'
import {
  BASES,
  GROUNDS,
  RECEIVED_STATES,
  receivedState,
  SENT_STATES,
  sentState,
  type ReceivedState,
  type SentState,
} from '../disclosure.ts'
import { allDisclosureKinds, findDisclosureKind } from '../kind.ts'
import { disclosurePaths } from '../paths.ts'
import type { ReceivedLine, SentLine } from '../queries/lines.ts'

const COLOURS = {
  waiting: 'blue',
  delivered: 'green',
  applied: 'green',
  failed: 'red',
  stopped: 'grey',
  superseded: 'grey',
} as const satisfies Record<SentState | ReceivedState, string>

/** What was sent, in words; its name when this version does not know it. */
export const kindWords = (kind: string): string => findDisclosureKind(kind)?.title ?? kind
export const kindOptions = () => allDisclosureKinds().map(({ name, title }) => ({ value: name, label: title }))

export const SentTag = ({ line }: { line: SentLine }) => {
  const state = sentState(line)
  const mayHaveArrived = state === 'stopped' && line.handedOverAt !== null
  return <Tag colour={COLOURS[state]}>{mayHaveArrived ? 'Stopped; it may have arrived' : SENT_STATES[state]}</Tag>
}

export const ReceivedTag = ({ line }: { line: ReceivedLine }) => {
  const state = receivedState(line)
  return <Tag colour={COLOURS[state]}>{RECEIVED_STATES[state]}</Tag>
}

/** One disclosure, before somebody decides about it: that it went, to whom and why; not what it said. */
export const SentSummary = ({ line }: { line: SentLine }) => (
  <SummaryList
    rows={[
      { key: 'What', value: kindWords(line.kind) },
      { key: 'To', value: line.recipientName },
      { key: 'Sent', value: formatInstant(line.sentAt) },
      { key: 'Lawful basis', value: BASES[line.basis] },
      { key: 'Confidentiality', value: GROUNDS[line.ground] },
      { key: 'What it holds', value: line.fields.join(', ') },
      { key: 'Tries', value: line.attempts },
      { key: 'What went wrong', value: line.problem ?? 'Nothing' },
    ]}
  />
)

/** The three lists, with the one that is open marked. */
export const DisclosureLists = ({ open }: { open: 'sent' | 'received' | 'recipients' }) => {
  const lists = [
    ['sent', 'Sent', disclosurePaths.list()],
    ['received', 'Received', disclosurePaths.received()],
    ['recipients', 'Who we may send to', disclosurePaths.recipients()],
  ] as const
  return (
    <nav class="nhsuk-contents-list" aria-label="Information shared with other organisations">
      <ol class="nhsuk-contents-list__list">
        {lists.map(([name, words, href]) => (
          <li class="nhsuk-contents-list__item" aria-current={name === open ? 'page' : undefined}>
            {name === open ? (
              <span class="nhsuk-contents-list__current">{words}</span>
            ) : (
              <a class="nhsuk-contents-list__link" href={href}>
                {words}
              </a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
