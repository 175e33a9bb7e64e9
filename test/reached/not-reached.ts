import { dirname, join } from 'node:path'

/** An import that loads the file: `import type` and `export type` do not. */
const LOADS = /^(?:import|export)\s(?!type\b)(?:[^'"]*?\sfrom\s)?'(\.[^'\n]+)'|\bimport\('(\.[^']+)'\)/gm
/** What takes effect by being loaded: by its name, or by what it declares. The web server is started, not declared. */
const BY_NAME =
  /^src\/(?!core\/http\/)(?:core|services)\/.+(?:\.page\.tsx|\/(?:jobs|routes|task-reasons|measures)(?:\/[^/]+)?\.ts)$/
const DECLARES =
  /^(?:export const \w+ = )?(?:page|job|handRoute|taskReason|disclosure|measure|activity)(?:<[^]*?>)?\(\{/m

/** Files that declare something and are loaded by nothing from `src/nouns.ts` on, one sentence each. */
export function notReached(texts: ReadonlyMap<string, string>): string[] {
  const reached = new Set<string>()
  const open = ['src/nouns.ts']
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue
    reached.add(file)
    for (const [, still, later] of (texts.get(file) ?? '').matchAll(LOADS))
      open.push(join(dirname(file), still ?? later ?? ''))
  }
  return [...texts]
    .filter(([file, text]) => !reached.has(file) && (BY_NAME.test(file) || DECLARES.test(text)))
    .map(
      ([file]) =>
        `${file} is not reached from src/nouns.ts: import it in the front door (index.ts) of its noun, and that in src/nouns.ts`,
    )
}
