import { dirname, join } from 'node:path'
import { PRIVATE_PACKAGES, ROOMS, type Room } from './rooms.ts'
import { withoutComments, WORDS } from './words.ts'

const IMPORT = /^(?:import|export)\s(?:[^'"]*?\sfrom\s)?'([^'\n]+)'|\bimport\('([^']+)'\)/gm

/** What no room but the tests may say. */
const ALWAYS = ['star']

export const roomOf = (file: string): Room | undefined => ROOMS.find((room) => room.is.test(file))

/** Everything in a file that its room does not allow, one sentence each. `file` is a path from the root. */
export function complaints(file: string, text: string): string[] {
  const room = roomOf(file)
  if (!room) return [`${file}: is in no room; add it to test/architecture/rooms.ts`]
  const code = withoutComments(text)
  const doors = [...code.matchAll(IMPORT)].map(([, still, later]) => still ?? later ?? '')
  return [
    ...doors.flatMap((specifier) => doorComplaint(file, room, specifier)),
    ...[...room.keeps, ...(room.name === 'test' ? [] : ALWAYS)]
      .filter((rule) => WORDS[rule]!.never.test(code))
      .map((rule) => `${file}: ${WORDS[rule]!.says}`),
  ]
}

function doorComplaint(file: string, room: Room, specifier: string): string[] {
  if (specifier.startsWith('#html/')) return []
  if (!specifier.startsWith('.')) return packageComplaint(file, room, specifier)
  const to = join(dirname(file), specifier)
  if (!to.startsWith('src/'))
    return room.name === 'test' || (room.name === 'program' && to.startsWith('seeds/')) || /\.(json|css|txt)$/.test(to)
      ? []
      : [`${file}: imports ${to}, outside src`]
  const other = roomOf(to)
  if (!other) return [`${file}: imports ${to}, which is in no room`]
  const why =
    crossing(file, to) ?? (isAllowed(room.may, other.name) ? undefined : `${room.name} may not open ${other.name}`)
  return why ? [`${file}: imports ${to} (${why})`] : []
}

function packageComplaint(file: string, room: Room, specifier: string): string[] {
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
  const base = name.startsWith('@fastify/') ? 'fastify' : name
  const isPrivate = (PRIVATE_PACKAGES as readonly string[]).includes(base)
  const isOk =
    room.name === 'test' ||
    room.uses.includes(base) ||
    room.uses.includes(name) ||
    (!isPrivate && room.uses.includes('*'))
  return isOk ? [] : [`${file}: ${room.name} may not use ${name}`]
}

/** Walls that stand whatever the rooms: core and the design system know no service; services meet at their front doors. */
function crossing(file: string, to: string): string | undefined {
  const service = serviceOf(file)
  const other = serviceOf(to)
  if (other === undefined || service === other || roomOf(file)?.name === 'test') return undefined
  if (file === 'src/data-maps.ts')
    return /\/tables\.ts$/.test(to) ? undefined : 'of a service src/data-maps.ts knows only the tables'
  const isCommandLine = /^src\/cli\//.test(file) && /\/index\.ts$/.test(to)
  if (service === undefined && isCommandLine) return undefined
  if (service === undefined) return file === 'src/nouns.ts' ? undefined : 'only src/nouns.ts knows the services'
  return to === `src/services/${other}/index.ts` ? undefined : 'services meet only at index.ts'
}

const serviceOf = (file: string): string | undefined => /^src\/services\/([^/]+)\//.exec(file)?.[1]
const isAllowed = (may: readonly string[], name: string): boolean => may.includes('*') || may.includes(name)
