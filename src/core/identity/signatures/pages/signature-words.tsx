import { Tag, type TagColour } from '../../../../design-system/components/tag.tsx'
import { choiceField } from '../../../http/form/fields.ts'
import { formatInstant } from '../../../values/london-time.ts'
import { CHOSEN_REASONS, WITHDRAWAL_REASONS, type KeyState, type NoKeyBecause, type SigningKey } from '../signature.ts'

export const STATE_WORDS = {
  active: 'Can sign',
  expired: 'Has ended',
  withdrawn: 'Withdrawn',
} as const satisfies Record<KeyState, string>

const COLOURS = { active: 'green', expired: 'grey', withdrawn: 'red' } as const satisfies Record<KeyState, TagColour>

export const StateTag = ({ state }: { readonly state: KeyState }) => (
  <Tag colour={COLOURS[state]}>{STATE_WORDS[state]}</Tag>
)

/** Why they cannot have a key, and whom to ask. */
export const NO_KEY_WORDS = {
  role: 'Your role does not sign. If it should, ask your administrator',
  registration: 'Your account has no registration that goes with your role. Ask your administrator to add it',
  'not-active': 'Your account is not active. Ask your administrator',
} as const satisfies Record<NoKeyBecause, string>

/** "Someone else may know the signing secret, on 3 May 2026 at 9:30am". */
export const withdrawalWords = ({
  withdrawnAt,
  withdrawnReason,
}: Pick<SigningKey, 'withdrawnAt' | 'withdrawnReason'>): string =>
  withdrawnAt && withdrawnReason ? `${WITHDRAWAL_REASONS[withdrawnReason]}, on ${formatInstant(withdrawnAt)}` : ''

export const reasonField = choiceField({
  label: 'Why is this key withdrawn?',
  missing: 'Select why this key is withdrawn',
  choices: CHOSEN_REASONS,
})

export const REASON_OPTIONS = Object.entries(CHOSEN_REASONS).map(([value, label]) => ({ value, label }))
