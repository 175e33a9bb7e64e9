/** The password of every made-up account, staff and patients alike. It opens nothing outside a demonstration. */
export const DEMONSTRATION_PASSWORD = 'kestrel-over-quiet-harbour'
