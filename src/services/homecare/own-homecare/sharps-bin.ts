/** What somebody can ask about the bin for used needles. */
export const BIN_WISHES = {
  new: 'I need a sharps bin',
  replace: 'My bin is full. Take it away and bring me a new one',
  collect: 'Take my bin away. I do not need another',
} as const
export type BinWish = keyof typeof BIN_WISHES
