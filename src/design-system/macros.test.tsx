import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { renderPart } from '../core/html/render.ts'
import { Card } from './components/card.tsx'
import { Details } from './components/details.tsx'
import { InsetText } from './components/inset-text.tsx'
import { TextAreaField } from './fields.tsx'
import { macro } from './macros.ts'

const HOSTILE = `<img src=x onerror="alert('1')">&amp;`
const NAME = 'note'
const fieldOf = (note: string) => <TextAreaField name={NAME} label="Note" values={{ note }} errors={{}} />

const typedIn = (html: string) =>
  (/<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec(html)?.[1] ?? '').replaceAll('&#10;', '\n')

describe('An upstream macro as an element', () => {
  it('adds no element of its own', () => {
    assert.equal(
      renderPart(<p>{macro('tag', { text: 'New' })}</p>).replace(/\s+/g, ' '),
      '<p><strong class="nhsuk-tag"> New </strong></p>',
    )
  })
  it('escapes text once, however deeply it is nested', () => {
    const html = renderPart(
      <Card heading={HOSTILE}>
        <Details summary={HOSTILE}>
          <InsetText>
            <p title={HOSTILE}>{HOSTILE}</p>
          </InsetText>
        </Details>
      </Card>,
    )
    assert.doesNotMatch(html, /<img|onerror="/)
    assert.equal(html.match(/&lt;img/g)?.length, 4, 'heading, summary, title and paragraph')
    assert.doesNotMatch(html, /&amp;lt;|&amp;amp;amp;/)
  })
  it('can be drawn twice from one element', () => {
    const tag = macro('tag', { text: 'New' })
    assert.equal(renderPart(tag), renderPart(tag))
  })
  for (const [name, note] of Object.entries({
    'several lines': 'one\ntwo\n  three',
    'lines in Windows style': 'one\r\ntwo',
    markup: '</textarea><script>',
  })) {
    it(`keeps ${name} in a text area inside other components`, () => {
      const alone = typedIn(renderPart(fieldOf(note)))
      const nested = typedIn(
        renderPart(
          <Details summary="More">
            {
              <Card heading="x" description="y">
                {fieldOf(note)}
              </Card>
            }
          </Details>,
        ),
      )
      assert.equal(nested, alone)
    })
  }
})
