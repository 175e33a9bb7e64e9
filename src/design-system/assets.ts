import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export interface Asset {
  readonly contentType: string
  readonly body: Buffer
  /** Short hash of the body, carried in its address. */
  readonly hash: string
}

const ours = join(import.meta.dirname, 'assets')
const images = join(
  dirname(createRequire(import.meta.url).resolve('nhsuk-frontend/package.json')),
  'dist/nhsuk/assets/images',
)

const asset = (folder: string, name: string, contentType: string): Asset => {
  const body = readFileSync(join(folder, name))
  return { contentType, body, hash: createHash('sha256').update(body).digest('hex').slice(0, 12) }
}

// The four icons that upstream's stylesheet asks for; its other images carry the NHS logo.
const ICONS = ['arrow-down', 'arrow-up', 'arrow-up-down', 'cross'].map((name) => `nhsuk-icon-${name}.svg`)

/** Every file a page may load, by path, read once. Safe to cache for ever under its hash. */
export const assets: ReadonlyMap<string, Asset> = new Map<string, Asset>([
  ['/assets/troth.css', asset(ours, 'troth.css', 'text/css; charset=utf-8')],
  ['/assets/troth.js', asset(ours, 'troth.js', 'text/javascript; charset=utf-8')],
  ['/assets/favicon.svg', asset(ours, 'favicon.svg', 'image/svg+xml')],
  ...ICONS.map((name): [string, Asset] => [`/assets/images/${name}`, asset(images, name, 'image/svg+xml')]),
])

/** The address of an asset with its hash; throws on a path that is not served. */
export function assetHref(path: string): string {
  const found = assets.get(path)
  if (!found) throw new Error(`${path} is not an asset: add it to src/design-system/assets.ts`)
  return `${path}?v=${found.hash}`
}
