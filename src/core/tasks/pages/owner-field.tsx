import { SelectField } from '../../../design-system/fields.tsx'
import { textField } from '../../http/form/fields.ts'
import type { BoundField } from '../../http/form/form-view.ts'
import type { Owners } from '../queries/worklist-page.ts'
import { readOwner } from '../worklist.ts'

/** "Who should do it?": a person or a team. */
export const ownerField = (label = 'Give to') =>
  textField<{ readonly accountId: string } | { readonly teamId: string }>({
    label,
    missing: 'Select a person or a team',
    understand(text: string) {
      const owner = readOwner(text)
      return owner ? { value: owner } : { problem: 'Select a person or a team from the list' }
    },
  })

/** Teams first, then people, each by name. */
export const ownerOptions = ({ teams, colleagues }: Owners) => [
  ...teams.map(({ teamId, name }) => ({ value: `team:${teamId}`, label: `${name} (team)` })),
  ...colleagues.map(({ accountId, name }) => ({ value: `person:${accountId}`, label: name })),
]

export const OwnerSelect = ({ field, owners }: { readonly field: BoundField; readonly owners: Owners }) => (
  <SelectField {...field} options={ownerOptions(owners)} placeholder="Select a person or a team" />
)
