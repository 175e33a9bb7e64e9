import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const ENTRY = 'src/cli/troth.ts'
/** A running program may still load a part of the compiled form it was started from. */
const KEPT = 3

/**
 * The program compiled into a few files, made again when a source has changed. Undefined when it cannot be made, for example
 * because this user may not write into the installation.
 */
export async function compiled(root, cache) {
  const newest = folders(cache)[0]
  if (newest !== undefined && isCurrent(root, newest)) return join(newest, 'troth.js')
  const draft = join(cache, `draft-${randomBytes(6).toString('hex')}`)
  try {
    mkdirSync(draft, { recursive: true })
    await compile(root, draft)
    const folder = join(cache, `program-${Date.now()}`)
    renameSync(draft, folder)
    for (const old of folders(cache).slice(KEPT)) rmSync(old, { recursive: true, force: true })
    return join(folder, 'troth.js')
  } catch {
    rmSync(draft, { recursive: true, force: true })
    return undefined
  }
}

async function compile(root, folder) {
  const { build, stop } = await import('esbuild')
  const startedAt = Date.now()
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { troth: ENTRY },
    tsconfig: join(root, 'tsconfig.json'),
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // Finding and opening a thousand files of packages takes longer than running them. These have parts that are not JavaScript.
    external: ['bcrypt', 'pg-native'],
    banner: { js: REQUIRE },
    sourcemap: 'linked',
    sourcesContent: false,
    metafile: true,
    logLevel: 'silent',
    plugins: [ownAddress(root)],
  })
  await stop()
  // A file that changed while it was being read leaves a mark that never fits, so that the next start compiles again.
  const inputs = Object.keys(metafile.inputs)
    .filter((name) => !name.includes('node_modules/'))
    .map((name) => {
      const path = join(root, name)
      return [name, statSync(path).mtimeMs > startedAt ? 'changed meanwhile' : markOf(path)]
    })
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  writeFileSync(join(folder, 'inputs.json'), JSON.stringify({ surroundings: surroundings(root), inputs }))
}

/** Packages of the older kind ask for Node's own modules in a way that the newer kind of file does not have. */
const REQUIRE =
  "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);"

/** A source that asks where it lies is told where it lay. Only those are read here: esbuild reads the others much faster. */
const ownAddress = (root) => ({
  name: 'own-address',
  setup(build) {
    const asking = sources(root).filter((path) => readFileSync(path, 'utf8').includes('import.meta.'))
    const filter = new RegExp(`^(${asking.map(RegExp.escape).join('|')})$`)
    build.onLoad({ filter }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      return {
        contents: text
          .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
          .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
        loader: path.endsWith('x') ? 'tsx' : 'ts',
      }
    })
  },
})

const sources = (root) =>
  ['src', 'seeds'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
      .map((name) => join(root, folder, name)),
  )

function isCurrent(root, folder) {
  try {
    const known = JSON.parse(readFileSync(join(folder, 'inputs.json'), 'utf8'))
    return (
      known.surroundings === surroundings(root) &&
      known.inputs.every(([name, mark]) => markOf(join(root, name)) === mark)
    )
  } catch {
    return false
  }
}

function markOf(path) {
  const { mtimeMs, size } = statSync(path)
  return `${mtimeMs} ${size}`
}

/** Where the program lies and what it was installed with, as npm wrote it down: a copied or updated installation compiles again. */
const surroundings = (root) =>
  createHash('sha256')
    .update(root)
    .update(process.version)
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(markOf(join(root, 'node_modules/.package-lock.json')))
    .update(readFileSync(join(root, 'tsconfig.json')))
    .update(readFileSync(import.meta.filename))
    .digest('hex')

const folders = (cache) => {
  try {
    return readdirSync(cache)
      .filter((name) => name.startsWith('program-'))
      .sort()
      .reverse()
      .map((name) => join(cache, name))
  } catch {
    return []
  }
}
