import { ROOMS } from './rooms.ts'
import { WORDS } from './words.ts'

const listed = (names: readonly string[]): string =>
  (names.includes('*') ? 'anything' : [...new Set(names)].join(', ')) || 'nothing'

/** The table of rooms as docs/architecture.md prints it. */
export function roomTable(): string {
  const rows = ROOMS.map(
    ({ name, holds, may, uses, keeps }) =>
      `| \`${name}\` | ${holds} | ${listed(may)} | ${listed(uses)} | ${keeps.join(', ') || '–'} |`,
  )
  const rules = Object.entries(WORDS).map(([name, { says }]) => `- \`${name}\`: ${says}`)
  return [
    '| Room | Holds | May import from | May use from npm and Node | Keeps |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    'What a room that keeps a rule may not break:',
    '',
    ...rules,
  ].join('\n')
}
