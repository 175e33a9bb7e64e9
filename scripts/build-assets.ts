// Writes the stylesheet and script that every page loads: upstream's, without its fonts, followed by ours.
import { readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const UPSTREAM = 'node_modules/nhsuk-frontend/dist/nhsuk'
const OURS = 'src/design-system'

const short = (body: string | Buffer) => createHash('sha256').update(body).digest('hex').slice(0, 12)

/** Frutiger is licensed and served by a third party: its faces and its name go, and Arial stands. */
export function withoutFonts(css: string): string {
  return css
    .replace(/@font-face\{[^}]*\}/g, '')
    .replaceAll('Frutiger W01,arial', 'arial')
    .replace(/\/\*# sourceMappingURL=.*?\*\//, '')
}

/** A hash in the address lets a browser keep the file for a year and still see the next release. */
const withHashes = (css: string) =>
  css.replace(/url\((\/assets\/images\/([\w-]+\.svg))\)/g, (_all, path: string, name: string) => {
    return `url(${path}?v=${short(readFileSync(`${UPSTREAM}/assets/images/${name}`))})`
  })

async function buildStyle(): Promise<string> {
  const upstream = withHashes(withoutFonts(readFileSync(`${UPSTREAM}/nhsuk-frontend.min.css`, 'utf8'))).trim()
  const ours = await build({
    entryPoints: [`${OURS}/style/troth.css`],
    bundle: true,
    minify: true,
    write: false,
    external: ['/assets/*'],
    target: ['chrome100', 'firefox100', 'safari15'],
  })
  return `${upstream}\n${ours.outputFiles[0]?.text ?? ''}`
}

async function buildScript(): Promise<string> {
  const script = await build({
    entryPoints: [`${OURS}/client/main.ts`],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: ['chrome100', 'firefox100', 'safari15'],
  })
  return script.outputFiles[0]?.text ?? ''
}

/** What the committed files must hold, by file name. */
export async function buildAssets(): Promise<Readonly<Record<string, string>>> {
  const [style, script] = await Promise.all([buildStyle(), buildScript()])
  return { 'troth.css': style, 'troth.js': script }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [name, text] of Object.entries(await buildAssets())) writeFileSync(`${OURS}/assets/${name}`, text)
}
