import type { Config } from '../src/config.ts'
import { ROLES } from '../src/core/policy/roles.ts'
import { ORGANISATIONS } from './organisations.ts'
import { DEMONSTRATION_PASSWORD, DEMONSTRATION_SIGNING_SECRET } from './password.ts'
import { emailOf } from './organisations-story.ts'
import { STAFF } from './staff.ts'

/** What `npm start` prints: where everything is and who can sign in. */
export function demonstrationBox(config: Config): string {
  const accounts = ORGANISATIONS.flatMap(({ slug, name }) => [
    name,
    ...STAFF[slug].map(({ roles, name: person }) => {
      const role = roles[0] ?? 'administrator'
      return `  ${emailOf(role, slug).padEnd(48)} ${ROLES[role]} (${person})`
    }),
  ])
  return box([
    'Troth is running. This is a demonstration: every person in it is made up.',
    '',
    `Front page     ${config.publicUrl}/`,
    `Staff          ${config.publicUrl}/staff`,
    `Patients       ${config.publicUrl}/patient`,
    `FHIR R4        ${config.publicUrl}/fhir/R4/metadata`,
    `Simulators     http://localhost:${config.simulatorPort}/ (e-mails and text messages that were sent)`,
    '',
    `Everyone's password: ${DEMONSTRATION_PASSWORD}`,
    `Signing secret of doctors, nurses and pharmacists of the two trusts: ${DEMONSTRATION_SIGNING_SECRET}`,
    '',
    ...accounts,
    '',
    'Stop with Ctrl+C. Start empty, for real use: npm start -- --no-demo',
  ])
}

function box(lines: readonly string[]): string {
  const width = Math.max(...lines.map((line) => line.length))
  const edge = '─'.repeat(width + 2)
  return [`┌${edge}┐`, ...lines.map((line) => `│ ${line.padEnd(width)} │`), `└${edge}┘`].join('\n')
}
