import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { buildAssets, withoutFonts } from '../../scripts/build-assets.ts'
import { assetHref, assets } from './assets.ts'

const remote = (text: string): readonly string[] =>
  text.match(/url\(\s*['"]?\s*(?:https?:)?\/\/[^)]*\)|@import[^;]*/g) ?? []

describe('Committed assets', () => {
  it('are what their sources build to; if not, run scripts/build-assets.ts', async () => {
    for (const [name, text] of Object.entries(await buildAssets())) {
      assert.equal(readFileSync(`src/design-system/assets/${name}`, 'utf8') === text, true, `${name} is out of date`)
    }
  })
  it('ask no third party for anything', () => {
    for (const [path, { body }] of assets) assert.deepEqual(remote(body.toString()), [], path)
    assert.doesNotMatch(assets.get('/assets/troth.css')?.body.toString() ?? '', /@font-face|Frutiger/)
  })
  it('the search for third parties bites', () => {
    assert.equal(remote('a{src:url(https://assets.nhs.uk/x.woff)} b{src:url("//cdn.example/x")}').length, 2)
    assert.equal(remote('@import "other.css";').length, 1)
  })
  it('hold every picture that the stylesheet names, under the hash that it names', () => {
    const css = assets.get('/assets/troth.css')?.body.toString() ?? ''
    const named = [...css.matchAll(/url\((\/assets\/[^)]+)\)/g)].map((match) => match[1] ?? '')
    assert.ok(named.length > 0)
    for (const href of named) assert.equal(assetHref(href.split('?')[0] ?? ''), href)
  })
  it('are addressed by hash, and an unknown one is an error', () => {
    assert.match(assetHref('/assets/troth.css'), /^\/assets\/troth\.css\?v=[\da-f]{12}$/)
    assert.throws(() => assetHref('/assets/other.css'), /not an asset/)
  })
  it('come from a script whose types hold in a browser', () => {
    execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'src/design-system/client'])
  })
})

describe('Fonts', () => {
  it('are taken out, with the address of their source', () => {
    const css = '@font-face{font-family:Frutiger W01;src:url(https://x)}body{font-family:Frutiger W01,arial,sans-serif}'
    assert.equal(withoutFonts(css), 'body{font-family:arial,sans-serif}')
  })
})
