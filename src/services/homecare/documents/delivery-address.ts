import type { PrintedDocument } from '../../../core/documents/printed-document.ts'
import type { AddressFacts } from './delivery-facts.ts'
import { fact } from './words.ts'

/** What goes on the outside. It is told nothing of the medicine, the hospital or the patient, so it cannot say any of it. */
export const deliveryAddress = ({
  recipient,
  address,
  sender,
  reference,
  isDemonstration,
}: AddressFacts): PrintedDocument => ({
  fileName: 'delivery-address',
  title: 'Delivery',
  identity: [],
  footer: `Reference ${reference}`,
  isDemonstration,
  blocks: [
    { kind: 'heading', text: 'To' },
    { kind: 'paragraph', text: [recipient, ...address].join('\n'), isStrong: true },
    { kind: 'paragraph', text: 'Private. To be opened by the person named, or by someone they have asked.' },
    { kind: 'heading', text: 'If it cannot be delivered' },
    { kind: 'paragraph', text: 'Do not leave it with a neighbour or outside. Call, or return it to:' },
    {
      kind: 'facts',
      facts: [
        fact('Sender', [sender.name, ...sender.address]),
        fact('Telephone', sender.telephone),
        fact('Reference', reference),
      ],
    },
  ],
})
