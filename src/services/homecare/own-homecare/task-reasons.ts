import { taskReason } from '../../../core/tasks/index.ts'
import { deliveryPaths } from '../deliveries/paths.ts'
import { supplyPaths } from '../supply-cover/paths.ts'

export const problemTold = taskReason({
  code: 'homecare.problem-told',
  words: 'A patient says that something is wrong with a medicine or a delivery: call them today',
  priority: 'urgent',
  outcomes: {
    advised: 'The patient knows what to do',
    replaced: 'Another supply is arranged',
    'could-not-reach': 'Nobody could be reached',
  },
  href: supplyPaths.therapy,
})

export const deliveryAsked = taskReason({
  code: 'homecare.delivery-asked',
  words: 'A patient asks for a delivery: arrange it with them and the homecare company',
  priority: 'soon',
  outcomes: {
    arranged: 'Arranged',
    'asked-again': 'They asked for something else since',
    'not-needed': 'Not needed any more',
  },
  href: deliveryPaths.delivery,
})

export const binAsked = taskReason({
  code: 'homecare.sharps-bin-asked',
  words: 'A patient asks for a sharps bin, or to have a full one taken away: arrange it with the homecare company',
  priority: 'soon',
  outcomes: { arranged: 'Arranged', 'not-needed': 'Not needed any more' },
  href: supplyPaths.therapy,
})
