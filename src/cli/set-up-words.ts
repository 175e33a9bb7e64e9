/** What the command line says about an account that was made: the link is shown this once. */
export const setUpWords = (name: string, link: string): string =>
  [
    `Give ${name} this link, in person or by a way you trust. Whoever opens it first chooses the password and connects`,
    'an authenticator app. It works once and ends after a while; this command makes another.',
    '',
    link,
  ].join('\n')
