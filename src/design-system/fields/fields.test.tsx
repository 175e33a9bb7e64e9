import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { renderPart } from '../../core/html/render.ts'
import {
  CheckboxesField,
  DateField,
  errorSummaryItems,
  Form,
  HiddenField,
  OneTimeCodeField,
  PasswordField,
  RadiosField,
  SelectField,
  TextAreaField,
  TextField,
} from '../fields.tsx'

const values = {
  given: ' Zoë "Zo" ',
  password: 'secret',
  code: '123456',
  note: '\nstarts with an empty line',
  contact: 'letter',
  help: ['large-print', 'none'],
  'born-day': '31',
  'born-month': 'February',
  'born-year': '',
}
const errors = {
  given: 'Enter a given name',
  born: 'Date of birth must be a real date',
  contact: 'Select how to contact you',
  help: 'Select what help you need',
  note: undefined,
}
const shared = { values, errors }
const options = [
  { value: 'telephone', label: 'Telephone' },
  { value: 'letter', label: 'Letter' },
]
const idsIn = (html: string) =>
  [...html.matchAll(/<(?:input|textarea|select)[^>]* id="([^"]+)"/g)].map((match) => match[1])

describe('A field', () => {
  it('keeps what was typed, spaces and quotation marks too', () => {
    assert.match(renderPart(<TextField {...shared} name="given" label="Given name" />), /value=" Zoë &quot;Zo&quot; "/)
  })
  it('keeps even a date that is no date', () => {
    const html = renderPart(<DateField {...shared} name="born" label="Date of birth" />)
    assert.match(html, /name="born-day"[^>]*value="31"/)
    assert.match(html, /name="born-month"[^>]*value="February"/)
  })
  it('keeps an empty first line, which HTML would drop', () => {
    assert.match(renderPart(<TextAreaField {...shared} name="note" label="Note" />), />\n\nstarts with an empty line</)
  })
  it('never sends a password or a code back', () => {
    const html = renderPart(
      <>
        <PasswordField {...shared} name="password" label="Password" />
        <OneTimeCodeField {...shared} name="code" label="Code" />
      </>,
    )
    assert.doesNotMatch(html, /secret|123456/)
  })
  it('chooses what was chosen', () => {
    assert.match(
      renderPart(<RadiosField {...shared} name="contact" label="Contact" options={options} />),
      /value="letter" checked/,
    )
    assert.match(
      renderPart(<SelectField {...shared} name="contact" label="Contact" options={options} />),
      /value="letter" selected/,
    )
    const boxes = [
      { value: 'large-print', label: 'Large print' },
      { divider: 'or' },
      { value: 'none', label: 'None', exclusive: true },
    ]
    const html = renderPart(<CheckboxesField {...shared} name="help" label="Help" options={boxes} />)
    assert.equal(html.match(/ checked/g)?.length, 2)
    assert.match(html, /value="none" checked data-behaviour="exclusive"/)
  })
  it('says what is wrong beside the box and ties the two together', () => {
    const html = renderPart(<TextField {...shared} name="given" label="Given name" />)
    assert.match(html, /id="given-error"/)
    assert.match(html, /aria-describedby="given-error"/)
  })
  it('carries every hidden value of a list', () => {
    assert.equal(renderPart(<HiddenField values={values} name="help" />).match(/type="hidden"/g)?.length, 2)
  })
})

describe('The error summary', () => {
  const html = renderPart(
    <>
      <TextField {...shared} name="given" label="Given name" />
      <DateField {...shared} name="born" label="Date of birth" />
      <RadiosField {...shared} name="contact" label="Contact" options={options} />
      <CheckboxesField {...shared} name="help" label="Help" options={options} />
    </>,
  )
  const items = errorSummaryItems(errors, values)
  it('leaves out what is not wrong', () => assert.equal(items.length, 4))
  it('links to an input that is on the page, for every kind of field', () => {
    const ids = idsIn(html)
    for (const { href } of items) assert.ok(ids.includes(href?.slice(1)), href)
  })
  it('leads to the day box of a date', () => assert.ok(items.some(({ href }) => href === '#born-day')))
  it('leads to the one part of a date that is wrong', () => {
    assert.deepEqual(errorSummaryItems({ 'born-month': 'x' }, values), [{ href: '#born-month', text: 'x' }])
  })
})

describe('A date with one wrong part', () => {
  const html = renderPart(
    <DateField values={values} errors={{ 'born-month': 'Month must be a number' }} name="born" label="Born" />,
  )
  it('marks that box only', () => {
    assert.match(html, /nhsuk-input--error[^>]*id="born-month"/)
    assert.equal(html.match(/nhsuk-input--error/g)?.length, 1)
  })
  it('says so above the boxes', () => assert.match(html, /Month must be a number/))
})

describe('A form', () => {
  const html = renderPart(
    <Form csrfToken="token" idempotencyKey="key" version={4} draftPath="/drafts/x" multipart>
      text
    </Form>,
  )
  it('posts, with what protects it from forgery, repetition and lost changes', () => {
    assert.match(html, /method="post"/)
    for (const [name, value] of [
      ['_csrf', 'token'],
      ['_idempotency', 'key'],
      ['_version', '4'],
    ]) {
      assert.ok(html.includes(`type="hidden" name="${name}" value="${value}"`), name)
    }
  })
  it('leaves checking to the server', () => assert.match(html, /novalidate/))
  it('can carry files and keep a draft', () =>
    assert.match(html, /enctype="multipart\/form-data"[^>]*data-draft-path="\/drafts\/x"/))
})
