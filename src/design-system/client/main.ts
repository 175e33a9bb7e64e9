/// <reference lib="dom" />
// Everything here only adds to a page that already works without it.
import { initAll } from 'nhsuk-frontend'
import { guardDoubleSubmit } from './double-submit.ts'
import { keepDrafts } from './draft.ts'
import { showLiveCounts } from './live-counts.ts'
import { suggestAsTyped } from './suggest.ts'
import { warnBeforeTimeOut } from './session-warning.ts'

document.body.classList.add('js-enabled', 'nhsuk-frontend-supported')
initAll()
guardDoubleSubmit(document)
keepDrafts(document)
showLiveCounts(document)
suggestAsTyped(document)
warnBeforeTimeOut(document)
