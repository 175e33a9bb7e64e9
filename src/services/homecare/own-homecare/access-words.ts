import { doneAs, seenAs } from '../../../core/own-record/access-words.ts'

seenAs('homecare.own.view', 'your medicines at home')
seenAs('homecare.own.tell', 'a page to tell us about your medicines at home')
doneAs('homecare.own-stock.counted', 'told us what you have at home')
doneAs('homecare.own-problem.reported', 'told us that something is wrong')
doneAs('homecare.own-bin.asked', 'asked us for a sharps bin')
doneAs('homecare.own-delivery.asked', 'asked us to arrange a delivery')
doneAs('homecare.stock-check.reminded', 'sent you a reminder')
