/** The password of every made-up account, staff and patients alike. It opens nothing outside a demonstration. */
export const DEMONSTRATION_PASSWORD = 'kestrel-over-quiet-harbour'

/** The signing secret of every made-up person who signs. What they sign says that it was for a demonstration. */
export const DEMONSTRATION_SIGNING_SECRET = 'copper-lantern-by-the-weir'
