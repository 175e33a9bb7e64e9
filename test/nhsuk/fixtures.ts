import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { MacroParams } from '../../src/design-system/params.gen.ts'

export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [name: string]: Json }
export type JsonObject = { readonly [name: string]: Json }

export interface Fixture {
  readonly component: keyof MacroParams
  readonly name: string
  readonly context: JsonObject
  readonly callBlock?: string | undefined
  readonly html: string
}

const components = join(
  dirname(createRequire(import.meta.url).resolve('nhsuk-frontend/package.json')),
  'dist/nhsuk/components',
)

/** Every example that upstream publishes with the HTML it must give. */
export const fixtures: readonly Fixture[] = readdirSync(components).flatMap((component) => {
  const path = join(components, component, 'fixtures.json')
  if (!existsSync(path)) return []
  const file = JSON.parse(readFileSync(path, 'utf8')) as { fixtures: readonly Omit<Fixture, 'component'>[] }
  return file.fixtures.map((fixture) => ({ ...fixture, component: component as keyof MacroParams }))
})
